import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createTranslator, preferredLanguage } from '../../signaling/web/i18n.js';

const CATALOGUES = { 'zh-CN': { ahead: '前面还有 {count} 位' }, en: { ahead: '{count} people before you' } };

test('fills the places of a text', () => {
  assert.equal(createTranslator(CATALOGUES, 'zh-CN').t('ahead', { count: 2 }), '前面还有 2 位');
});

test('one touch changes the language of everything, and says so once', () => {
  const translator = createTranslator(CATALOGUES, 'zh-CN');
  let changes = 0;
  translator.addEventListener('change', () => (changes += 1));
  translator.set('en');
  translator.set('en');
  assert.equal(translator.t('ahead', { count: 2 }), '2 people before you');
  assert.equal(changes, 1);
});

test('values are text, never places of their own', () => {
  assert.equal(createTranslator(CATALOGUES, 'en').t('ahead', { count: '{count}' }), '{count} people before you');
});

test('Chinese unless the browser wishes English', () => {
  assert.equal(preferredLanguage(['en-GB', 'zh-CN']), 'en');
  assert.equal(preferredLanguage(['fr', 'zh-TW']), 'zh-CN');
  assert.equal(preferredLanguage(['fr']), 'zh-CN');
});

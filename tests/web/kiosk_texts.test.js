import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { CONSENT_TEXT_VERSION } from '../../kiosk_client/page/consent_text.js';
import { clockTime, dayAndTime, elapsed, placeName } from '../../kiosk_client/page/format.js';

const read = (/** @type {string} */ language) =>
  JSON.parse(readFileSync(new URL(`../../signaling/web/locales/kiosk.${language}.json`, import.meta.url), 'utf8'));

/** Every version of the consent card that there was, with the digest of its texts. */
const CONSENT_TEXTS = /** @type {Record<string, string>} */ ({
  1: '33cd18083a98234c',
});

test('the consent texts are those that their version stands for', () => {
  const texts = ['zh-CN', 'en'].map((language) =>
    Object.entries(read(language)).filter(([key]) => key.startsWith('consent.')),
  );
  const digest = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
  assert.equal(digest, CONSENT_TEXTS[CONSENT_TEXT_VERSION], 'a changed text needs a new version, and its digest here');
});

test('time passed is read like a clock, from the first second on', () => {
  assert.deepEqual([-5, 0, 134_000, 3_725_000].map(elapsed), ['00:00', '00:00', '02:14', '62:05']);
});

test('the next opening is named as people name it', () => {
  const now = new Date(2026, 8, 25, 18, 30).getTime();
  const at = (/** @type {number} */ day, /** @type {number} */ hour) => new Date(2026, 8, day, hour, 0).getTime();
  assert.equal(dayAndTime(at(25, 20), now, 'zh-CN'), '今天 20:00');
  assert.equal(dayAndTime(at(26, 9), now, 'zh-CN'), '明天 09:00');
  assert.equal(dayAndTime(at(26, 9), now, 'en'), 'tomorrow 09:00');
  assert.match(dayAndTime(at(28, 9), now, 'zh-CN'), /^9月28日.*星期一 09:00$/);
});

test('opening hours are told in the zone of the desk, whatever that of the machine', () => {
  const [evening, morning] = [Date.parse('2026-09-25T15:30:00Z'), Date.parse('2026-09-26T01:00:00Z')];
  assert.equal(dayAndTime(morning, evening, 'zh-CN', 'Asia/Shanghai'), '明天 09:00');
  assert.equal(dayAndTime(morning, evening + 3_600_000, 'zh-CN', 'Asia/Shanghai'), '今天 09:00');
  assert.equal(dayAndTime(morning, evening, 'en', 'America/New_York'), 'today 21:00');
});

test('midnight is 00:00, not 24:00', () => {
  assert.equal(clockTime(new Date(2026, 8, 25, 0, 5).getTime(), 'en'), '00:05');
});

test('a place that is named in both languages is named in one, any other as it is', () => {
  const named = (/** @type {string} */ name) => [placeName(name, 'zh-CN'), placeName(name, 'en')];
  assert.deepEqual(named('3号机 / Machine 3'), ['3号机', 'Machine 3']);
  for (const name of ['3号机', '1楼 / 大厅', 'Hall / North', '南 / N / 1', '']) assert.deepEqual(named(name), [name, name]);
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const LOCALES = new URL('../../signaling/web/locales/', import.meta.url);
const names = [...new Set(readdirSync(LOCALES).map((file) => file.split('.')[0]))];
/** Texts that show one certain language to everybody have it in their name. */
const inOneLanguage = (/** @type {string} */ key) => /\.(zh|en)$/.test(key);
const places = (/** @type {string} */ text) => (text.match(/\{\w+\}/g) ?? []).sort();

/** @param {string} name @param {string} language @returns {Record<string, string>} */
const read = (name, language) => JSON.parse(readFileSync(new URL(`${name}.${language}.json`, LOCALES), 'utf8'));

for (const name of names) {
  test(`${name}: the same texts with the same places in both languages`, () => {
    const chinese = read(name, 'zh-CN');
    const english = read(name, 'en');
    assert.deepEqual(Object.keys(chinese).sort(), Object.keys(english).sort());
    for (const key of Object.keys(chinese)) assert.deepEqual(places(chinese[key]), places(english[key]), key);
  });

  test(`${name}: no text is empty, and no Chinese text was left in English`, () => {
    const chinese = read(name, 'zh-CN');
    const english = read(name, 'en');
    for (const [key, text] of Object.entries(english)) {
      assert.ok(text.trim() && chinese[key].trim(), key);
      assert.ok(inOneLanguage(key) || chinese[key] !== text || !/[a-z]{4}/.test(text), `${key}: ${text}`);
    }
  });
}

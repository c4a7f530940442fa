import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { faultOf, inWords, LIMITS, together } from '../../agent_console/manage/settings_words.js';
import { createTranslator } from '../../signaling/web/i18n.js';

const read = (language) =>
  JSON.parse(readFileSync(new URL(`../../signaling/web/locales/manage.${language}.json`, import.meta.url), 'utf8'));
const catalogues = { 'zh-CN': read('zh-CN'), en: read('en') };
const meal = { code: 'meal', title: { 'zh-CN': '用餐', en: 'Meal' } };
const card = { code: 'card', title: { 'zh-CN': '社保卡补办', en: 'Card' }, papers: [] };

function words(language) {
  const { t } = createTranslator(catalogues, language);
  return { t, has: (key) => key in catalogues[language], language, services: [card], breaks: [meal], tongue: (tag) => tag.toUpperCase(), desk: (id) => `desk ${id}` };
}

const say = (path, before, after, language = 'en') => {
  const line = inWords({ path, before, after }, words(language));
  return `${line.label}: ${line.before} → ${line.after}`;
};

test('every limit has a name, and lasts seconds or minutes, or is a number', () => {
  assert.equal(say('limits.ring', 20_000, 90_000), 'How long one agent is rung: 20 s → 1 min 30 s');
  assert.equal(say('limits.ring', 20_000, 90_000, 'zh-CN'), '每位坐席响铃多久: 20 秒 → 1 分 30 秒');
  assert.equal(say('limits.max_waiting', 200, 20), 'People waiting at most: 200 → 20');
  for (const limit of LIMITS) assert.ok(words('zh-CN').has(`limit.${limit}`), limit);
});

test('days, services and rules are said by their names', () => {
  for (const [told, ...change] of [
    ['Hours, Monday: closed → 09:00–17:00', 'hours.weekly.0', [], [[540, 1020]]],
    ['Hours, 2026-10-01: as usual → closed', 'hours.exceptions.2026-10-01', null, []],
    ['Who is rung first: Each in turn → Fewest sessions', 'strategy', 'round_robin', 'fewest_sessions'],
    ['Service “Card”: not offered → offered', 'services.card', null, card],
    ['Card: title in English: Card → ID', 'services.card.title.en', 'Card', 'ID'],
    ['Order of the services: Card, other → other, Card', 'services', ['card', 'other'], ['other', 'card']],
    ['Card: papers needed: ID → nothing', 'services.card.papers', [{ 'zh-CN': '证', en: 'ID' }], []],
    ['Reason for a break “Meal”: offered → not offered', 'break_reasons.meal', meal, null],
    ['Reason for a break “Rest”: not offered → offered', 'break_reasons.rest', null, { code: 'rest', title: { 'zh-CN': '休息', en: 'Rest' } }],
    ['Meal: title in Chinese: 用餐 → 吃饭', 'break_reasons.meal.title.zh-CN', '用餐', '吃饭'],
    ['Order of the reasons for a break: Meal, gone → gone, Meal', 'break_reasons', ['meal', 'gone'], ['gone', 'meal']],
    ['Waiting for somebody who speaks CSL: Not offered → As long as it takes', 'fitting.languages.csl', null, { insist: null }],
    ['Waiting for somebody who speaks CSL: As long as it takes → at most 30 s', 'fitting.languages.csl.insist', null, 30_000],
    ['Rule for Card: no rule → Level needed: 3, Head start: 1 min', 'fitting.services.card', null, { level: 3, relax_every: null, head_start: 60_000 }],
    ['Card: served by: This desk → desk north', 'fitting.services.card.desk', null, 'north'],
    ['Send on to: Nowhere, they wait here → desk north', 'overflow.to', null, 'north'],
    ['After a wait of: 2 min → 5 min', 'overflow.after', 120_000, 300_000],
    ['Card: one level less every: Never → 1 min', 'fitting.services.card.relax_every', null, 60_000],
    ['Waiting for an agent who knows the centre: None → 15 s', 'fitting.own_site', 0, 15_000],
  ]) assert.equal(say(...change), told);
});

test('a field that a later server has is shown as it is', () => {
  assert.equal(say('colour.deep', null, { red: 1 }), 'colour.deep: nothing → {"red":1}');
  assert.equal(say('limits.patience', 1_000, 2_000), 'limits.patience: 1 s → 2 s');
});

test('days in a row that were changed alike are one line', () => {
  const day = (index, after) => ({ path: `hours.weekly.${index}`, before: [], after });
  const lines = together([day(0, [[1, 2]]), day(1, [[1, 2]]), day(2, [[1, 2]]), day(4, [[1, 2]]), day(5, [[1, 3]])]);
  assert.deepEqual(lines.map(({ path }) => path), ['hours.weekly.0-2', 'hours.weekly.4', 'hours.weekly.5']);
  assert.equal(inWords(lines[0], words('en')).label, 'Hours, Monday – Wednesday');
});

test('a refusal names the field and the bound', () => {
  const refused = (error) => faultOf(error, words('en'));
  assert.equal(refused({ field: 'limits.ring', code: 'greater_than_equal', bound: 5_000 }), 'How long one agent is rung: at least 5 s');
  assert.equal(refused({ field: 'phone', code: 'unheard_of', bound: null }), 'Telephone');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  blank, codeFor, drafted, fieldOf, isChanged, merged, moved, paper, replaced, written,
} from '../../agent_console/manage/catalogue.js';

const text = (en) => ({ 'zh-CN': `${en}（中）`, en });
const service = (code, en = code, papers = []) => ({ code, title: text(en), papers: papers.map(text) });
const codes = (list) => list.map(({ code }) => code);
const titles = (list) => list.map(({ title }) => title.en);

test('what is not touched is written as it was', () => {
  const kept = [service('card', 'Card', ['ID', 'photo']), service('care')];
  const drafts = kept.map(drafted);
  assert.deepEqual(written(drafts, kept, 'service'), kept);
  assert.equal(isChanged(kept, drafts), false);
  const reasons = [{ code: 'meal', title: text('Meal') }];
  assert.deepEqual(written(reasons.map(drafted), reasons, 'break'), reasons);
});

test('a change of a title, of what to bring, of the order and of the number is a change', () => {
  const kept = [service('card', 'Card', ['ID']), service('care')];
  const [card, care] = kept.map(drafted);
  for (const drafts of [
    [{ ...card, title: text('ID card') }, care],
    [{ ...card, papers: [...card.papers, paper()] }, care],
    [care, card],
    [card],
    [card, care, blank(true)],
  ]) assert.equal(isChanged(kept, drafts), true);
});

test('a member goes up and down, and no further than to the ends', () => {
  const [one, two, three] = ['one', 'two', 'three'].map((code) => drafted(service(code)));
  const list = [one, two, three];
  assert.deepEqual(codes(moved(list, two.key, -1)), ['two', 'one', 'three']);
  assert.deepEqual(codes(moved(list, two.key, 1)), ['one', 'three', 'two']);
  for (const [key, by] of [[one.key, -1], [three.key, 1], ['none', 1]]) assert.deepEqual(moved(list, key, by), list);
});

test('a code that is left empty is made of the English title, and is nobody else’s', () => {
  assert.equal(codeFor('Social security card (reissue)', new Set(), 'service'), 'social-security-card-reissue');
  assert.equal(codeFor('Card', new Set(['card', 'card-2']), 'service'), 'card-3');
  assert.equal(codeFor('社保卡', new Set(), 'service'), 'service');
  assert.match(codeFor('x'.repeat(500), new Set(['x'.repeat(60)]), 'service'), /^[a-z0-9][a-z0-9_-]{0,63}$/);
  const fresh = (en, code = '') => ({ ...blank(false), title: text(en), code });
  assert.deepEqual(codes(written([fresh('Meal'), fresh('Meal'), fresh('Meal', 'meal-2')], [], 'break')), ['meal', 'meal-3', 'meal-2']);
  assert.deepEqual(codes(written([fresh('Meal')], [service('meal')], 'break')), ['meal-2'], 'one that goes');
});

test('blanks around what was typed are nobody’s wish', () => {
  const draft = { ...blank(true), title: { 'zh-CN': ' 卡 ', en: 'Card ' }, papers: [paper({ 'zh-CN': ' ', en: ' ID' })] };
  assert.deepEqual(written([draft], [], 'service'), [
    { code: 'card', title: { 'zh-CN': '卡', en: 'Card' }, papers: [{ 'zh-CN': '', en: 'ID' }] },
  ]);
});

test('what was edited here comes on top of what others made, and undoes none of it', () => {
  const base = [service('a'), service('b'), service('c'), service('d')];
  const [a, , c, d] = base.map(drafted);
  const mine = [{ ...a, title: text('A of mine') }, c, { ...d, title: text('D of mine') }, { ...blank(true), title: text('new') }];
  const theirs = [service('c', 'C of theirs'), service('b'), service('a', 'A of theirs'), service('e')];
  const both = merged(base, mine, theirs);
  assert.deepEqual(titles(both), ['C of theirs', 'A of mine', 'e', 'D of mine', 'new']);
  assert.deepEqual(titles(merged(base, base.map(drafted), theirs)), titles(theirs));
});

test('a path of the server is found again at the draft that it was sent with', () => {
  const [card, care] = [service('card', 'Card', ['ID', 'photo']), service('care')].map(drafted);
  const sent = [card, care];
  assert.equal(fieldOf('services.1.title.en', 'services', sent), `${care.key}.title.en`);
  assert.equal(fieldOf('services.0.papers.1.zh-CN', 'services', sent), `${card.papers[1].key}.zh-CN`);
  assert.equal(fieldOf('services.1.code', 'services', sent), `${care.key}.code`);
  for (const path of ['services', 'services.7.code', 'services.1.papers.0.en', 'note', 'break_reasons.0.code']) {
    assert.equal(fieldOf(path, 'services', sent), null, path);
  }
});

test('one draft is replaced by its key', () => {
  const list = [service('a'), service('b')].map(drafted);
  assert.deepEqual(titles(replaced(list, { ...list[1], title: text('B') })), ['a', 'B']);
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { moved } from '../../agent_console/manage/catalogue.js';
import {
  anchorsTwice, blankAnchor, blankStep, drafted, isChanged, placeOf, withoutAnchor, withoutStep, written,
} from '../../agent_console/manage/guide_draft.js';
import { merged } from '../../agent_console/manage/guide_merging.js';
import { faultOf, inWords } from '../../agent_console/manage/guide_words.js';
import { createTranslator } from '../../signaling/web/i18n.js';

const text = (en) => ({ 'zh-CN': `${en}（中）`, en });
const step = (code, more = {}) => ({
  code, title: text(code), instruction: text(`do ${code}`), card: text(`card ${code}`), papers: [], mistakes: [], ...more,
});
const guide = (steps, more = {}) => ({
  service: 'card', title: text('Card'), steps, anchors: { number: { selector: '#number' } }, afterwards: [], ...more,
});
const FULL = guide(
  [
    step('identity', {
      spoken: text('say it'), anchor: 'number', next: 'sign', papers: [text('ID')],
      mistakes: [{ sign: text('sign'), remedy: text('remedy'), error: 'too-short' }, { sign: text('other'), remedy: text('help') }],
    }),
    step('pay'),
    step('sign'),
  ],
  {
    anchors: {
      number: { selector: '#number', role: 'textbox', name: text('Number') },
      box: { rectangle: { x: 0.1, y: 0.29, width: 1 / 8, height: 0.3 } },
      1: { selector: '#one' },
    },
    afterwards: [text('later')],
  },
);
const changed = (draft, code, fields) => ({
  ...draft, steps: draft.steps.map((one) => (one.code === code ? { ...one, ...fields } : one)),
});
const codes = ({ steps }) => steps.map(({ code }) => code);
const titles = ({ steps }) => steps.map(({ title }) => title.en);

test('what is not touched is written as it was, and is no change', () => {
  assert.deepEqual(written(drafted(FULL)), FULL);
  assert.equal(isChanged(FULL, drafted(FULL)), false);
  const asTold = guide([step('identity', { spoken: null, anchor: null, next: null })], {
    anchors: { number: { selector: '#number', role: null, name: null, rectangle: null } },
  });
  assert.equal(isChanged(asTold, drafted(asTold)), false);
  assert.equal(isChanged(null, drafted(FULL)), true, 'there was none');
});

test('what leads to a step and points at an anchor follows them to another code, and goes with them', () => {
  const draft = drafted(FULL);
  const renamed = { ...changed(draft, 'sign', { code: 'signature' }), anchors: draft.anchors.map((one) => (one.code === 'number' ? { ...one, code: 'id' } : one)) };
  assert.deepEqual([written(renamed).steps[0].next, written(renamed).steps[0].anchor], ['signature', 'id']);
  const gone = written(withoutAnchor(withoutStep(draft, draft.steps[2].key), draft.anchors.find(({ code }) => code === 'number').key));
  assert.deepEqual([codes(gone), Object.keys(gone.anchors), gone.steps[0].next, gone.steps[0].anchor], [['identity', 'pay'], ['1', 'box'], undefined, undefined]);
});

test('a code that is left empty is made of a name, and two anchors of one name are found before they become one', () => {
  const draft = drafted(guide([step('pay')]));
  const steps = [...draft.steps, { ...blankStep(), title: text('Pay') }, { ...blankStep(), title: { 'zh-CN': '签名', en: '' } }];
  assert.deepEqual(codes(written({ ...draft, steps })), ['pay', 'pay-2', 'step']);
  const anchors = [...draft.anchors, { ...blankAnchor(), code: ' number' }, { ...blankAnchor(), selector: '#pay-now' }];
  assert.deepEqual(Object.keys(written({ ...draft, anchors: [anchors[0], anchors[2]] }).anchors), ['number', 'pay-now']);
  assert.deepEqual(anchorsTwice({ ...draft, anchors }), [anchors[1].key]);
});

test('half a text, half a rectangle and a name without a role are sent, for the server to say what is missing', () => {
  const draft = drafted(guide([step('pay')]));
  const half = { ...blankAnchor(), code: 'half', name: { 'zh-CN': '付', en: '' }, edges: { x: '50', y: '', width: '', height: '' } };
  const { steps, anchors } = JSON.parse(JSON.stringify(written({ ...changed(draft, 'pay', { spoken: { 'zh-CN': ' 说 ', en: '' } }), anchors: [half] })));
  assert.deepEqual(steps[0].spoken, { 'zh-CN': '说', en: '' });
  assert.deepEqual(anchors.half, { name: { 'zh-CN': '付', en: '' }, rectangle: { x: 0.5, y: null, width: null, height: null } });
});

test('a path of the server is found again at the field that it was sent from', () => {
  const draft = drafted({ ...FULL, anchors: { ...FULL.anchors, 'no.t': { selector: '#t' } } });
  const [identity] = draft.steps;
  const anchor = (code) => draft.anchors.find((one) => one.code === code).key;
  for (const [path, part, member, field] of [
    ['guide.title.en', 'title', null, 'title.en'],
    ['afterwards.0.zh-CN', 'steps', null, `${draft.afterwards[0].key}.zh-CN`],
    ['steps.0.code', 'steps', identity.key, `${identity.key}.code`],
    ['guide.steps.0.card.en', 'steps', identity.key, `${identity.key}.card.en`],
    ['steps.0.papers.0.en', 'steps', identity.key, `${identity.papers[0].key}.en`],
    ['steps.0.mistakes.1.sign.en', 'steps', identity.key, `${identity.mistakes[1].key}.sign.en`],
    ['steps.0.papers', 'steps', identity.key, `${identity.key}.papers`],
    ['guide.anchors.box.rectangle.x', 'anchors', anchor('box'), `${anchor('box')}.rectangle.x`],
    ['guide.anchors.box', 'anchors', anchor('box'), anchor('box')],
    ['guide.anchors.no.t.[key]', 'anchors', anchor('no.t'), `${anchor('no.t')}.code`],
  ]) assert.deepEqual(placeOf(path, draft), { part, member, field }, path);
  for (const path of ['guide.steps', 'steps.7.code', 'note', 'anchors.gone', 'service']) assert.equal(placeOf(path, draft), null, path);
});

test('what was edited here comes on top of what others made, field by field, and undoes none of it', () => {
  const base = guide([step('a'), step('b'), step('c')]);
  let mine = changed(drafted(base), 'a', { card: text('mine') });
  mine = changed(mine, 'b', { title: text('B of mine'), code: 'bb' });
  mine = { ...mine, title: { ...mine.title, en: 'Mine' } };
  const theirs = guide(
    [step('a', { card: text('theirs'), instruction: text('theirs') }), step('b', { papers: [text('theirs')] }), step('c')],
    { title: { ...text('Card'), 'zh-CN': '他们' }, anchors: { number: { selector: '#theirs' } }, afterwards: [text('theirs')] },
  );
  const both = written(merged(base, mine, theirs));
  assert.deepEqual(both.title, { 'zh-CN': '他们', en: 'Mine' });
  assert.deepEqual([both.steps[0].card.en, both.steps[0].instruction.en], ['mine', 'theirs']);
  assert.deepEqual([both.steps[1].code, both.steps[1].title.en, both.steps[1].papers], ['bb', 'B of mine', [text('theirs')]]);
  assert.deepEqual([both.anchors, both.afterwards], [{ number: { selector: '#theirs' } }, [text('theirs')]]);
  assert.equal(isChanged(theirs, merged(base, drafted(base), theirs)), false);
});

test('steps that either put in stand where they were put, and what either took away is gone unless the other changed it', () => {
  const base = guide([step('a'), step('b'), step('c')]);
  const fresh = { ...blankStep(), code: 'fresh', title: text('fresh') };
  const [a, b, c] = drafted(base).steps;
  const mine = { ...drafted(base), steps: [a, fresh, b, c] };
  assert.deepEqual(codes(merged(base, mine, guide([step('a'), step('b'), step('new'), step('c')]))), ['a', 'fresh', 'b', 'new', 'c']);
  assert.deepEqual(codes(merged(base, mine, guide([step('c'), step('b'), step('a')]))), ['c', 'b', 'a', 'fresh']);
  const order = { ...drafted(base), steps: moved([a, b, c], c.key, -1) };
  assert.deepEqual(codes(merged(base, order, guide([step('a'), step('new'), step('b'), step('c')]))), ['a', 'new', 'c', 'b']);
  const without = { ...drafted(base), steps: [a, c] };
  assert.deepEqual(codes(merged(base, without, guide([step('a'), step('b', { card: text('theirs') }), step('c')]))), ['a', 'c']);
  assert.deepEqual(codes(merged(base, drafted(base), guide([step('a'), step('c')]))), ['a', 'c']);
  const touched = changed(drafted(base), 'b', { title: text('mine') });
  const kept = merged(base, touched, guide([step('a'), step('c')]));
  assert.deepEqual([titles(kept), kept.steps[1].origin], [['a', 'mine', 'c'], null]);
});

const read = (language) =>
  JSON.parse(readFileSync(new URL(`../../signaling/web/locales/manage.${language}.json`, import.meta.url), 'utf8'));
const catalogues = { 'zh-CN': read('zh-CN'), en: read('en') };
const words = (language) => ({
  t: createTranslator(catalogues, language).t, has: (key) => key in catalogues[language], language, steps: FULL.steps,
});

test('what was changed is said by the names of steps, places and fields', () => {
  const [identity] = FULL.steps;
  for (const [told, path, before, after] of [
    ['Title, English: Card → ID card', 'title.en', 'Card', 'ID card'],
    ['identity: Card in large letters, Chinese: 一 → 二', 'steps.identity.card.zh-CN', '一', '二'],
    ['identity: Read aloud: nothing → say it', 'steps.identity.spoken', null, text('say it')],
    ['identity: To have at hand: nothing → ID, photo', 'steps.identity.papers', null, [text('ID'), text('photo')]],
    ['identity: What often goes wrong: sign: remedy, other: help → nothing', 'steps.identity.mistakes', identity.mistakes, null],
    ['identity: What follows: sign → nothing', 'steps.identity.next', 'sign', null],
    ['Step “new”: nothing → there', 'steps.new', null, step('new')],
    ['Order of the steps: identity, pay → pay, identity', 'steps', ['identity', 'pay'], ['pay', 'identity']],
    ['Place “number”: nothing → #number · textbox “Number”', 'anchors.number', null, FULL.anchors.number],
    ['Place “box”: Rectangle, in % of the window: 13 × 30 % at 10, 29 % → nothing', 'anchors.box.rectangle', FULL.anchors.box.rectangle, null],
    ['Places on the page: nothing → number', 'anchors', null, { number: FULL.anchors.number }],
    ['What comes afterwards: later → nothing', 'afterwards', [text('later')], null],
  ]) {
    const line = inWords({ path, before, after }, words('en'));
    assert.equal(`${line.label}: ${line.before} → ${line.after}`, told);
  }
});

test('a refusal names the line of a file, the step by its number, the field and the reason', () => {
  const refused = (error, language = 'en') => faultOf({ bound: null, ...error }, words(language));
  assert.equal(refused({ line: 12, field: 'steps.1.card.en', code: 'missing' }), 'Line 12: Step 2: Card in large letters, English: missing');
  assert.equal(refused({ line: 12, field: 'steps.1.card.en', code: 'missing' }, 'zh-CN'), '第 12 行：第 2 步：大字卡片（英文）：没有填');
  assert.equal(refused({ field: 'guide.anchors.box.rectangle.x', code: 'less_than_equal', bound: 1 }), 'Place “box”: From the left: at most 100 %');
  assert.equal(refused({ line: 3, field: '', code: 'not_yaml' }), 'Line 3: is neither YAML nor JSON');
  assert.equal(refused({ field: 'guide.steps', code: 'too_short', bound: 1 }), 'Steps: at least one is needed');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { arrow, elementAt, Pointing, thinned } from '../../agent_console/agent/pointing.js';
import { Allowance, readGuidance } from '../../signaling/web/guidance.js';

const box = { x: 0.1, y: 0.1, width: 0.2, height: 0.1 };
const element = { element: 1, role: 'button', name: '下一步', box };
const RIGHT = [
  { kind: 'pointer', at: { x: 0, y: 1 } },
  { kind: 'pointer', at: null },
  { kind: 'highlight', mark: 1, element: 7, at: null },
  { kind: 'highlight', mark: 1, element: null, at: { x: 0.5, y: 0.5 } },
  { kind: 'stroke', mark: 2, points: [{ x: 0, y: 0 }, { x: 1, y: 1 }] },
  { kind: 'unmark', mark: null },
  { kind: 'elements', elements: [element], anchor: null },
  { kind: 'elements', elements: [], anchor: box },
  { kind: 'touched', mark: 3 },
];
const WRONG = [
  ['no JSON', '{'],
  ['nothing', 'null'],
  ['a kind that there is not', '{"kind":"erase"}'],
  ['a kind that every object has', '{"kind":"constructor"}'],
  ['a place outside', '{"kind":"pointer","at":{"x":1.01,"y":0}}'],
  ['a place that is no number', '{"kind":"pointer","at":{"x":"0","y":0}}'],
  ['a place beyond all bounds', '{"kind":"pointer","at":{"x":1e999,"y":0}}'],
  ['NaN', '{"kind":"pointer","at":{"x":NaN,"y":0}}'],
  ['an element and a place', '{"kind":"highlight","mark":1,"element":1,"at":{"x":0,"y":0}}'],
  ['neither', '{"kind":"highlight","mark":1,"element":null,"at":null}'],
  ['a mark with a fraction', '{"kind":"unmark","mark":1.5}'],
  ['a line of one point', '{"kind":"stroke","mark":1,"points":[{"x":0,"y":0}]}'],
  ['a line without end', JSON.stringify({ kind: 'stroke', mark: 1, points: Array(401).fill({ x: 0, y: 0 }) })],
  ['too many elements', JSON.stringify({ kind: 'elements', elements: Array(201).fill(element), anchor: null })],
  ['a name that is a novel', JSON.stringify({ kind: 'elements', elements: [{ ...element, name: 'x'.repeat(61) }], anchor: null })],
  ['a text that is too long', JSON.stringify({ kind: 'pointer', at: null, more: 'x'.repeat(70_000) })],
];

for (const guidance of RIGHT) {
  test(`${JSON.stringify(guidance).slice(0, 60)} is taken`, () => {
    assert.deepEqual(readGuidance(JSON.stringify(guidance)), guidance);
  });
}

for (const [what, text] of WRONG) {
  test(`${what} is not taken`, () => assert.equal(readGuidance(text), null));
}

test('what is not text is not taken', () => assert.equal(readGuidance(new ArrayBuffer(3)), null));

test('an allowance fills again with time, and never beyond a second of it', () => {
  let now = 0;
  const allowance = new Allowance(10, () => now);
  const taken = () => Array.from({ length: 30 }, () => allowance.take()).filter(Boolean).length;
  assert.equal(taken(), 10);
  now += 500;
  assert.equal(taken(), 5);
  now += 60_000;
  assert.equal(taken(), 10);
});

test('the smallest element at a place is meant, and one that is just missed', () => {
  const around = { ...element, element: 2, box: { x: 0, y: 0, width: 1, height: 1 } };
  assert.equal(elementAt([around, element], { x: 0.15, y: 0.15 })?.element, 1);
  assert.equal(elementAt([element, around], { x: 0.305, y: 0.15 })?.element, 1);
  assert.equal(elementAt([element, around], { x: 0.5, y: 0.5 })?.element, 2);
  assert.equal(elementAt([element], { x: 0.5, y: 0.5 }), null);
});

test('a long line is thinned to what may be sent, and keeps its ends', () => {
  const points = Array.from({ length: 5_000 }, (_, at) => ({ x: at / 5_000, y: 0 }));
  const thin = thinned(points);
  assert.ok(thin.length <= 400);
  assert.deepEqual([thin[0], thin.at(-1)], [points[0], points.at(-1)]);
  assert.deepEqual(thinned(points.slice(0, 3)), points.slice(0, 3));
});

test('an arrow stays in the picture, whatever it points to', () => {
  for (const to of [{ x: 0, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }]) {
    for (const { x, y } of arrow({ x: 0.5, y: 0.5 }, to, 16 / 9)) assert.ok(x >= 0 && x <= 1 && y >= 0 && y <= 1);
  }
});

test('of highlights there is one at a time, and the kiosk is told of the other’s end', () => {
  const sent = [];
  const pointing = new Pointing((guidance) => sent.push(guidance));
  pointing.take({ kind: 'elements', elements: [element], anchor: null });
  pointing.highlight(element);
  pointing.highlight({ x: 0.5, y: 0.5 });
  assert.deepEqual(pointing.marks.map(({ mark }) => mark), [2]);
  assert.deepEqual(sent.map(({ kind, mark }) => `${kind} ${mark}`), ['highlight 1', 'unmark 1', 'highlight 2']);
  pointing.take({ kind: 'touched', mark: 2 });
  assert.deepEqual(pointing.marks, []);
});

test('undo takes the newest back, clear all, and a new talk begins with nothing', () => {
  const sent = [];
  const pointing = new Pointing((guidance) => sent.push(guidance));
  pointing.take({ kind: 'elements', elements: [], anchor: null });
  pointing.stroke([{ x: 0, y: 0 }, { x: 1, y: 1 }]);
  pointing.highlight({ x: 0.5, y: 0.5 });
  pointing.undo();
  assert.deepEqual(pointing.marks.map(({ kind }) => kind), ['stroke']);
  pointing.clear();
  assert.deepEqual(sent.at(-1), { kind: 'unmark', mark: null });
  pointing.choose('draw');
  pointing.reset();
  assert.deepEqual([pointing.marks, pointing.tool, pointing.possible], [[], null, false]);
});

test('without a page to point at no tool can be chosen', () => {
  const pointing = new Pointing(() => {});
  pointing.choose('ring');
  assert.equal(pointing.tool, null);
});

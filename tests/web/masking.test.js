import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dotsOf } from '../../kiosk_client/embed/stamp.js';
import { cover, isStamped, patch } from '../../kiosk_client/page/masking/picture.js';
import { outside } from '../../kiosk_client/page/masking/rectangles.js';
import { Sightings } from '../../kiosk_client/page/masking/sightings.js';

const SIZE = { width: 400, height: 300 };
const areas = (/** @type {object} */ boxes, clip = null) => Object.entries(boxes).map(([key, box]) => ({ key, box, clip }));
/** The box of each masked element, by key. */
const state = (boxes, { clip = null, ...more }) => ({
  ...SIZE, stamp: [0, 0, 30, 6], certain: true, shown: null, masked: areas(boxes, clip), ...more,
});

/** What the page says at each of its frames, 16 ms apart: a state where it is new. */
class Page {
  sightings = new Sightings();
  number = 0;
  time = 0;
  got = 0;

  draw(boxes = null, { after = 16, stirred = false, ...more } = {}) {
    if (boxes) this.number += 1;
    this.time += after;
    const report = { type: 'report', number: this.number, time: this.time, got: this.got, stirred };
    this.sightings.add(boxes ? { ...report, state: state(boxes, more) } : report);
  }

  /** A picture of that state is judged once the page has drawn what follows. */
  judge(number, follow = () => this.draw()) {
    const subject = { frame: 1, since: this.time - 20, shows: (sighting) => sighting.number === number };
    assert.equal(this.sightings.judge(subject), null, 'too early');
    this.got = 1;
    follow();
    return this.sightings.judge(subject);
  }
}

const covers = (boxes, [x, y]) => boxes.some(([left, top, right, bottom]) => x >= left && x < right && y >= top && y < bottom);

function begun(boxes = { 1: [100, 100, 200, 120] }) {
  const page = new Page();
  for (let frame = 0; frame < 10; frame += 1) page.draw(frame === 0 ? boxes : null);
  return page;
}

test('of a page that stands still what is private is masked, and what is beside it is not', () => {
  const { masked, smeared } = begun().judge(1);
  assert(covers(masked, [100, 100]) && covers(masked, [199, 119]));
  assert(!covers(masked, [90, 110]) && !covers(masked, [150, 130]));
  assert.equal(smeared, false);
});

test('a picture waits until the page has been asked after it was taken', () => {
  const page = begun();
  assert.equal(page.sightings.judge({ frame: 7, since: 100, shows: () => true }), null);
});

test('of a page that moves all is masked that the private may have gone over, from the picture to what came after', () => {
  const page = begun();
  page.draw({ 1: [100, 160, 200, 180] });
  const { masked, smeared } = page.judge(1);
  for (const y of [100, 130, 179]) assert(covers(masked, [150, y]));
  assert.equal(smeared, true);
});

test('what was before the picture is not masked for it', () => {
  const page = begun();
  page.draw({ 1: [100, 160, 200, 180] });
  const { masked } = page.judge(2);
  assert(!covers(masked, [150, 110]) && covers(masked, [150, 170]));
});

test('what a finger moves may have gone further than the page knows, and turned back', () => {
  const page = begun();
  page.draw({ 1: [100, 160, 200, 180] }, { stirred: true });
  const { masked } = page.judge(2, () => page.draw({ 1: [100, 130, 200, 150] }, { stirred: true }));
  assert(covers(masked, [150, 240]) && covers(masked, [150, 80]));
  assert(!covers(masked, [150, 280]));
});

test('of what is private but scrolled out of its part of the page, nothing beside that part is masked', () => {
  const page = begun();
  page.draw({ 1: [10, 90, 50, 130] }, { clip: [0, 0, 400, 100] });
  const { masked } = page.judge(2);
  assert(covers(masked, [20, 95]) && !covers(masked, [20, 110]));
});

test('a private thing that comes or goes meanwhile is masked', () => {
  const page = begun();
  page.draw({ 1: [100, 100, 200, 120], 2: [10, 10, 50, 50] });
  assert(covers(page.judge(1).masked, [20, 20]));
  const other = begun({ 1: [100, 100, 200, 120], 2: [10, 10, 50, 50] });
  other.draw({ 1: [100, 100, 200, 120] });
  assert(covers(other.judge(1).masked, [20, 20]));
});

for (const [when, reason, draw] of /** @type {const} */ ([
  ['the page is gone for long', 'gap', (page) => page.draw(null, { after: 2_000 })],
  ['the page hears late of what a finger moves', 'gap', (page) => page.draw(null, { after: 100, stirred: true })],
  ['the window changes its size', 'resized', (page) => page.draw({ 1: [0, 0, 9, 9] }, { width: 300 })],
  ['the page does not know where things are', 'uncertain', (page) => page.draw({}, { certain: false })],
])) {
  test(`a picture is withheld when ${when}`, () => {
    const page = begun();
    assert.equal(page.judge(1, () => draw(page)), reason);
  });
}

test('a page that is busy but moves by itself only is not withheld', () => {
  const page = begun();
  assert.equal(typeof page.judge(1, () => page.draw(null, { after: 400 })), 'object');
});

test('a picture of an unknown moment is withheld', () => {
  assert.equal(begun().judge(99), 'unplaced');
});

test('a picture of which it is not known what the page did just before is withheld', () => {
  const page = new Page();
  page.draw({ 1: [100, 100, 200, 120] });
  assert.equal(page.judge(1), 'gap');
});

test('with an allow-list only what was shown all the while is shown', () => {
  const page = begun();
  page.draw({}, { shown: areas({ 5: [0, 0, 100, 100], 6: [200, 200, 300, 300] }) });
  const { shown } = page.judge(2, () => page.draw({}, { shown: areas({ 5: [0, 50, 100, 150] }) }));
  assert.deepEqual(shown, [[0, 50, 100, 100]]);
});

test('what is outside of holes is the rest, each part once', () => {
  const holes = [[10, 10, 30, 30], [20, 20, 50, 40], [90, 0, 120, 100]];
  const rest = outside(holes, [0, 0, 100, 60]);
  for (let x = 0; x < 100; x += 1) {
    for (let y = 0; y < 60; y += 1) {
      const parts = rest.filter((part) => covers([part], [x + 0.5, y + 0.5])).length;
      assert.equal(parts, covers(holes, [x + 0.5, y + 0.5]) ? 0 : 1, `${x} ${y}`);
    }
  }
});

test('without holes all is outside', () => {
  assert.deepEqual(outside([], [0, 0, 100, 60]), [[0, 0, 100, 60]]);
});

/** A picture all of whose values are 7. */
function picture(format, width = 64, height = 48) {
  const stride = width + 16;
  const planes = {
    RGBA: [[width * 4 + 16, height]],
    NV12: [[stride, height], [stride, height / 2]],
    I420: [[stride, height], [stride / 2, height / 2], [stride / 2, height / 2]],
  }[format];
  const layout = planes.map(([planeStride], at) => ({
    stride: planeStride,
    offset: planes.slice(0, at).reduce((sum, [before, rows]) => sum + before * rows, 0),
  }));
  const pixels = new Uint8Array(planes.reduce((sum, [planeStride, rows]) => sum + planeStride * rows, 0)).fill(7);
  return { pixels, format, width, height, layout };
}

/** All values that a dot of the picture is made of. */
function dot({ pixels, format, layout: [first, ...colours] }, x, y) {
  if (format === 'RGBA') return [...pixels.subarray(first.offset + y * first.stride + 4 * x).subarray(0, 3)];
  const half = (value) => Math.floor(value / 2);
  const found = colours.flatMap(({ offset, stride }) => {
    const row = offset + half(y) * stride;
    return format === 'NV12' ? [pixels[row + 2 * half(x)], pixels[row + 2 * half(x) + 1]] : [pixels[row + half(x)]];
  });
  return [pixels[first.offset + y * first.stride + x], ...found];
}

for (const format of ['I420', 'NV12', 'RGBA']) {
  test(`nothing of what is covered is left, and all of what is not: ${format}`, () => {
    const drawn = picture(format);
    cover(drawn, [10.5, 12.5, 33.2, 21.9]);
    cover(drawn, [60, 40, 500, 500]);
    cover(drawn, [-20, -20, -4, -4]);
    for (let x = 0; x < 64; x += 1) {
      for (let y = 0; y < 48; y += 1) {
        const covered = covers([[10, 12, 34, 22], [60, 40, 64, 48]], [x, y]);
        assert(dot(drawn, x, y).every((value) => (value !== 7) === covered), `${x} ${y} ${dot(drawn, x, y)}`);
      }
    }
    assert(drawn.pixels.length === picture(format).pixels.length);
  });

  test(`a stamp is read as what it says and nothing else, and is gone from the picture that is sent: ${format}`, () => {
    const drawn = picture(format);
    const { stride } = drawn.layout[0];
    const size = format === 'RGBA' ? 4 : 1;
    const paint = (x, y, value) => drawn.pixels.fill(value, y * stride + x * size, y * stride + (x + 1) * size);
    const upper = dotsOf(1300);
    for (let x = 0; x < 36; x += 1) {
      for (let y = 0; y < 6; y += 1) paint(x, y, upper[Math.floor(x / 3)] === y < 3 ? 140 : 110);
    }
    const box = /** @type {any} */ ([0, 0, 36, 6]);
    const read = Array.from({ length: 1024 }, (_, number) => number).filter((number) => isStamped(drawn, box, number));
    assert.deepEqual(read, [1300 - 1024]);
    assert.equal(isStamped(picture(format), box, 1300), false);
    patch(drawn, box);
    assert.deepEqual(drawn.pixels, picture(format).pixels);
  });
}

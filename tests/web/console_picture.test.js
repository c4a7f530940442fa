import assert from 'node:assert/strict';
import { test } from 'node:test';

import { rate } from '../../agent_console/agent/network.js';
import { fit, moveBy, scaleTo, step } from '../../agent_console/agent/zoom.js';

const FRAME = { width: 1048, height: 788 };
const TALL = { width: 1080, height: 1920 };
const WIDE = { width: 1920, height: 1080 };

test('a picture that fits is whole, as large as it can be, and centred', () => {
  const tall = fit(TALL, FRAME);
  assert.equal(tall.scale, 788 / 1920);
  assert.equal(tall.x * 2 + TALL.width * tall.scale, FRAME.width);
  assert.deepEqual(fit(WIDE, FRAME), { scale: 1048 / 1920, x: 0, y: 0 });
});

test('zooming keeps the point under the cursor where it is', () => {
  const before = scaleTo(fit(WIDE, FRAME), 1, { x: 500, y: 300 }, WIDE, FRAME);
  const point = { x: 524, y: 394 };
  const after = scaleTo(before, 2, point, WIDE, FRAME);
  const under = (placement) => (point.x - placement.x) / placement.scale;
  assert.ok(Math.abs(under(before) - under(after)) < 1e-9);
});

test('moving stops at the edges of the picture', () => {
  const placed = scaleTo(fit(WIDE, FRAME), 1, { x: 0, y: 0 }, WIDE, FRAME);
  assert.deepEqual(moveBy(placed, 5_000, 5_000, WIDE, FRAME), { scale: 1, x: 0, y: 0 });
  const far = moveBy(placed, -5_000, -5_000, WIDE, FRAME);
  assert.deepEqual(far, { scale: 1, x: FRAME.width - WIDE.width, y: FRAME.height - WIDE.height });
});

test('the buttons take the usual steps and stop at the ends', () => {
  assert.equal(step(0.41, 1), 0.5);
  assert.equal(step(0.41, -1), 0.33);
  assert.equal(step(1, 1), 1.25);
  assert.equal(step(4, 1), 4);
  assert.equal(step(0.1, -1), 0.1);
});

const stream = (media, packets, lost, jitter_ms = 5) => ({ media, packets, lost, jitter_ms });
const sample = (received, sent, rtt_ms = 20) => ({ rtt_ms, received, sent });

test('the word for a network follows loss, delay and jitter, for each direction', () => {
  const clean = [stream('audio', 250, 0)];
  assert.deepEqual(rate(sample(clean, clean)), { own: 'good', resident: 'good' });
  assert.deepEqual(rate(sample([stream('audio', 250, 10)], clean)), { own: 'good', resident: 'fair' });
  assert.deepEqual(rate(sample([stream('audio', 200, 50)], clean)), { own: 'good', resident: 'weak' });
  assert.deepEqual(rate(sample([stream('audio', 250, 0, 150)], clean)), { own: 'good', resident: 'weak' });
  assert.deepEqual(rate(sample(clean, clean, 400)), { own: 'fair', resident: 'fair' });
});

test('silence about a direction is not called good', () => {
  assert.deepEqual(rate(sample([], [])), { own: null, resident: null });
});

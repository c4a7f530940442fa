import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Attempts } from '../../signaling/web/attempts.js';

/** @param {number} epoch */
const pair = (epoch, peer = 'kiosk', guest = 'guest-1') => ({
  peer, guest, epoch, offers: false, sends: /** @type {const} */ ([]), hears: true,
});

test('two who were never connected are given up after the second attempt', () => {
  const attempts = new Attempts();
  assert.deepEqual([1, 1, 2, 5].map((epoch) => attempts.goOn(pair(epoch), false)), [true, true, false, false]);
});

test('other pairs of the same guest go on', () => {
  const attempts = new Attempts();
  for (const epoch of [1, 2]) attempts.goOn(pair(epoch), false);
  assert.equal(attempts.goOn(pair(2, 'agent'), false), true);
  assert.equal(attempts.goOn(pair(2, 'kiosk', 'guest-2'), false), true);
});

test('whoever has been connected gets two attempts again, and so do those of another session', () => {
  const attempts = new Attempts();
  for (const epoch of [1, 2]) attempts.goOn(pair(epoch), false);
  assert.deepEqual([attempts.goOn(pair(3), true), attempts.goOn(pair(4), false)], [true, true]);
  attempts.goOn(pair(5), false);
  attempts.clear();
  assert.equal(attempts.goOn(pair(1), false), true);
});

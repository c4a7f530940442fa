import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Backoff } from '../../signaling/web/backoff.js';

test('waits double up to the cap, at the worst throw', () => {
  const backoff = new Backoff({ base: 500, cap: 3_000, random: () => 1 });
  assert.deepEqual(Array.from({ length: 5 }, () => backoff.next()), [500, 1_000, 2_000, 3_000, 3_000]);
});

test('the jitter is full: any wait from nothing to the ceiling', () => {
  const backoff = new Backoff({ base: 500, cap: 30_000, random: () => 0 });
  backoff.next();
  assert.equal(backoff.next(), 0);
});

test('a million attempts stay within the cap', () => {
  const backoff = new Backoff({ random: () => 1 });
  for (let attempt = 0; attempt < 1_000_000; attempt += 1) backoff.next();
  assert.equal(backoff.next(), 30_000);
});

test('reset starts over', () => {
  const backoff = new Backoff({ base: 500, random: () => 1 });
  backoff.next();
  backoff.next();
  backoff.reset();
  assert.equal(backoff.next(), 500);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MaskLog } from '../../kiosk_client/page/mask_log.js';
import { Clock } from './support/clock.js';

const set = (/** @type {string} */ hash) => /** @type {any} */ ({ type: 'masks', hash, count: 3, mode: 'deny-list' });

function begun() {
  const clock = new Clock();
  /** @type {any[]} */
  const entries = [];
  const log = new MaskLog({ add: (entry) => entries.push(entry), now: () => clock.timers.now(), timers: clock.timers });
  log.begin();
  return { clock, entries, log };
}

test('what is masked is told when it changes, in a page that never rests once in a while', async () => {
  const { clock, entries, log } = begun();
  log.masked(set('a'));
  await clock.pass(0);
  for (const hash of ['b', 'c', 'd']) {
    log.masked(set(hash));
    await clock.pass(100);
  }
  await clock.pass(2_000);
  log.masked(set('d'));
  await clock.pass(2_000);
  assert.deepEqual(entries.map(({ kind, hash, count, mode }) => [kind, hash, count, mode]), [
    ['masks', 'a', 3, 'deny-list'],
    ['masks', 'd', 3, 'deny-list'],
  ]);
});

test('what was masked before the session is told in it, and again in the next', async () => {
  const { clock, entries, log } = begun();
  log.masked(set('a'));
  await clock.pass(0);
  log.begin();
  await clock.pass(2_000);
  assert.deepEqual(entries.map(({ hash }) => hash), ['a', 'a']);
});

test('intervals in which nothing was sent are told; those that follow each other closely as one', async () => {
  const { clock, entries, log } = begun();
  for (const [pass, reason, duration] of /** @type {const} */ ([[1_000, 'gap', 300], [400, 'gap', 100], [400, 'resized', 50]])) {
    await clock.pass(pass);
    log.withheld({ reason, duration });
  }
  await clock.pass(2_000);
  log.withheld({ reason: 'resized', duration: 20 });
  log.end();
  assert.deepEqual(entries, [
    { kind: 'withheld', since: 700, until: 1_400, reason: 'gap' },
    { kind: 'withheld', since: 1_750, until: 1_800, reason: 'resized' },
    { kind: 'withheld', since: 3_780, until: 3_800, reason: 'resized' },
  ]);
});

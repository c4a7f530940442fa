import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Recovery } from '../../signaling/web/recovery.js';
import { Clock } from './support/clock.js';

function watch() {
  const clock = new Clock();
  /** @type {string[]} */
  const happened = [];
  const recovery = new Recovery({
    restart: (reason) => happened.push(reason),
    dead: () => happened.push('dead'),
    timers: clock.timers,
  });
  return { clock, recovery, happened };
}

test('a short disconnection heals by itself', async () => {
  const { clock, recovery, happened } = watch();
  recovery.ice('connected');
  recovery.ice('disconnected');
  await clock.pass(1_999);
  recovery.ice('connected');
  await clock.pass(60_000);
  assert.deepEqual(happened, []);
});

test('two seconds of it are an ICE restart, eight more without effect the end', async () => {
  const { clock, recovery, happened } = watch();
  recovery.ice('connected');
  recovery.ice('disconnected');
  await clock.pass(2_000);
  assert.deepEqual(happened, ['disconnected']);
  recovery.ice('checking');
  await clock.pass(7_999);
  assert.deepEqual(happened, ['disconnected']);
  await clock.pass(1);
  assert.deepEqual(happened, ['disconnected', 'dead']);
});

test('a failure is not waited for', () => {
  const { recovery, happened } = watch();
  recovery.ice('failed');
  assert.deepEqual(happened, ['failed']);
});

test('a restart that works calls the end off', async () => {
  const { clock, recovery, happened } = watch();
  recovery.ice('failed');
  await clock.pass(7_000);
  recovery.ice('connected');
  await clock.pass(60_000);
  assert.deepEqual(happened, ['failed']);
});

test('another network is a restart at once, once there was a connection to lose', async () => {
  const { clock, recovery, happened } = watch();
  recovery.networkChanged();
  recovery.ice('connected');
  recovery.networkChanged();
  await clock.pass(60_000);
  assert.deepEqual(happened, ['network_change']);
});

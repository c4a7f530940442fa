import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Refused } from '../../signaling/web/link.js';
import { Timeline } from '../../signaling/web/timeline.js';
import { Clock } from './support/clock.js';

class Storage {
  /** @type {Map<string, string>} */
  #items = new Map();
  getItem(/** @type {string} */ key) {
    return this.#items.get(key) ?? null;
  }
  setItem(/** @type {string} */ key, /** @type {string} */ value) {
    this.#items.set(key, value);
  }
}

/** @param {Storage} storage */
function start(storage, answer = async () => {}) {
  const clock = new Clock();
  /** @type {any[]} */
  const sent = [];
  const link = {
    command: async (/** @type {string} */ type, /** @type {object} */ fields) => {
      sent.push({ type, ...fields });
      await answer();
    },
    now: () => 77,
  };
  return { clock, sent, timeline: new Timeline({ link, session: 's', storage, timers: clock.timers }) };
}

const reloaded = /** @type {const} */ ({ kind: 'reloaded' });

test('entries are numbered from one, stamped with the time and sent together', async () => {
  const { clock, sent, timeline } = start(new Storage());
  timeline.add(reloaded);
  timeline.add({ kind: 'sharing', visible: true });
  assert.deepEqual(sent, []);
  await clock.pass(1_000);
  const entries = [
    { number: 1, at: 77, kind: 'reloaded' },
    { number: 2, at: 77, kind: 'sharing', visible: true },
  ];
  assert.deepEqual(sent, [{ type: 'timeline', session: 's', entries }]);
});

test('a reload goes on counting', async () => {
  const storage = new Storage();
  start(storage).timeline.add(reloaded);
  const { sent, timeline } = start(storage);
  timeline.add(reloaded);
  timeline.flush();
  assert.equal(sent[0].entries[0].number, 2);
});

test('no more than fifty go in one command', () => {
  const { sent, timeline } = start(new Storage());
  for (let number = 0; number < 120; number += 1) timeline.add(reloaded);
  timeline.flush();
  assert.deepEqual(sent.map(({ entries }) => entries.length), [50, 50, 20]);
});

test('a session that takes no more entries is no fault of the page', async (context) => {
  const warned = context.mock.method(console, 'warn', () => {});
  const { clock, timeline } = start(new Storage(), async () => {
    throw new Refused({ code: 'unknown_session', detail: '' });
  });
  timeline.add(reloaded);
  await clock.pass(1_000);
  assert.equal(warned.mock.callCount(), 1);
});

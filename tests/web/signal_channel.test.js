import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SignalChannel } from '../../signaling/web/signal_channel.js';
import { Clock } from './support/clock.js';
import { seeded } from './support/random.js';

/** @param {number} number */
const body = (number) => /** @type {const} */ ({ kind: 'candidate', candidate: String(number), mid: '0' });

/** A link whose messages go where `carry` takes them. */
class Wire extends EventTarget {
  carry = (/** @type {any} */ _message) => {};

  /** @param {object} message */
  send(message) {
    this.carry(message);
    return true;
  }

  reconnect() {
    this.dispatchEvent(new CustomEvent('state', { detail: { state: 'online' } }));
  }
}

/** @param {(deliver: () => void) => void} network decides over each message's fate */
function pair(network) {
  const clock = new Clock();
  const wires = { kiosk: new Wire(), agent: new Wire() };
  const common = { session: 's', epoch: 1, timers: clock.timers };
  const kiosk = new SignalChannel({ ...common, link: wires.kiosk, me: 'kiosk', peer: 'agent' });
  const agent = new SignalChannel({ ...common, link: wires.agent, me: 'agent', peer: 'kiosk' });
  wires.kiosk.carry = (message) => network(() => agent.receive(message));
  wires.agent.carry = (message) => network(() => kiosk.receive(message));
  /** @type {string[]} */
  const received = [];
  agent.onbody = (arrived) => received.push(/** @type {any} */ (arrived).candidate);
  return { clock, kiosk, agent, wires, received };
}

const numbers = (/** @type {number} */ count) => Array.from({ length: count }, (_, index) => String(index));

test('bodies arrive in order, each once', () => {
  const { kiosk, received } = pair((deliver) => deliver());
  for (let number = 0; number < 5; number += 1) kiosk.send(body(number));
  assert.deepEqual(received, numbers(5));
});

for (const seed of [1, 2, 3, 4, 5]) {
  test(`a network that loses, repeats and delays changes nothing of that (seed ${seed})`, async () => {
    const random = seeded(seed);
    /** @type {Clock} */
    let clock = new Clock();
    const lossy = (/** @type {() => void} */ deliver) => {
      const fate = random();
      if (fate < 0.3) return;
      if (fate < 0.4) clock.timers.setTimeout(deliver, random() * 1_000);
      clock.timers.setTimeout(deliver, random() * 3_000);
    };
    const made = pair(lossy);
    clock = made.clock;
    for (let number = 0; number < 30; number += 1) {
      made.kiosk.send(body(number));
      await clock.pass(random() * 400);
    }
    await clock.pass(600_000);
    assert.deepEqual(made.received, numbers(30));
    assert.equal(clock.waiting, 0, 'nothing is left to resend');
  });
}

test('what was not acknowledged goes out again after two seconds, and no sooner', async () => {
  let lose = true;
  const { clock, kiosk, received } = pair((deliver) => lose || deliver());
  kiosk.send(body(0));
  lose = false;
  await clock.pass(1_999);
  assert.deepEqual(received, []);
  await clock.pass(1);
  assert.deepEqual(received, ['0']);
});

test('and at once when the link is back', async () => {
  let lose = true;
  const { kiosk, wires, received } = pair((deliver) => lose || deliver());
  kiosk.send(body(0));
  kiosk.send(body(1));
  lose = false;
  wires.kiosk.reconnect();
  assert.deepEqual(received, ['0', '1']);
});

test('an absent receiver costs a resend now and then, not a flood', async () => {
  let sent = 0;
  const { clock, kiosk } = pair(() => (sent += 1));
  for (let number = 0; number < 40; number += 1) kiosk.send(body(number));
  sent = 0;
  await clock.pass(60_000);
  assert.ok(sent <= 12 * 9, `${sent} messages in a minute`);
});

test('signals of another epoch, session or sender are not for this channel', () => {
  const { agent, received } = pair(() => {});
  const signal = { type: 'signal', session: 's', epoch: 1, seq: 1, sender: 'kiosk', to: 'agent', body: body(0) };
  for (const wrong of [{ epoch: 0 }, { epoch: 2 }, { session: 'x' }, { sender: 'guest-1' }, { to: 'guest-1' }]) {
    agent.receive(/** @type {any} */ ({ ...signal, ...wrong }));
  }
  assert.deepEqual(received, []);
  agent.receive(/** @type {any} */ (signal));
  assert.deepEqual(received, ['0']);
});

test('bodies that come before anybody listens are kept for the one who does', () => {
  const { kiosk, agent, received } = pair((deliver) => deliver());
  agent.onbody = null;
  kiosk.send(body(0));
  kiosk.send(body(1));
  agent.onbody = (arrived) => received.push(/** @type {any} */ (arrived).candidate);
  assert.deepEqual(received, ['0', '1']);
});

test('a closed channel neither sends nor delivers, and leaves no timer behind', async () => {
  const { clock, kiosk, agent, wires, received } = pair((deliver) => deliver());
  agent.close();
  kiosk.send(body(0));
  kiosk.close();
  wires.kiosk.reconnect();
  assert.deepEqual(received, []);
  assert.equal(clock.waiting, 0);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Backoff } from '../../signaling/web/backoff.js';
import { Link, Refused } from '../../signaling/web/link.js';
import { Clock, settled } from './support/clock.js';
import { FakeServer } from './support/server.js';

/** A token that lives 900 s; its claims are all that a link reads. */
const TOKEN = `h.${btoa(JSON.stringify({ iat: 0, exp: 900 }))}.s`;
const INTRODUCTION = { token: TOKEN, proof: null, instance: 'i', takeover: false };

/** @param {Partial<ConstructorParameters<typeof Link>[0]>} [options] */
function open(options = {}) {
  const clock = new Clock();
  const server = new FakeServer();
  const link = new Link({
    url: 'ws://test/ws',
    hello: async () => INTRODUCTION,
    webSocket: server.WebSocket,
    timers: clock.timers,
    backoff: new Backoff({ random: () => 1 }),
    network: undefined,
    ...options,
  });
  /** @type {string[]} */
  const states = [];
  link.addEventListener('state', () => states.push(link.status.state));
  link.open();
  return { clock, server, link, states };
}

test('introduces itself when challenged and is online when welcomed', async () => {
  const { server, states } = open();
  const socket = await server.welcome();
  assert.deepEqual(socket.of('hello'), [{ type: 'hello', protocol: 1, ...INTRODUCTION }]);
  assert.deepEqual(states, ['connecting', 'online']);
});

test('a command is answered by its id', async () => {
  const { server, link } = open();
  const socket = await server.welcome();
  const first = link.command('end', { session: 'a' });
  const second = link.command('end', { session: 'b' });
  const [one, two] = socket.of('end');
  socket.say({ type: 'done', id: two.id });
  socket.say({ type: 'refused', id: one.id, code: 'wrong_state', detail: 'no' });
  assert.deepEqual(await second, { type: 'done', id: two.id });
  await assert.rejects(first, (error) => error instanceof Refused && error.code === 'wrong_state');
});

test('a command without an answer is sent again with the same id after a reconnect', async () => {
  const { clock, server, link } = open();
  const before = await server.welcome();
  const answered = link.command('request_help', { session: 's' });
  before.hangUp(1006);
  await clock.pass(500);
  const after = await server.welcome();
  assert.notEqual(after, before);
  assert.deepEqual(after.of('request_help'), before.of('request_help'));
  after.say({ type: 'done', id: after.of('request_help')[0].id });
  await answered;
  await clock.pass(60_000);
  assert.equal(after.of('request_help').length, 1);
});

test('a command given while offline goes out with the next welcome', async () => {
  const { server, link } = open();
  link.command('request_help', { session: 's' });
  assert.equal(server.socket.heard.length, 0);
  const socket = await server.welcome();
  assert.equal(socket.of('request_help').length, 1);
});

test('a command is sent again when the server could not store it, and when no answer comes', async () => {
  const { clock, server, link } = open();
  server.heartbeat = { ping_every_ms: 1e6, dead_after_ms: 1e6 };
  const socket = await server.welcome();
  socket.alive = true;
  const answered = link.command('rate', { rating: 5 });
  const { id } = socket.of('rate')[0];
  socket.say({ type: 'refused', id, code: 'unavailable', detail: '' });
  await clock.pass(1_000);
  assert.equal(socket.of('rate').length, 2);
  await clock.pass(5_000);
  assert.deepEqual(new Set(socket.of('rate').map((message) => message.id)), new Set([id]));
  assert.equal(socket.of('rate').length, 3);
  socket.say({ type: 'done', id });
  await answered;
});

test('a command that brings no sign of life for four seconds goes out on a new connection', async () => {
  const { clock, server, link, states } = open();
  const before = await server.welcome();
  link.command('end', { session: 's' });
  await clock.pass(3_999);
  assert.equal(link.status.state, 'online');
  await clock.pass(1_001);
  assert.equal(before.closed, true);
  const after = await server.welcome();
  assert.equal(after.of('end').length, 1);
  assert.deepEqual(states, ['connecting', 'online', 'offline', 'online']);
});

test('an aborted command is not sent again', async () => {
  const { clock, server, link } = open();
  const socket = await server.welcome();
  const abort = new AbortController();
  const command = link.command('request_help', {}, { signal: abort.signal });
  abort.abort(new Error('the resident walked away'));
  await assert.rejects(command, /walked away/);
  socket.hangUp(1006);
  await clock.pass(500);
  assert.equal((await server.welcome()).of('request_help').length, 0);
});

test('never gives up: an hour without a server is an hour of attempts, never far apart', async () => {
  const { clock, server, link, states } = open();
  for (let minute = 0; minute < 60; minute += 1) {
    for (const socket of server.sockets) socket.hangUp(1006);
    await clock.pass(60_000);
  }
  assert.ok(server.sockets.length >= 90, `${server.sockets.length} attempts`);
  assert.equal(link.status.state, 'offline');
  while (server.socket.closed) await clock.pass(1_000);
  await server.welcome();
  assert.equal(states.at(-1), 'online');
});

test('says since when it has been offline, and not since the last attempt', async (context) => {
  let now = 5_000;
  context.mock.method(Date, 'now', () => now);
  const { clock, server, link } = open();
  (await server.welcome()).hangUp(1006);
  now = 90_000;
  await clock.pass(500);
  server.socket.hangUp(1006);
  assert.equal(link.status.since, 5_000);
});

test('a socket that says nothing for dead_after_ms is dead, whatever it believes itself', async () => {
  const { clock, server, states } = open();
  const socket = await server.welcome();
  await clock.pass(11_999);
  assert.equal(states.at(-1), 'online');
  await clock.pass(1);
  assert.equal(states.at(-1), 'offline');
  assert.ok(socket.closed);
  await clock.pass(1_000);
  assert.equal(server.sockets.length, 2);
});

test('pings keep a quiet connection alive', async () => {
  const { clock, server, states } = open();
  const socket = await server.welcome();
  for (let round = 0; round < 10; round += 1) {
    await clock.pass(5_000);
    socket.say({ type: 'pong' });
  }
  assert.equal(socket.of('ping').length, 10);
  assert.equal(states.at(-1), 'online');
});

test('a connection that never gets as far as the welcome is given up', async () => {
  const { clock, server } = open();
  await clock.pass(11_000);
  assert.equal(server.sockets.length, 2);
  assert.ok(server.sockets[0].closed);
});

for (const { code, state } of [
  { code: 4001, state: 'superseded' },
  { code: 4403, state: 'refused' },
]) {
  test(`close code ${code}: ${state}, and no further attempt until the page asks`, async () => {
    const { clock, server, link, states } = open();
    (await server.welcome()).hangUp(code);
    await clock.pass(3_600_000);
    assert.equal(states.at(-1), state);
    assert.equal(server.sockets.length, 1);
    link.open();
    assert.equal(server.sockets.length, 2);
  });
}

test('signed in elsewhere: stops and says so, then goes on when the page takes over', async () => {
  let takeover = false;
  const { clock, server, link } = open({ hello: async () => ({ ...INTRODUCTION, takeover }) });
  server.socket.say({ type: 'challenge', nonce: 'n' });
  await settled();
  server.socket.say({ type: 'error', code: 'already_signed_in', detail: '' });
  await clock.pass(60_000);
  assert.deepEqual({ ...link.status, since: 0 }, { state: 'refused', since: 0, code: 'already_signed_in' });
  assert.equal(server.sockets.length, 1);
  takeover = true;
  link.open();
  const socket = await server.welcome();
  assert.equal(socket.of('hello')[0].takeover, true);
  assert.equal(link.status.state, 'online');
});

test('an expired token only costs another attempt with a new one', async () => {
  let tokens = 0;
  const { clock, server } = open({ hello: async () => ({ ...INTRODUCTION, token: `t${(tokens += 1)}` }) });
  server.socket.say({ type: 'challenge', nonce: 'n' });
  await settled();
  server.socket.say({ type: 'error', code: 'token_expired', detail: '' });
  await clock.pass(500);
  const socket = await server.welcome();
  assert.equal(socket.of('hello')[0].token, 't2');
});

test('a hello that cannot be made, the token service being away, is tried again', async () => {
  let answers = 0;
  const hello = async () => {
    answers += 1;
    if (answers === 1) throw Object.assign(new Error('offline'), { code: 'network' });
    return INTRODUCTION;
  };
  const { clock, server, link } = open({ hello });
  server.socket.say({ type: 'challenge', nonce: 'n' });
  await clock.pass(500);
  await server.welcome();
  assert.equal(link.status.state, 'online');
});

test('the token is renewed well before it expires', async () => {
  const renewed = `h.${btoa(JSON.stringify({ iat: 5, exp: 905 }))}.s`;
  const { clock, server } = open({ renew: async () => renewed });
  server.heartbeat = { ping_every_ms: 1e7, dead_after_ms: 1e7 };
  const socket = await server.welcome();
  await clock.pass(631_000);
  assert.deepEqual(socket.of('renew').map(({ token }) => token), [renewed]);
});

test('a restarting server says when to come back', async () => {
  const { clock, server } = open();
  const socket = await server.welcome();
  socket.say({ type: 'going_away', retry_ms: 4_000 });
  socket.hangUp(1012);
  await clock.pass(1_900);
  assert.equal(server.sockets.length, 1);
  await clock.pass(2_200);
  assert.equal(server.sockets.length, 2);
});

test('a flood is followed by thirty seconds of rest', async () => {
  const { clock, server } = open();
  (await server.welcome()).hangUp(4429);
  await clock.pass(29_999);
  assert.equal(server.sockets.length, 1);
  await clock.pass(1);
  assert.equal(server.sockets.length, 2);
});

test('the network coming back is tried at once', async () => {
  const network = new EventTarget();
  const { clock, server } = open({ network });
  server.socket.hangUp(1006);
  network.dispatchEvent(new Event('online'));
  await clock.pass(0);
  assert.equal(server.sockets.length, 2);
});

test('a closed link stays closed, and what was unanswered is told so', async () => {
  const network = new EventTarget();
  const { clock, server, link } = open({ network });
  await server.welcome();
  const command = link.command('end', { session: 's' });
  link.close();
  await assert.rejects(command, (error) => error instanceof Refused && error.code === 'closed');
  network.dispatchEvent(new Event('online'));
  await clock.pass(60_000);
  assert.equal(server.sockets.length, 1);
  assert.equal(clock.waiting, 0);
});

test('late words of a socket that was given up are ignored', async () => {
  const { clock, server, link } = open();
  const old = await server.welcome();
  const { onmessage } = old;
  await clock.pass(13_000);
  await server.welcome();
  /** @type {unknown[]} */
  const heard = [];
  link.addEventListener('message', (event) => heard.push(event));
  onmessage?.({ data: JSON.stringify({ type: 'kiosk_snapshot', number: 1, now: 0 }) });
  old.hangUp(4001);
  assert.deepEqual(heard, []);
  assert.equal(link.status.state, 'online');
});

test("knows the server's time, whatever the time of this machine", async () => {
  const { clock, server, link } = open();
  await server.welcome({ now: 1_700_000_000_000 });
  await clock.pass(2_500);
  assert.equal(link.now(), 1_700_000_002_500);
});

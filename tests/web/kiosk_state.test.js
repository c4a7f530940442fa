import assert from 'node:assert/strict';
import { test } from 'node:test';

import { initial, isSeen, offers, reduce, screen, told } from '../../kiosk_client/page/state.js';

const WELCOME = /** @type {any} */ ({ type: 'kiosk_welcome', desk: { phone: '12345', services: [] } });
const DESK = { open: true, staffed: true, next_opening: null };
const YES = { voice: true, screen: true, camera: false };
const ON = /** @type {const} */ ({ microphone: 'on', camera: 'off', screen: 'on' });

const session = (/** @type {object} */ fields) =>
  /** @type {any} */ ({
    id: 's1',
    state: 'waiting',
    ticket: 'A001',
    context: { service: null, step: null, language: 'zh-CN' },
    consent: null,
    agent_name: null,
    answered_at: null,
    guests: [],
    left_until: null,
    requeued: null,
    end_reason: null,
    ...fields,
  });
const snapshot = (/** @type {object | null} */ fields, desk = DESK) =>
  /** @type {any} */ ({
    type: 'snapshot',
    snapshot: { type: 'kiosk_snapshot', number: 1, now: 0, desk, session: fields && session(fields) },
  });

/** @param {any[]} events */
const after = (...events) => [{ type: 'welcome', welcome: WELCOME }, ...events].reduce(reduce, initial(null));
const talking = { state: 'active', answered_at: 7, agent_name: '王老师' };

test('who waits is shown the newest line that was written to them, and none of an earlier talk', () => {
  const line = (/** @type {string} */ key, /** @type {string} */ sender) => ({ key, sender, name: '王', at: 1, text: key });
  const chat = (/** @type {any[]} */ lines) => ({ type: 'chat', session: 's1', complete: false, lines });
  assert.equal(told(after(snapshot({}))), null);
  const waiting = after(snapshot({}), chat([line('a', 'desk')]), chat([line('b', 'desk')]));
  assert.equal(told(waiting)?.key, 'b');
  const again = [chat([line('c', 'agent')]), snapshot({ requeued: true })].reduce(reduce, waiting);
  assert.equal(told(again), null);
  assert.equal(told(reduce(again, chat([line('d', 'desk')])))?.key, 'd');
});

test('who has waited for long may go with a ticket, and keeps the place until there is one', () => {
  const line = (/** @type {object} */ fields = {}) => snapshot({ ticket_from: 5_000, ...fields });
  assert.deepEqual(offers(after(line()), 4_999), { counter: false, callBack: false });
  assert.deepEqual(offers(after(line()), 5_000), { counter: true, callBack: true });
  const typing = after(line(), { type: 'instead', step: 'keypad' }, { type: 'digits', digits: '13800138000' });
  assert.equal(screen(typing), 'keypad');
  assert.equal(screen(reduce(typing, line({ state: 'ringing' }))), 'keypad');
  assert.equal(screen(reduce(typing, line(talking))), 'session');
  assert.equal(reduce(typing, line(talking)).handoff, null);
  assert.equal(screen(reduce(typing, { type: 'instead', step: null })), 'waiting');
  const made = /** @type {any} */ ({ type: 'ticket', kind: 'call_back', number: 'B001', call_from: null });
  const gone = reduce(typing, { type: 'ticket_made', made });
  assert.deepEqual([screen(gone), gone.session, gone.ended?.reason], ['ticket', null, 'left_with_ticket']);
  assert.equal(gone.handoff?.digits, '8000');
  assert.equal(screen(reduce(gone, line())), 'ticket', 'what the server says before it has heard of it brings nothing back');
});

test('who left by a wrong touch is offered the place again, until somebody else comes or the time is over', () => {
  const gone = [{ type: 'end' }, { type: 'wipe' }, snapshot({ left_until: 60_000 })].reduce(reduce, after(snapshot({})));
  assert.equal(screen(gone), 'idle');
  assert.deepEqual(gone.left, { session: 's1', ticket: 'A001' });
  const back = reduce(gone, { type: 'asked', session: 's1' });
  assert.deepEqual([screen(back), back.left], ['waiting', null]);
  assert.equal(screen(reduce(back, snapshot({ left_until: 60_000 }))), 'waiting', 'the server has not heard of it yet');
  assert.equal(reduce(back, snapshot({})).session?.id, 's1');
  assert.equal(reduce(gone, { type: 'asked', session: 's2' }).left, null);
  assert.equal(reduce(gone, snapshot({ state: 'closed', end_reason: 'resident_left' })).left, null);
  assert.deepEqual(after(snapshot({ left_until: 60_000 })).left, { session: 's1', ticket: 'A001' }, 'after a reload, too');
  const elsewhere = after(snapshot({}), snapshot({ left_until: 60_000 }));
  assert.equal(elsewhere.ended?.reason, 'resident_left', 'left from another window');
});

test('one touch leads to the line, before the server has said anything', () => {
  assert.equal(screen(after({ type: 'asked', session: 's1' })), 'waiting');
});

test('the snapshots lead through the line into the session', () => {
  assert.equal(screen(after(snapshot({ state: 'waiting' }))), 'waiting');
  assert.equal(screen(after(snapshot({ state: 'ringing' }))), 'waiting');
  for (const state of ['connecting', 'active', 'interrupted']) assert.equal(screen(after(snapshot({ state }))), 'session');
});

for (const reason of ['desk_closed', 'no_agent', 'queue_full', 'max_wait', 'kiosk_lost_waiting']) {
  test(`an end without help (${reason}) is explained`, () => {
    const state = after({ type: 'asked', session: 's1' }, snapshot({ state: 'closed', end_reason: reason }));
    assert.equal(screen(state), 'notice');
    assert.equal(state.ended?.reason, reason);
  });
}

test('after help comes the rating, then the receipt, then nothing is left of the session', () => {
  const state = after(
    { type: 'asked', session: 's1' },
    { type: 'consented', consent: YES },
    snapshot(talking),
    { type: 'chat', session: 's1', complete: false, lines: [{ key: 'k', sender: 'agent', at: 1, text: '您好' }] },
    snapshot({ ...talking, state: 'wrap_up', end_reason: 'agent_ended' }),
  );
  assert.equal(screen(state), 'rating');
  assert.deepEqual([state.chat, state.consent, state.session], [[], null, null]);
  const receipt = reduce(state, { type: 'stage', stage: 'receipt', rating: 5 });
  assert.equal(screen(receipt), 'receipt');
  const wiped = reduce(receipt, { type: 'wipe' });
  assert.equal(screen(wiped), 'idle');
  assert.equal(wiped.ended, null);
});

test('an end is an end at once, and what the server says before it has heard of it brings nothing back', () => {
  const helped = after(snapshot(talking), { type: 'end' }, snapshot(talking));
  assert.deepEqual([screen(helped), helped.session, helped.ended?.reason], ['rating', null, 'resident_ended']);
  const left = after(snapshot({ state: 'waiting' }), { type: 'end' }, snapshot({ state: 'waiting' }));
  assert.deepEqual([left.session, left.ended?.reason], [null, 'resident_left']);
});

test('what the server still says of a session that is done with brings nothing back', () => {
  const over = snapshot({ ...talking, state: 'wrap_up', end_reason: 'agent_ended' });
  const wiped = after({ type: 'asked', session: 's1' }, snapshot(talking), over, { type: 'wipe' });
  assert.equal(screen(reduce(wiped, over)), 'idle');
});

test("another kiosk page's ended session is not ours to rate", () => {
  assert.equal(screen(after(snapshot({ ...talking, state: 'wrap_up', end_reason: 'agent_ended' }))), 'idle');
});

test('a session that ended while the link was down is explained, or rated if there was help', () => {
  assert.equal(screen(after(snapshot({ state: 'waiting' }), snapshot(null))), 'notice');
  assert.equal(screen(after(snapshot(talking), snapshot(null))), 'rating');
});

test('a request that has not arrived yet survives a snapshot that does not know it', () => {
  assert.equal(screen(after({ type: 'asked', session: 's1' }, snapshot(null))), 'waiting');
});

test('a lost agent puts the resident back in the line with everything that was answered', () => {
  const state = after({ type: 'consented', consent: YES }, snapshot(talking), snapshot({ requeued: 'lost' }));
  assert.equal(screen(state), 'waiting');
  assert.deepEqual(state.consent, YES);
});

test('the frame is there only while the screen can really be seen', () => {
  const seen = after(
    { type: 'consented', consent: YES },
    { type: 'carries', carries: ON },
    { type: 'media', media: 'connected' },
    snapshot(talking),
  );
  assert.ok(isSeen(seen));
  assert.ok(!isSeen(reduce(seen, snapshot({ state: 'ringing' }))));
  assert.ok(!isSeen(reduce(seen, { type: 'media', media: 'new' })));
  assert.ok(!isSeen(reduce(seen, { type: 'carries', carries: { ...ON, screen: 'refused' } })));
  assert.ok(!isSeen(reduce(seen, { type: 'consented', consent: { ...YES, screen: false } })));
});

test('no answer to the consent card is a no', () => {
  const state = after({ type: 'carries', carries: ON }, { type: 'media', media: 'connected' }, snapshot(talking));
  assert.equal(state.consent, null);
  assert.ok(!isSeen(state));
});

test('after a reload the consent that the server knows is taken up again', () => {
  assert.deepEqual(after(snapshot({ ...talking, consent: YES })).consent, YES);
});

test('the chat that comes before the session, after a reload, is kept; a repeated line is one line', () => {
  const line = { key: 'k', sender: 'agent', at: 1, text: '您好' };
  const state = after(
    { type: 'chat', session: 's1', complete: true, lines: [line] },
    snapshot(talking),
    { type: 'chat', session: 's1', complete: false, lines: [line, { ...line, key: 'l' }] },
  );
  assert.deepEqual(state.chat.map(({ key }) => key), ['k', 'l']);
});

test('chat of another session is none of ours', () => {
  const lines = [{ key: 'k', sender: 'agent', at: 1, text: '您好' }];
  assert.deepEqual(after(snapshot(talking), { type: 'chat', session: 'x', complete: false, lines }).chat, []);
});

test('whatever else is the matter, a machine that is not enrolled says so', () => {
  assert.equal(screen(after({ type: 'enrolment', enrolment: { code: 'BCDF-GHJK', expires_at: 0 } })), 'enrolment');
});

const turnedAway = (/** @type {string} */ reason, /** @type {any} */ desk = DESK) =>
  after({ type: 'asked', session: 's1' }, snapshot({ state: 'closed', end_reason: reason }, desk));

test('to whom nobody came a call back and the counter are offered, to others neither', () => {
  for (const reason of ['desk_closed', 'no_agent', 'queue_full', 'max_wait', 'never_connected']) {
    assert.deepEqual(offers(turnedAway(reason), 0), { callBack: true, counter: true }, reason);
  }
  for (const reason of ['system', 'kiosk_lost', 'resident_left']) {
    assert.deepEqual(offers(turnedAway(reason), 0), { callBack: false, counter: false }, reason);
  }
});

test('no call back is offered where the desk opens only after the number is deleted, or never', () => {
  const week = 7 * 86_400_000;
  const closed = (/** @type {number | null} */ opening) =>
    offers(turnedAway('desk_closed', { open: false, staffed: false, next_opening: opening }), 0).callBack;
  assert.deepEqual([closed(week - 1), closed(week), closed(null)], [true, false, false]);
});

test('of the number that was typed only its end stays when there is a ticket, and nothing after the resident has gone', () => {
  const made = { type: 'ticket', id: 1, kind: 'call_back', number: 'B001', call_from: null, expires_at: 9 };
  const typed = [{ type: 'stage', stage: 'keypad' }, { type: 'digits', digits: '13800138000' }];
  const asked = [...typed, { type: 'ticket_asked' }].reduce(/** @type {any} */ (reduce), turnedAway('no_agent'));
  assert.equal(screen(asked), 'keypad');
  const done = reduce(asked, /** @type {any} */ ({ type: 'ticket_made', made }));
  assert.equal(screen(done), 'ticket');
  assert.ok(!JSON.stringify(done).includes('13800138000'));
  assert.equal(done.handoff?.digits, '8000');
  assert.equal(reduce(done, { type: 'wipe' }).handoff, null);
  assert.equal(reduce(reduce(asked, { type: 'wipe' }), /** @type {any} */ ({ type: 'ticket_made', made })).handoff, null);
});

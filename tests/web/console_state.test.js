import assert from 'node:assert/strict';
import { test } from 'node:test';

import { initialState, reduce } from '../../agent_console/agent/state.js';
import {
  bannersOf,
  canServe,
  duration,
  mayServeAgain,
  mustStepBack,
  ownTracks,
  residentLacks,
  saveState,
  screenWithheld,
  viewOf,
  wantedMedia,
} from '../../agent_console/agent/view.js';

const NOW = 1_700_000_000_000;
const CONTEXT = { service: 'social_card', step: 'photo', language: 'zh-CN' };
const ME = { state: 'available', reason: null, since: NOW, next_state: null, next_reason: null };
const QUEUE = { waiting: 0, first: [], available: 1, busy: 0, on_break: 0 };
const RING = {
  ring: 'r1', session: 's1', epoch: 1, relay_only: false, deadline: NOW + 20_000, ticket: 'A017', site_name: 'Centre',
  kiosk_name: '3', context: CONTEXT, consent: null, requested_at: NOW - 5_000, rings: 1,
  prepared: true, others: 0, from_desk: null, invitation: null,
};
const SESSION = {
  id: 's1', state: 'active', ticket: 'A017', site_name: 'Centre', kiosk_name: '3', context: CONTEXT,
  consent: { voice: true, screen: true, camera: false }, requested_at: NOW - 9_000, answered_at: NOW, active_at: NOW,
  epoch: 1, participant: 'agent', guests: [], relay_only: false, kiosk_present: true, kiosk_lost_until: null, ended_at: null, end_reason: null,
  wrap_up: 'mandatory', wrap_up_until: null, wrap_up_extensions: 0, wrap_up_extensions_left: 2,
  wrap_up_extension: 120_000,
};
const WELCOME = { type: 'agent_welcome', agent: 'wang', display_name: '王', desk: { services: [] } };
const ONLINE = { type: 'link', status: { state: 'online', since: NOW, code: null } };
const CHECKED = [
  { type: 'device', device: 'microphone', state: 'on' },
  { type: 'device', device: 'camera', state: 'on' },
  { type: 'devices_checked', withoutMicrophone: false },
];

let number = 0;
const snapshot = (parts = {}) => {
  number += 1;
  return { type: 'agent_snapshot', number, now: NOW, me: ME, ring: null, session: null, queue: QUEUE, ...parts };
};
const after = (...facts) => facts.reduce(reduce, initialState());
const ready = (...facts) => after(ONLINE, ...CHECKED, { ...snapshot(), number: 0 }, ...facts);
const ringing = snapshot.bind(null, { me: { ...ME, state: 'ringing' }, ring: RING });
const talking = (parts = {}) =>
  snapshot({ me: { ...ME, state: 'in_session' }, session: { ...SESSION, ...parts } });

test('a fresh console connects, asks for the device check, then waits for residents', () => {
  assert.equal(viewOf(initialState()), 'connecting');
  assert.equal(viewOf(after(ONLINE, snapshot({ me: { ...ME, state: 'offline' } }))), 'check');
  assert.equal(viewOf(ready()), 'available');
});

test('each presence has its own view', () => {
  for (const state of ['break', 'offline', 'not_responding']) {
    assert.equal(viewOf(ready(snapshot({ me: { ...ME, state } }))), state);
  }
});

test('a ring, a talk and a wrap-up come before everything else, the device check too', () => {
  assert.equal(viewOf(after(ONLINE, ringing())), 'ring');
  assert.equal(viewOf(after(ONLINE, talking())), 'call');
  assert.equal(viewOf(after(ONLINE, talking({ state: 'wrap_up' }))), 'wrap_up');
});

test('a snapshot older than the last one is ignored, and a new connection counts afresh', () => {
  const old = snapshot({ me: { ...ME, state: 'break' } });
  const state = ready(ringing());
  assert.equal(reduce(state, old), state);
  const welcome = { type: 'agent_welcome', agent: 'a', display_name: 'Wang', desk: null, link: 'l', now: NOW };
  assert.equal(reduce(reduce(state, welcome), { ...old, number: 0 }).me.state, 'break');
});

test('what the desk offers is as the server said last, and nothing else changes with it', () => {
  const state = ready(ringing());
  const desk = { id: 'd', services: [], break_reasons: [] };
  assert.deepEqual(reduce(state, { type: 'desk_changed', desk }), { ...state, desk });
});

test('the face is sent from the press of accept, the voice once the server has confirmed it', () => {
  assert.deepEqual(ownTracks(ready(ringing())), { microphone: false, camera: false });
  const pressed = ready(ringing(), { type: 'answering', ring: 'r1', answer: 'accept' });
  assert.deepEqual(ownTracks(pressed), { microphone: false, camera: true });
  const declined = ready(ringing(), { type: 'answering', ring: 'r1', answer: 'decline' });
  assert.deepEqual(ownTracks(declined), { microphone: false, camera: false });
  assert.deepEqual(ownTracks(reduce(pressed, talking({ state: 'connecting' }))), { microphone: true, camera: true });
});

test('who loses the ring is dark again and is told so', () => {
  const lost = ready(ringing(), { type: 'answering', ring: 'r1', answer: 'accept' }, snapshot());
  assert.deepEqual(ownTracks(lost), { microphone: false, camera: false });
  assert.equal(wantedMedia(lost), null);
  assert.equal(lost.notice.key, 'ring_gone');
});

test('media go on untouched while a link is interrupted, and stop with the talk', () => {
  const interrupted = ready(talking({ state: 'interrupted', kiosk_present: false }));
  assert.deepEqual(ownTracks(interrupted), { microphone: true, camera: true });
  assert.deepEqual(ownTracks(ready(talking({ state: 'wrap_up' }))), { microphone: false, camera: false });
  assert.equal(wantedMedia(ready(talking({ state: 'wrap_up' }))), null);
});

test('the media attempt of the ring is the one of the talk that follows', () => {
  assert.deepEqual(wantedMedia(ready(ringing())), { session: 's1', epoch: 1, relayOnly: false, talk: false });
  assert.deepEqual(wantedMedia(ready(talking())), { session: 's1', epoch: 1, relayOnly: false, talk: true });
});

test('muting and switching the camera off keep their track off', () => {
  const quiet = ready(talking(), { type: 'muted', muted: true }, { type: 'camera_off', off: true });
  assert.deepEqual(ownTracks(quiet), { microphone: false, camera: false });
});

test('available without a working microphone steps back, unless chosen so', () => {
  assert.equal(mustStepBack(ready()), false);
  const lost = { type: 'device', device: 'microphone', state: 'lost' };
  assert.equal(mustStepBack(ready(lost)), true);
  assert.equal(mustStepBack(ready({ ...lost, state: 'dead' })), true);
  assert.equal(mustStepBack(ready(lost, ringing())), true);
  assert.equal(mustStepBack(ready(lost, { type: 'devices_checked', withoutMicrophone: true })), false);
  assert.equal(mustStepBack(ready(lost, snapshot({ me: { ...ME, state: 'break' } }))), false);
});

test('a missing camera does not keep an agent from serving', () => {
  assert.equal(canServe(ready({ type: 'device', device: 'camera', state: 'missing' })), true);
});

test('a microphone lost in a talk is for afterwards, and nothing when it works again before', () => {
  const lost = ready(talking(), { type: 'device', device: 'microphone', state: 'lost' });
  assert.equal(mustStepBack(lost), true);
  const chosen = snapshot({ me: { ...ME, state: 'in_session', next_state: 'break' }, session: SESSION });
  assert.equal(mustStepBack(reduce(lost, chosen)), false);
  const failed = { ...ME, state: 'in_session', next_state: 'not_responding', next_reason: 'microphone_failed' };
  const told = reduce(lost, snapshot({ me: failed, session: SESSION }));
  assert.equal(mustStepBack(told), false);
  assert.equal(mayServeAgain(told), false);
  assert.equal(mayServeAgain(reduce(told, { type: 'device', device: 'microphone', state: 'on' })), true);
});

test('a resident who leaves while ringing is explained; an unanswered ring has its own view', () => {
  assert.equal(ready(ringing(), snapshot()).notice.key, 'ring_cancelled');
  assert.equal(ready(ringing(), snapshot({ me: { ...ME, state: 'not_responding' } })).notice, null);
});

test('declining leaves no notice', () => {
  assert.equal(ready(ringing(), { type: 'answering', ring: 'r1', answer: 'decline' }, snapshot()).notice, null);
});

test('a wrap-up that ran out and a session that moved on are explained, a finished one is not', () => {
  const wrapUp = talking({ state: 'wrap_up' });
  assert.equal(ready(wrapUp, snapshot()).notice.key, 'wrap_up_over');
  assert.equal(ready(talking({ state: 'wrap_up' }), { type: 'finishing' }, snapshot()).notice, null);
});

test('a talk that no wrap-up follows is over, or was moved to somebody else; an end of one’s own needs no word', () => {
  const talk = talking({ wrap_up: 'not_asked' });
  assert.equal(ready(talk, snapshot()).notice.key, 'session_over');
  assert.equal(ready(talk, { type: 'ending' }, snapshot()).notice, null);
  for (const me of [{ ...ME, state: 'offline' }, { ...ME, state: 'break', reason: 'signed_in' }]) {
    assert.equal(ready(talk, snapshot({ me })).notice.key, 'session_moved');
  }
  assert.equal(ready(talking(), snapshot()).notice.key, 'session_moved');
});

test('a new ring clears the notice of the one before', () => {
  const next = () => snapshot({ me: { ...ME, state: 'ringing' }, ring: { ...RING, ring: 'r2' } });
  assert.equal(ready(ringing(), snapshot(), next()).notice, null);
});

test('what was typed and not saved survives the draft that the server sends after a reconnect', () => {
  const edited = ready(talking(), { type: 'draft_edited', outcome: 'solved', note: 'new' });
  const sent = { type: 'draft', session: 's1', outcome: null, note: 'old' };
  assert.equal(reduce(edited, sent).draft.note, 'new');
  const saved = reduce(edited, { type: 'draft_saved', session: 's1', edits: 1, at: NOW });
  assert.equal(reduce(saved, sent).draft.note, 'old');
});

test('saved is said only of what the server has', () => {
  const first = ready(talking(), { type: 'draft_edited', outcome: null, note: 'a' });
  const second = reduce(first, { type: 'draft_edited', outcome: null, note: 'ab' });
  const saved = reduce(second, { type: 'draft_saved', session: 's1', edits: 1, at: NOW });
  assert.equal(saveState(saved.draft), 'saving');
  assert.equal(saveState(reduce(saved, { type: 'draft_saved', session: 's1', edits: 2, at: NOW }).draft), 'saved');
});

test('the next resident finds no note and no chat of the one before', () => {
  const line = { key: '1', sender: 'kiosk', at: NOW, text: 'hello' };
  const first = ready(
    talking(),
    { type: 'chat', session: 's1', complete: true, lines: [line] },
    { type: 'draft_edited', outcome: 'solved', note: 'private' },
  );
  const next = reduce(first, talking({ id: 's2' }));
  assert.deepEqual(next.chat.lines, []);
  assert.equal(next.draft.note, '');
  assert.equal(next.draft.outcome, null);
});

test('chat that arrives before the first snapshot of its session is kept', () => {
  const line = { key: '1', sender: 'kiosk', at: NOW, text: 'hello' };
  const state = after(ONLINE, { type: 'chat', session: 's1', complete: true, lines: [line] }, talking());
  assert.equal(state.chat.lines.length, 1);
});

test('a chat line is shown at once, once, and in order of time', () => {
  const line = (key, at, name = null) => ({ key, sender: name ? 'agent' : 'kiosk', name, at, text: key });
  const sending = ready(WELCOME, talking(), { type: 'chat_sending', key: 'mine', text: 'mine' });
  assert.equal(sending.chat.sending.length, 1);
  const state = [
    { type: 'chat', session: 's1', complete: false, lines: [line('mine', NOW + 2, '王')] },
    { type: 'chat', session: 's1', complete: false, lines: [line('first', NOW + 1)] },
    { type: 'chat', session: 's1', complete: true, lines: [line('first', NOW + 1), line('mine', NOW + 2, '王')] },
  ].reduce(reduce, sending);
  assert.deepEqual(state.chat.lines.map(({ key }) => key), ['first', 'mine']);
  assert.deepEqual(state.chat.sending, []);
  assert.equal(state.chat.unread, 1);
  assert.equal(reduce(state, { type: 'panel', open: true, tab: 'chat' }).chat.unread, 0);
});

test('what a colleague wrote to the resident who waited is news, what this agent wrote is not', () => {
  const line = (key, name) => ({ key, sender: 'desk', name, at: NOW, text: key });
  const lines = [line('theirs', '李'), line('mine', '王')];
  assert.equal(ready(WELCOME, talking(), { type: 'chat', session: 's1', complete: true, lines }).chat.unread, 1);
});

test('a line to somebody who waits is on its way, then sent, or refused with the reason', () => {
  const waiter = { session: 's7', ticket: 'A019', site_name: 'Centre', context: CONTEXT, requested_at: NOW, present: true };
  const on = ready({ type: 'tell', waiter }, { type: 'telling', key: 'k', text: 'soon' });
  assert.equal(on.telling.step, 'sending');
  assert.equal(reduce(on, { type: 'told', key: 'old', code: null }).telling.step, 'sending');
  assert.equal(reduce(on, { type: 'told', key: 'k', code: null }).telling.step, 'sent');
  const refused = reduce(on, { type: 'told', key: 'k', code: 'wrong_state' });
  assert.deepEqual([refused.telling.step, refused.telling.code], ['refused', 'wrong_state']);
  assert.equal(reduce(refused, { type: 'tell', waiter: null }).telling, null);
});

test('a line to somebody who turns the page to another language is offered in that language', () => {
  const waiter = { session: 's7', ticket: 'A019', site_name: 'Centre', context: CONTEXT, requested_at: NOW, present: true };
  const other = { ...waiter, context: { ...CONTEXT, language: 'en' } };
  const line = (...first) => snapshot({ queue: { ...QUEUE, waiting: first.length, first } });
  const on = ready({ type: 'tell', waiter }, line(other));
  assert.equal(on.telling.waiter.context.language, 'en');
  assert.equal(reduce(on, line()).telling.waiter.session, 's7', 'who has left is still named');
});

test('a line that was refused stays, marked, until it is sent again', () => {
  const failed = ready(talking(), { type: 'chat_sending', key: 'k', text: 'hello' }, { type: 'chat_failed', key: 'k' });
  assert.equal(failed.chat.sending[0].failed, true);
  assert.deepEqual(reduce(failed, { type: 'chat_sending', key: 'k', text: 'hello' }).chat.sending, [
    { key: 'k', text: 'hello', failed: false },
  ]);
});

test('the stage says why there is no picture', () => {
  const connected = (session, screen) =>
    ready(talking(session), { type: 'media', epoch: 1, path: 'connected' }, {
      type: 'resident_media',
      body: { kind: 'media_state', microphone: 'on', camera: 'off', screen },
    });
  assert.equal(screenWithheld(ready(talking())), 'connecting');
  assert.equal(screenWithheld(connected({ consent: null }, 'off')), 'not_asked');
  const refusing = { voice: true, screen: false, camera: false };
  assert.equal(screenWithheld(connected({ consent: refusing }, 'off')), 'not_allowed');
  assert.equal(screenWithheld(connected({}, 'refused')), 'refused');
  assert.equal(screenWithheld(connected({}, 'on')), null);
});

test('a picture is never shown without the consent to it, whatever the kiosk says it sends', () => {
  const state = ready(talking({ consent: null }), { type: 'media', epoch: 1, path: 'connected' }, {
    type: 'resident_media',
    body: { kind: 'media_state', microphone: 'on', camera: 'on', screen: 'on' },
  });
  assert.equal(screenWithheld(state), 'not_asked');
});

test('a new epoch knows nothing of what the old one showed', () => {
  const state = ready(
    talking(),
    { type: 'media', epoch: 1, path: 'connected' },
    { type: 'media_shown', epoch: 1 },
    { type: 'resident_media', body: { kind: 'media_state', microphone: 'on', camera: 'on', screen: 'on' } },
    { type: 'media', epoch: 2, path: 'preparing' },
  );
  assert.deepEqual(state.media, { epoch: 2, path: 'preparing', shown: false });
  assert.equal(state.resident, null);
  assert.equal(reduce(state, { type: 'media_shown', epoch: 1 }), state);
});

test('another window: asked before taking over, told after being taken over, and nothing is sent meanwhile', () => {
  const asked = after({ type: 'link', status: { state: 'refused', since: NOW, code: 'already_signed_in' } });
  assert.equal(viewOf(asked), 'already_signed_in');
  const taken = ready(talking(), { type: 'link', status: { state: 'superseded', since: NOW, code: null } });
  assert.equal(viewOf(taken), 'superseded');
  assert.equal(wantedMedia(taken), null);
});

test('a lost connection is said with its time, and the kiosk that is away with what is left', () => {
  const away = talking({ state: 'interrupted', kiosk_present: false, kiosk_lost_until: NOW + 41_500 });
  const state = ready(away, { type: 'link', status: { state: 'offline', since: NOW - 12_000, code: null } });
  const banners = bannersOf(state, NOW, NOW);
  assert.deepEqual(banners.map(({ key, values }) => [key, values.time]), [['offline', '0:12'], ['kiosk_away', '0:42']]);
});

test('a refused command is explained with a code to quote and frees the button', () => {
  const state = ready(
    ringing(),
    { type: 'answering', ring: 'r1', answer: 'accept' },
    { type: 'notice', key: 'accept', code: 'wrong_state' },
  );
  assert.equal(state.answering, null);
  const said = bannersOf(state, NOW, NOW).map(({ key, values }) => [key, values.code]);
  assert.deepEqual(said, [['accept', 'wrong_state']]);
});

test('durations read as people read them', () => {
  const said = [0, 59_999, 60_000, 3_600_000, -5].map((ms) => duration(ms));
  assert.deepEqual(said, ['0:00', '0:59', '1:00', '1:00:00', '0:00']);
});

test('a picture that stands still stays, with a banner; one that never came is explained in its place', () => {
  const shown = ready(talking(), { type: 'media', epoch: 1, path: 'connected' }, { type: 'media_shown', epoch: 1 }, {
    type: 'resident_media',
    body: { kind: 'media_state', microphone: 'on', camera: 'off', screen: 'on' },
  });
  const broken = { type: 'media', epoch: 1, path: 'broken' };
  assert.equal(screenWithheld(reduce(shown, broken)), null);
  assert.deepEqual(bannersOf(reduce(shown, broken), NOW, NOW).map(({ key }) => key), ['frozen']);
  assert.equal(screenWithheld(ready(talking(), broken)), 'broken');
});

test('what of the resident cannot be heard or seen is said with its reason', () => {
  const body = { kind: 'media_state', microphone: 'missing', camera: 'off', screen: 'on' };
  const lacks = (consent) => residentLacks(ready(talking({ consent }), { type: 'resident_media', body }));
  assert.deepEqual(lacks(null).map(({ why }) => why), ['not_asked', 'not_asked']);
  assert.deepEqual(lacks({ voice: true, screen: true, camera: false }), [
    { part: 'microphone', why: 'missing' },
    { part: 'camera', why: 'not_allowed' },
  ]);
});

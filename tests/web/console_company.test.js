import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  chatFor,
  companyOf,
  isFull,
  isHeard,
  isSeen,
  newHands,
  purposesOf,
  search,
  waysOf,
  whyNotAsked,
} from '../../agent_console/agent/company.js';
import { initialState, reduce } from '../../agent_console/agent/state.js';
import { bannersOf, ownTracks, screenWithheld, whyAbout } from '../../agent_console/agent/view.js';

const NOW = 1_700_000_000_000;
const AGENT = ['transfer', 'consult', 'conference', 'raise_hand'];
const SUPERVISOR = [...AGENT, 'monitor', 'whisper', 'barge', 'take_over'];
const ME = { state: 'in_session', reason: null, since: NOW, next_state: null, next_reason: null };
const guest = (parts = {}) => ({
  name: 'guest-1', agent: 'li', display_name: '李娜', role: 'colleague', mode: 'consult', epoch: 1, rings_until: null,
  present: true, code_used: false, ...parts,
});
const talk = (parts = {}) => ({
  id: 's1', participant: 'agent', agent_name: '王', guests: [], next_guest: 1, hand_raised_at: null, state: 'active',
  ticket: 'A017', consent: { voice: true, screen: true, camera: false }, active_at: NOW, answered_at: NOW, epoch: 1,
  relay_only: false, kiosk_present: true, kiosk_lost_until: null, wrap_up: 'mandatory', ...parts,
});
const RING = { ring: 's1.guest-1', session: 's1', others: 0, invitation: { by_name: '王', mode: 'consult' } };

let number = 0;
const snapshot = (parts = {}) => {
  number += 1;
  const nothing = { me: ME, ring: null, session: null, queue: null, talks: null };
  return { type: 'agent_snapshot', number, now: NOW, ...nothing, ...parts };
};
const after = (...facts) =>
  [
    { type: 'link', status: { state: 'online', since: NOW, code: null } },
    { type: 'device', device: 'microphone', state: 'on' },
    { type: 'device', device: 'camera', state: 'on' },
    ...facts,
  ].reduce(reduce, initialState());
const acts = (one, rights = AGENT) => companyOf(talk({ guests: [one] }), rights)[0].acts;

test('an agent takes an invitation back, brings in whom they consult, hands over and parts', () => {
  assert.deepEqual(acts(guest({ rings_until: NOW })), ['take_back']);
  assert.deepEqual(acts(guest()), ['bring_in', 'hand_over', 'part']);
  assert.deepEqual(acts(guest({ mode: 'conference' })), ['hand_over', 'part']);
  assert.deepEqual(acts(guest({ present: false })), ['bring_in', 'part']);
  assert.deepEqual(acts(guest({ role: 'supervisor', mode: 'monitor' })), ['hand_over']);
  assert.deepEqual(acts(guest(), ['consult']), ['part']);
});

test('a guest sees the agent and the other guest, and decides about neither', () => {
  const other = guest({ name: 'guest-2', agent: 'chen', role: 'supervisor', mode: 'monitor' });
  const company = companyOf(talk({ participant: 'guest-1', guests: [guest(), other] }), SUPERVISOR);
  assert.deepEqual(company.map(({ name, acts: able }) => [name, able]), [['agent', []], ['guest-2', []]]);
});

test('a supervisor who joined unasked may take over, with the right to it', () => {
  const session = talk({ participant: 'guest-1', guests: [guest({ role: 'supervisor', mode: 'whisper' })] });
  assert.deepEqual(companyOf(session, SUPERVISOR)[0].acts, ['take_session']);
  assert.deepEqual(companyOf(session, AGENT)[0].acts, []);
});

test('only what the account has a right to is offered', () => {
  assert.deepEqual(purposesOf(AGENT), ['consult', 'conference', 'transfer']);
  assert.deepEqual(purposesOf(['transfer']), ['transfer']);
  assert.deepEqual(waysOf(AGENT), []);
  assert.deepEqual(waysOf(SUPERVISOR), ['monitor', 'whisper', 'conference']);
});

test('whoever is not free, or here already, cannot be asked, and two guests are all', () => {
  const li = { agent: 'li', state: 'available' };
  assert.equal(whyNotAsked(li, talk()), null);
  assert.equal(whyNotAsked({ ...li, state: 'break' }, talk()), 'break');
  assert.equal(whyNotAsked({ ...li, state: 'in_session' }, talk({ guests: [guest()] })), 'here');
  assert.equal(isFull(talk({ guests: [guest()] })), false);
  assert.equal(isFull(talk({ guests: [guest(), guest({ name: 'guest-2', rings_until: NOW })] })), true);
});

test('each word that is typed has to be somewhere in what is known', () => {
  const known = [{ name: '李娜 上海话 社保卡' }, { name: 'Wang English' }];
  const found = (typed) => search(known, typed, ({ name }) => name).map(({ name }) => name.slice(0, 2));
  assert.deepEqual(found(''), ['李娜', 'Wa']);
  assert.deepEqual(found('社保 上海'), ['李娜']);
  assert.deepEqual(found('ENGL'), ['Wa']);
  assert.deepEqual(found('上海 engl'), []);
});

test('who listens is neither heard nor seen, and sends nothing', () => {
  const as = (mode) => talk({ participant: 'guest-1', guests: [guest({ mode })] });
  assert.deepEqual(['consult', 'conference', 'monitor', 'whisper'].map((mode) => isHeard(as(mode))), [true, true, false, true]);
  assert.deepEqual(ownTracks(after(snapshot({ session: as('monitor') }))), { microphone: false, camera: false });
  assert.deepEqual(ownTracks(after(snapshot({ session: as('whisper') }))), { microphone: true, camera: true });
  assert.equal(isSeen(guest({ mode: 'monitor' }), talk()), false);
  assert.equal(isSeen(guest(), talk()), true);
  assert.equal(isSeen(guest(), talk({ participant: 'guest-2' })), false);
});

test('the chat is written by whom the resident hears, and read by whoever hears the resident', () => {
  const as = (mode) => chatFor(talk({ participant: 'guest-1', guests: [guest({ mode })] }));
  assert.deepEqual(['consult', 'conference', 'monitor', 'whisper'].map(as), ['closed', 'open', 'reading', 'reading']);
  assert.equal(chatFor(talk()), 'open');
});

test('who is consulted is shown no screen, and the agent is told that the resident does not hear them', () => {
  const consulted = after(snapshot({ session: talk({ participant: 'guest-1', guests: [guest()] }) }));
  assert.equal(screenWithheld(consulted), 'consult');
  assert.deepEqual(bannersOf(consulted, NOW, NOW), []);
  assert.equal(whyAbout(consulted), null);
  const said = (one) => bannersOf(after(snapshot({ session: talk({ guests: [one] }) })), NOW, NOW);
  assert.deepEqual(said(guest()).map(({ key, values }) => [key, values.name]), [['consulting', '李娜']]);
  assert.deepEqual(said(guest({ rings_until: NOW })), []);
});

test('somebody who did not come, or left, is named; with whom the agent parts needs no word', () => {
  const gone = (one, ...facts) =>
    after(snapshot({ session: talk({ guests: [one] }) }), ...facts, snapshot({ session: talk() })).notice;
  assert.deepEqual(gone(guest({ rings_until: NOW })), { key: 'guest_not_joined', code: null, name: '李娜' });
  assert.deepEqual(gone(guest()), { key: 'guest_left', code: null, name: '李娜' });
  assert.equal(gone(guest(), { type: 'parting', guest: 'guest-1' }), null);
});

test('a session that goes on with somebody else says why', () => {
  const over = (session, facts = [], me = { ...ME, state: 'available' }) =>
    after(snapshot({ session }), ...facts, snapshot({ me })).notice?.key ?? null;
  const boss = guest({ role: 'supervisor', mode: 'conference' });
  assert.equal(over(talk(), [{ type: 'leaving', how: 'passed_on' }]), 'passed_on');
  assert.equal(over(talk({ active_at: null }), [{ type: 'ending' }]), 'given_back');
  assert.equal(over(talk({ guests: [boss] })), 'taken_over');
  assert.equal(over(talk({ guests: [boss], wrap_up: 'not_asked' })), 'over_or_taken');
  assert.equal(over(talk({ guests: [boss] }), [], { ...ME, state: 'offline' }), 'session_moved');
  const as = talk({ participant: 'guest-1', guests: [guest()] });
  assert.equal(over(as), 'company_over');
  assert.equal(over(as, [{ type: 'leaving', how: 'left' }]), null);
});

test('a guest to whom the session is given is told so, and keeps what they typed for nobody else', () => {
  const state = after(
    snapshot({ session: talk({ participant: 'guest-1', guests: [guest()] }) }),
    { type: 'draft', session: 's1', outcome: null, note: 'photo too dark' },
    snapshot({ session: talk({ epoch: 2 }) }),
  );
  assert.equal(state.notice?.key, 'yours_now');
  assert.equal(state.draft.note, 'photo too dark');
});

test('a refusal frees what was asked for, and an invitation that is gone says so', () => {
  const refused = after(
    snapshot({ session: talk() }),
    { type: 'leaving', how: 'passed_on' },
    { type: 'notice', key: 'people.agent_not_free', code: 'agent_not_free' },
  );
  assert.equal(refused.leaving, null);
  const gone = after(snapshot({ ring: RING }), snapshot({ me: { ...ME, state: 'available' } }));
  assert.equal(gone.notice?.key, 'invitation_gone');
});

test('the list of colleagues is put away with the talk that it was for', () => {
  const open = after(snapshot({ session: talk() }), { type: 'colleagues', colleagues: 'asked' });
  assert.equal(reduce(open, snapshot({ session: talk() })).colleagues, 'asked');
  assert.equal(reduce(open, snapshot({ session: talk({ state: 'wrap_up' }) })).colleagues, null);
  assert.equal(reduce(open, snapshot()).colleagues, null);
});

test('a hand that is raised anew is news, once', () => {
  const up = (session, at) => ({ session, hand_raised_at: at });
  assert.deepEqual(newHands(null, [up('a', NOW)]), []);
  assert.deepEqual(newHands([up('a', null)], [up('a', NOW), up('b', null)]), [up('a', NOW)]);
  assert.deepEqual(newHands([up('a', NOW)], [up('a', NOW)]), []);
  assert.deepEqual(newHands([], [up('b', NOW)]), [up('b', NOW)]);
});

const FAMILY = { agent: null, display_name: '', role: 'family', mode: 'conference' };

test('a family member is let in by a code, and can be parted with but given nothing', () => {
  assert.deepEqual(acts(guest({ ...FAMILY, rings_until: NOW })), ['show_code', 'take_back']);
  assert.deepEqual(acts(guest({ ...FAMILY, rings_until: NOW, code_used: true })), ['take_back']);
  assert.deepEqual(acts(guest({ ...FAMILY, code_used: true })), ['part']);
});

test('a code is shown until it is used', () => {
  const admitted = { type: 'admitted', id: 1, guest: 'guest-1', code: '40718265', path: '/guest/', expires_at: NOW };
  const here = (parts = {}) => snapshot({ session: talk({ guests: [guest({ ...FAMILY, rings_until: NOW, ...parts })] }) });
  const facts = [snapshot({ session: talk() }), { type: 'code', admitted }, here()];
  assert.equal(after(...facts).codes.get('guest-1').code, '40718265');
  assert.equal(after(...facts, here({ code_used: true })).codes.size, 0);
  assert.equal(after(...facts, snapshot({ session: talk() })).notice.key, 'family_not_joined');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chronicle, consents } from '../../agent_console/manage/chronicle.js';
import { phases, totals } from '../../agent_console/manage/phases.js';
import { tellPassedOver } from '../../agent_console/shared/passed_over.js';
import * as quality from '../../agent_console/manage/quality.js';

const S = 1000;
const context = { service: 'card', step: 'photo', language: 'zh-CN' };
const desk = (at, kind, data = {}) => ({ at: at * S, origin: 'desk', number: at, kind, data });
const told = (at, origin, kind, data = {}) => ({ at: at * S, origin, number: at, kind, data });
const named = (passedOver) => passedOver.map(({ agent, why }) => ({ name: words.agent(agent), why }));
const why = (key, { agents }) => `${key.replace('ring_why_not.', '')} | ${agents}`;
const words = {
  t: (key, vars = {}) => [key, ...Object.values(vars)].join(' | '),
  has: () => false,
  list: (names) => names.join('+'),
  agent: (id) => ({ a1: '王老师', a2: '李老师' })[id] ?? id,
  others: (passedOver) => tellPassedOver(named(passedOver), { t: why, list: words.list }).join(', '),
  desk: (id) => `desk ${id}`,
  service: (code) => ({ card: '社保卡' })[code] ?? '',
  said: ({ zh_CN }) => zh_CN,
};

const CONSENT = { voice: true, screen: true, camera: false };
const SERVED = [
  desk(0, 'session_queued', { ticket: 'A017', context }),
  desk(2, 'ring_started', { ring: 'r1', agent: 'a1' }),
  desk(5, 'ring_ended', { ring: 'r1', agent: 'a1', result: 'declined' }),
  desk(6, 'ring_started', { ring: 'r2', agent: 'a2' }),
  desk(8, 'consent_answered', { consent: CONSENT, text_version: '3', language: 'zh-CN' }),
  desk(14, 'session_accepted', { ring: 'r2', agent: 'a2' }),
  desk(15, 'media_ready', { epoch: 2 }),
  desk(60, 'kiosk_lost', {}),
  desk(68, 'kiosk_attached', {}),
  desk(200, 'session_ended', { reason: 'resident_ended', by: 'kiosk' }),
  desk(230, 'session_closed', { reason: 'resident_ended', by: 'kiosk', outcome: 'solved' }),
];

test('the time of a session is waiting, ringing, connecting, talking, interrupted and wrap-up, without gaps', () => {
  const found = phases(SERVED, 999 * S);
  assert.deepEqual(
    found.map(({ phase, from, to }) => [phase, from / S, to / S]),
    [
      ['waiting', 0, 2],
      ['ringing', 2, 5],
      ['waiting', 5, 6],
      ['ringing', 6, 14],
      ['connecting', 14, 15],
      ['talking', 15, 60],
      ['interrupted', 60, 68],
      ['talking', 68, 200],
      ['wrap_up', 200, 230],
    ],
  );
  assert.equal(totals(found).get('talking'), 177 * S);
  assert.equal([...totals(found).values()].reduce((a, b) => a + b), 230 * S);
});

test('a session that goes on ends now, for now', () => {
  assert.deepEqual(phases(SERVED.slice(0, 2), 9 * S).at(-1), { phase: 'ringing', from: 2 * S, to: 9 * S });
});

test('both sides lost: the talk goes on only when both are back', () => {
  const entries = [
    ...SERVED.slice(0, 7),
    desk(20, 'agent_lost', { agent: 'a2' }),
    desk(22, 'kiosk_lost'),
    desk(25, 'agent_attached', { agent: 'a2' }),
    desk(30, 'kiosk_attached'),
  ];
  assert.deepEqual(phases(entries, 40 * S).at(-2), { phase: 'interrupted', from: 20 * S, to: 30 * S });
});

test('a resident whose agent was lost waits again', () => {
  const lost = [desk(20, 'agent_lost', { agent: 'a2' }), desk(40, 'session_requeued', { agent: 'a2' })];
  const entries = [...SERVED.slice(0, 7), ...lost];
  assert.deepEqual(phases(entries, 50 * S).at(-1), { phase: 'waiting', from: 40 * S, to: 50 * S });
});

test('the next agent of a resident whose agent was lost talks with them, and is not away', () => {
  const entries = [
    ...SERVED.slice(0, 7),
    desk(20, 'agent_lost', { agent: 'a2' }),
    desk(40, 'session_requeued', { agent: 'a2' }),
    desk(40, 'ring_started', { ring: 'r3', agent: 'a1' }),
    desk(44, 'session_accepted', { ring: 'r3', agent: 'a1' }),
    desk(45, 'media_ready', { epoch: 3 }),
  ];
  assert.deepEqual(
    phases(entries, 90 * S).slice(-3).map(({ phase, from, to }) => [phase, from / S, to / S]),
    [
      ['ringing', 40, 44],
      ['connecting', 44, 45],
      ['talking', 45, 90],
    ],
  );
});

test('a request that was turned away took no time', () => {
  assert.deepEqual(phases([desk(0, 'session_turned_away', { reason: 'desk_closed' })], 9 * S), []);
});

test('the chronicle says where a resident was sent and why, once each', () => {
  const entries = [
    SERVED[0],
    desk(120, 'session_forwarded', { to: 'north', reason: 'overflow' }),
    desk(120, 'session_taken_in', { reason: 'overflow' }),
    desk(150, 'session_forwarded', { to: 'home', reason: 'returned' }),
    desk(150, 'session_taken_in', { reason: 'returned' }),
  ];
  assert.deepEqual(
    chronicle(entries, words).slice(1).map(({ text, tone }) => [text, tone]),
    [
      ['line.session_forwarded.overflow | desk north', 'warn'],
      ['line.session_forwarded.returned | desk home', 'warn'],
    ],
  );
  assert.deepEqual(phases(entries, 200 * S), [{ phase: 'waiting', from: 0, to: 200 * S }]);
});

test('the chronicle says who did what and how long it took', () => {
  const lines = chronicle(SERVED, words);
  assert.deepEqual(
    lines.map(({ text }) => text),
    [
      'line.session_queued | A017 | line.at_step | 社保卡 | photo',
      'line.ring_started | 王老师',
      'line.ring_declined | 王老师 | duration.seconds | 3',
      'line.ring_started | 李老师',
      'line.consent_some | consent.voice+consent.screen | consent.camera',
      'line.session_accepted | 李老师 | duration.seconds | 8',
      'line.media_ready',
      'line.kiosk_lost',
      'line.kiosk_back | duration.seconds | 8',
      'line.session_ended | resident_ended',
      'line.session_closed_outcome | solved',
    ],
  );
  assert.equal(lines[5].tone, 'good');
  assert.equal(lines[7].tone, 'warn');
});

test('the chronicle says which steps of a guide were shown, and that it was finished', () => {
  const step = { number: 2, count: 5, title: { zh_CN: '联系电话', en: 'Telephone' } };
  const entries = [desk(20, 'step_shown', { step }), desk(30, 'step_hidden', { done: false }), desk(40, 'step_hidden', { done: true })];
  assert.deepEqual(
    chronicle(entries, words).map(({ text }) => text),
    ['line.step_shown | 2 | 5 | 联系电话', 'line.step_hidden', 'line.guide_done'],
  );
});

test('who left the line has stopped waiting, and who comes back waits again', () => {
  const left = [SERVED[0], desk(10, 'resident_left', {}), desk(70, 'session_closed', { reason: 'resident_left', by: 'kiosk' })];
  assert.deepEqual(phases(left, 99 * S), [{ phase: 'waiting', from: 0, to: 10 * S }]);
  const back = [...left.slice(0, 2), desk(30, 'kiosk_attached', {}), desk(40, 'ring_started', { ring: 'r1', agent: 'a1' })];
  assert.deepEqual(
    phases(back, 50 * S).map(({ phase, from, to }) => [phase, from / S, to / S]),
    [['waiting', 0, 10], ['waiting', 30, 40], ['ringing', 40, 50]],
  );
  const told = chronicle(back, words).map(({ text }) => text);
  assert.deepEqual(told.slice(1, 3), ['line.resident_left', 'line.resident_back | duration.seconds | 20']);
});

test('a ring says why it was this agent, and why it was nobody else, each reason once', () => {
  const passed_over = [
    { agent: 'a2', why: 'in_session', until: null },
    { agent: 'a3', why: 'break', until: null },
    { agent: 'a4', why: 'in_session', until: null },
  ];
  const ring = { ring: 'r1', agent: 'a1', strategy: 'round_robin' };
  const tell = (data) => chronicle([desk(1, 'ring_started', data)], words)[0].text;
  assert.equal(tell({ ...ring, passed_over: [] }), 'line.ring_started_why | 王老师 | line.ring_why.round_robin | ');
  assert.equal(
    tell({ ...ring, passed_over }),
    'line.ring_started_others | 王老师 | line.ring_why.round_robin | ' +
      'in_session | 李老师+a4, break | a3',
  );
});

test('what only machines need to know is left out; what is not known yet is shown by its name', () => {
  const entries = [told(1, 'kiosk', 'quality', {}), desk(2, 'agent_state_changed'), told(3, 'kiosk', 'invented')];
  const lines = chronicle(entries, words);
  assert.deepEqual(lines.map(({ text }) => text), ['line.other | invented']);
});

test('consent is kept with the version and language of the card', () => {
  assert.deepEqual(consents(SERVED), [
    { at: 8 * S, voice: true, screen: true, camera: false, text_version: '3', language: 'zh-CN' },
  ]);
});

const stream = (media, packets, lost, fps, kbps) => ({ media, packets, lost, fps, kbps });
const sample = (at, origin, rtt_ms, received) => told(at, origin, 'quality', { epoch: 1, rtt_ms, received, sent: [] });

test('quality is what each side received', () => {
  const all = quality.series([
    sample(5, 'agent', 20, [stream('audio', 90, 10, null, 30), stream('screen', 100, 0, 15, 800)]),
    sample(5, 'kiosk', 22, [stream('audio', 0, 0, null, 0), stream('agent_camera', 0, 0, 24, 300)]),
  ]);
  assert.deepEqual(all.rtt.agent, [{ at: 5 * S, value: 20 }]);
  assert.deepEqual(all.loss.agent, [{ at: 5 * S, value: 5 }]);
  assert.deepEqual(all.loss.kiosk, [{ at: 5 * S, value: null }], 'nothing received is not loss');
  assert.deepEqual([all.fps.agent[0].value, all.fps.kiosk[0].value], [15, 24]);
  assert.equal(all.kbps.agent[0].value, 830);
  assert.deepEqual(quality.table(all)[0].cells['rtt.kiosk'], 22);
});

test('a line is cut where samples are missing', () => {
  const samples = [5, 10, 15, 40, 45].map((at) => ({ at: at * S, value: at === 10 ? null : at }));
  assert.deepEqual(quality.runs(samples).map((run) => run.map(({ value }) => value)), [[5, 15], [40, 45]]);
});

test('an axis ends at a round number that holds everything', () => {
  const tops = [[3, 1], [0, 50], [101, 50], [830, 100]].map(([greatest, least]) => quality.axisTop(greatest, least));
  assert.deepEqual(tops, [3, 50, 150, 1000]);
});

test('the digest of a series is its middle and its extremes', () => {
  const samples = [3, 1, null, 2].map((value, at) => ({ at, value }));
  assert.deepEqual(quality.digest(samples), { median: 2, lowest: 1, highest: 3 });
  assert.equal(quality.digest([{ at: 1, value: null }]), null);
});

test('a wrap-up is told of: asked for, made longer, or none at all', () => {
  const lines = (...entries) => chronicle(entries, words).map(({ text }) => text);
  assert.deepEqual(
    lines(
      desk(10, 'wrap_up_asked', { wanted: true }),
      desk(20, 'session_ended', { reason: 'agent_ended', wrap_up_until: 200 * S }),
      desk(30, 'wrap_up_extended', { number: 1, until: 320 * S }),
      desk(320, 'session_closed', { reason: 'agent_ended', outcome: 'none' }),
    ).map((line) => line.split(' | ')[0]),
    ['line.wrap_up_asked', 'line.session_ended', 'line.wrap_up_extended', 'line.session_closed_none'],
  );
  const atOnce = lines(
    desk(20, 'session_ended', { reason: 'agent_ended', wrap_up_until: 20 * S }),
    desk(20, 'session_closed', { reason: 'agent_ended', outcome: 'none' }),
  );
  assert.equal(atOnce[1], 'line.session_closed_at_once');
});

test('a family member has no name and is told of from the code to the end', () => {
  const guest = { guest: 'guest-1' };
  const lines = chronicle(
    [
      desk(1, 'guest_admitted', { ...guest, by: 'a1', deadline: 601 * S }),
      desk(20, 'guest_redeemed', { ...guest, deadline: 140 * S }),
      desk(25, 'guest_joined', { ...guest, agent: null, mode: 'conference', by: 'a1' }),
      desk(40, 'guest_lost', { ...guest, until: 60 * S }),
      desk(45, 'guest_attached', guest),
      desk(90, 'guest_left', { ...guest, agent: null, reason: 'dismissed' }),
    ],
    words,
  );
  assert.deepEqual(
    lines.map(({ text }) => text),
    [
      'line.guest_admitted | family | 王老师',
      'line.guest_redeemed | family',
      'line.guest_joined.conference | family',
      'line.agent_lost | family',
      'line.agent_back | family | duration.seconds | 5',
      'line.guest_left.dismissed | family',
    ],
  );
});

test('it is told what was hidden from the agent, and for how long no picture was sent', () => {
  const entries = [
    told(1, 'kiosk', 'masks', { hash: 'ab12cd34ef'.padEnd(64, '0'), count: 3, mode: 'deny-list' }),
    told(9, 'kiosk', 'withheld', { since: 5 * S, until: 9 * S, reason: 'resized' }),
  ];
  assert.deepEqual(chronicle(entries, words).map(({ text }) => text), [
    'line.masks.deny-list | 3 | ab12cd34',
    'line.withheld | duration.seconds | 4 | resized',
  ]);
});

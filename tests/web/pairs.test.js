import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { hears, pairsOf } from '../../signaling/web/pairs.js';

const { plans } = JSON.parse(readFileSync(new URL('../support/pairs.json', import.meta.url), 'utf8'));
/** @param {import('../../signaling/web/pairs.js').Mode[]} modes */
const guests = (...modes) => modes.map((mode, at) => ({ name: `guest-${at + 1}`, mode, epoch: at + 3, role: 'colleague' }));
const EVERYBODY = ['kiosk', 'agent', 'guest-1', 'guest-2'];
/** @param {import('../../signaling/web/pairs.js').Mode[]} modes @returns {string[]} `listener<speaker` */
const heard = (...modes) => {
  const present = EVERYBODY.slice(0, 2 + modes.length);
  const all = present.flatMap((listener) => present.filter((speaker) => speaker !== listener).map((speaker) => [listener, speaker]));
  return all.filter(([listener, speaker]) => hears(listener, speaker, guests(...modes))).map((pair) => pair.join('<'));
};

test('without guests there is no pair beside kiosk and agent', () => {
  for (const me of ['kiosk', 'agent']) assert.deepEqual(pairsOf(me, []), []);
});

test('in a conference everybody hears everybody', () => {
  assert.equal(heard('conference', 'conference').length, 12);
});

test('who is consulted hears the agent only, and the resident hears neither of them meanwhile', () => {
  assert.deepEqual(heard('consult').sort(), ['agent<guest-1', 'agent<kiosk', 'guest-1<agent']);
  assert.deepEqual(pairsOf('kiosk', guests('consult')), []);
});

test('who listens is heard by nobody', () => {
  assert.deepEqual(heard('monitor').sort(), ['agent<kiosk', 'guest-1<agent', 'guest-1<kiosk', 'kiosk<agent']);
});

test('a whisper is for the agent alone, whoever else is there', () => {
  const pairs = heard('whisper', 'conference').filter((pair) => pair.endsWith('<guest-1'));
  assert.deepEqual(pairs, ['agent<guest-1']);
});

test('both sides of every pair make the same plan: one offers, in the epoch of who came later', () => {
  for (const modes of /** @type {import('../../signaling/web/pairs.js').Mode[][]} */ ([['conference', 'monitor'], ['consult', 'conference'], ['whisper']])) {
    const present = EVERYBODY.slice(0, 2 + modes.length);
    for (const me of present) {
      for (const { peer, guest, epoch, offers } of pairsOf(me, guests(...modes))) {
        const other = pairsOf(peer, guests(...modes)).find((pair) => pair.peer === me);
        assert.deepEqual([other?.guest, other?.epoch, other?.offers], [guest, epoch, !offers]);
      }
    }
  }
});

test('only the kiosk shares a screen, and only with who may see it', () => {
  const sent = pairsOf('kiosk', guests('monitor', 'consult'));
  assert.deepEqual(sent.map(({ peer, sends, hears: plays }) => [peer, sends.includes('screen'), plays]), [['guest-1', true, false]]);
  assert.ok(pairsOf('agent', guests('conference')).every(({ sends }) => !sends.includes('screen')));
});

test('family sees and hears the resident, but never their screen', () => {
  const family = { name: 'guest-1', mode: 'conference', epoch: 1, role: 'family' };
  const sent = pairsOf('kiosk', [family, ...guests('conference', 'conference').slice(1)]);
  assert.deepEqual(sent.map(({ peer, sends }) => [peer, ...sends]), [
    ['guest-1', 'microphone', 'camera'],
    ['guest-2', 'microphone', 'camera', 'screen'],
  ]);
});

test('the plan is that of the native participants: both are held to the same cases', () => {
  for (const [present, planned] of Object.entries(plans)) {
    const there = present.split(' ').filter(Boolean).map((kind, at) => ({
      ...guests('conference')[0],
      ...(kind === 'family' ? { role: kind } : { mode: kind }),
      name: `guest-${at + 1}`,
      epoch: at + 3,
    }));
    const plan = ['kiosk', 'agent', ...there.map(({ name }) => name)].flatMap((me) =>
      pairsOf(me, there).map(({ peer, epoch, offers, sends, hears: plays }) => {
        const sent = ['microphone', 'camera', 'screen'].filter((device) => sends.includes(device)).map((device) => device[0]);
        return `${me}${offers ? '>' : '<'}${peer}@${epoch} ${sent.join('')}${plays ? '+' : ''}`.trim();
      }),
    );
    assert.equal(plan.join(', '), planned, present);
  }
});

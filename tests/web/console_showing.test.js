import assert from 'node:assert/strict';
import { test } from 'node:test';

import { canShow, isAtTheEnd, shows, waysFrom } from '../../agent_console/agent/showing.js';
import { initialState, reduce } from '../../agent_console/agent/state.js';

/** `photo` leads past `retake`. */
const GUIDE = {
  service: 'card',
  steps: [{ code: 'read' }, { code: 'photo', next: 'sign' }, { code: 'retake' }, { code: 'sign', next: null }],
  afterwards: [],
};
const WHICH = { session: 's1', service: 'card' };

/** @param {any} parts of the session */
function talk(parts = {}) {
  const session = {
    id: 's1', participant: 'agent', state: 'active', guests: [], shown_step: null, guide_done: false,
    context: { service: 'card', step: null }, ...parts,
  };
  const link = { state: 'online', since: 0, code: null };
  const state = { ...initialState(), link, session };
  return [{ type: 'guide_asked', which: WHICH }, { type: 'guide_told', which: WHICH, guide: GUIDE, fault: null }].reduce(
    (/** @type {any} */ before, /** @type {any} */ fact) => reduce(before, fact),
    state,
  );
}

/** @param {string} step */
const at = (step, service = 'card') => talk({ shown_step: { service, step } });

test('one begins where the resident is, or else at the first step', () => {
  assert.deepEqual(waysFrom(talk()), { back: null, next: 'read' });
  assert.deepEqual(waysFrom(talk({ context: { service: 'card', step: 'sign' } })), { back: null, next: 'sign' });
  assert.equal(waysFrom({ ...talk(), reading: initialState().reading }).next, null);
});

test('the way goes as the guide says, and back the same way', () => {
  assert.deepEqual(waysFrom(at('read')), { back: null, next: 'photo' });
  assert.deepEqual(waysFrom(at('photo')), { back: 'read', next: 'sign' });
  assert.deepEqual(waysFrom(at('sign')), { back: 'photo', next: null });
  assert.deepEqual(waysFrom(at('retake')), { back: 'photo', next: 'sign' });
});

test('only the last step of the guide that is shown ends it', () => {
  assert.deepEqual([at('photo'), at('sign')].map(isAtTheEnd), [false, true]);
  assert.equal(isAtTheEnd(at('sign', 'book')), false);
  assert.equal(isAtTheEnd(at('gone')), false, 'nobody knows what follows a step that the guide has no more');
  assert.equal(isAtTheEnd(talk()), false);
});

test('from another guide, and when all is done, no way leads on', () => {
  assert.deepEqual(waysFrom(at('sign', 'book')), { back: null, next: null });
  assert.deepEqual(waysFrom(talk({ guide_done: true })), { back: null, next: null });
});

test('the agent of the talk shows, connected, one thing at a time', () => {
  const asked = reduce(talk(), { type: 'showing', asked: { step: 'read' } });
  assert.deepEqual([talk(), asked].map(canShow), [true, false]);
  assert.equal(canShow(reduce(asked, { type: 'showing', asked: null })), true);
  assert.equal(canShow({ ...talk(), link: { state: 'offline', since: 0, code: null } }), false);
  assert.deepEqual([talk({ participant: 'guest-1' }), talk({ state: 'wrap_up' })].map(shows), [false, false]);
});

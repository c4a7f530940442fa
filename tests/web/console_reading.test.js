import assert from 'node:assert/strict';
import { test } from 'node:test';

import { guideRead, guideWanted } from '../../agent_console/agent/reading.js';
import { initialState, reduce } from '../../agent_console/agent/state.js';

const GUIDE = { service: 'card', steps: [], afterwards: [] };

/** @param {string} id @param {string | null} service */
const inSession = (id, service) => ({ ...initialState(), session: /** @type {any} */ ({ id, context: { service } }) });

/** @param {any} state @param {any[]} facts */
const after = (state, ...facts) => facts.reduce(reduce, state);

test('the guide is that of the resident’s service, or of another that was chosen for this session only', () => {
  const state = inSession('s1', 'card');
  assert.equal(guideWanted(initialState()), null);
  assert.equal(guideWanted(inSession('s1', null)), null);
  assert.deepEqual(guideWanted(state), { session: 's1', service: 'card' });
  const chosen = after(state, { type: 'guide_chosen', which: { session: 's1', service: 'book' } });
  assert.deepEqual(guideWanted(chosen), { session: 's1', service: 'book' });
  assert.deepEqual(guideWanted({ ...chosen, session: inSession('s2', 'card').session }), { session: 's2', service: 'card' });
});

test('a guide that came after another was wanted, or of the session before, is not read', () => {
  const which = { session: 's1', service: 'card' };
  const told = { type: 'guide_told', which, guide: GUIDE, fault: null };
  const state = after(inSession('s1', 'card'), { type: 'guide_asked', which }, told);
  assert.equal(guideRead(state).guide, GUIDE);
  assert.equal(guideRead({ ...state, session: inSession('s2', 'card').session }).guide, null);
  const other = { session: 's1', service: 'book' };
  const late = after(inSession('s1', 'card'), { type: 'guide_chosen', which: other }, { type: 'guide_asked', which: other }, told);
  assert.deepEqual([late.reading.guide, guideRead(late).guide], [null, null]);
});

test('a fault is told until the guide is asked for again', () => {
  const which = { session: 's1', service: 'card' };
  const failed = after(
    inSession('s1', 'card'),
    { type: 'guide_asked', which },
    { type: 'guide_told', which, guide: null, fault: 'network' },
  );
  assert.equal(guideRead(failed).fault, 'network');
  assert.equal(guideRead(after(failed, { type: 'guide_asked', which })).fault, null);
});

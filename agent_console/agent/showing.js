/**
 * What of a guide the resident has before them, and where the agent can go from there. Pure.
 *
 * @import { ConsoleState } from './state.js'
 * @import { Guide } from './reading.js'
 */
import { isAgent } from './company.js';
import { guideRead } from './reading.js';
import { inTalk } from './view.js';

/**
 * @typedef {{step: string | null}} Asked the step that was asked for, null: to take it away; not confirmed yet
 * @typedef {{type: 'showing', asked: Asked | null}} ShowingFact
 */

/** Guests see it, and leave it to the agent. @param {ConsoleState} state */
export function shows({ session }) {
  return isAgent(session) && inTalk(session);
}

/** Whether a button that shows or hides does anything now. @param {ConsoleState} state */
export function canShow(state) {
  return shows(state) && state.showing === null && state.link.state === 'online';
}

/**
 * The steps before and after the one that is shown; where none is, the one to begin with comes next: where the resident is, or
 * the first. Null: there is none, or the guide is not known.
 *
 * @param {ConsoleState} state
 * @returns {{back: string | null, next: string | null}}
 */
export function waysFrom(state) {
  const { guide } = guideRead(state);
  const { session } = state;
  if (!guide || !session) return { back: null, next: null };
  const { shown_step: shown, guide_done, context } = session;
  if (guide_done) return { back: null, next: null };
  if (!shown) {
    const here = guide.steps.find(({ code }) => context.service === guide.service && code === context.step);
    return { back: null, next: (here ?? guide.steps[0])?.code ?? null };
  }
  if (shown.service !== guide.service) return { back: null, next: null };
  return { back: before(guide, shown.step), next: after(guide, shown.step) };
}

/** That it is the last one is known. @param {ConsoleState} state */
export function isAtTheEnd(state) {
  const shown = state.session?.shown_step;
  const { guide } = guideRead(state);
  const known = guide?.service === shown?.service && guide?.steps.some(({ code }) => code === shown?.step);
  return known === true && waysFrom(state).next === null;
}

/** @param {Guide} guide @param {string} step */
function after({ steps }, step) {
  const at = steps.findIndex(({ code }) => code === step);
  return at < 0 ? null : (steps[at].next ?? steps[at + 1]?.code ?? null);
}

/** On the way from the first step; of a step that this way leads past, the one above it. @param {Guide} guide @param {string} step */
function before(guide, step) {
  const { steps } = guide;
  const at = steps.findIndex(({ code }) => code === step);
  /** @type {string | null} */
  let here = steps[0]?.code ?? null;
  for (let left = steps.length; here !== null && left; left -= 1) {
    const then = after(guide, here);
    if (then === step) return here;
    here = then;
  }
  return steps[at - 1]?.code ?? null;
}

export const SHOWING = {
  /** @type {(state: ConsoleState, fact: ShowingFact) => ConsoleState} */
  showing: (state, { asked }) => ({ ...state, showing: asked }),
};

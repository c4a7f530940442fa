/**
 * The guide that the agent reads: the one that is shown to the resident, that of their service, or another that the agent
 * chose for this session. Asked for anew in every session, since managers change guides.
 *
 * @typedef {{'zh-CN': string, en: string}} Said
 * @typedef {{sign: Said, remedy: Said, error: string | null}} Mistake
 * @typedef {object} Step
 * @property {string} code
 * @property {Said} title
 * @property {Said} instruction
 * @property {readonly Said[]} papers
 * @property {readonly Mistake[]} mistakes
 * @property {string | null} next the step that follows, where it is not the one below
 * @typedef {{service: string, steps: readonly Step[], afterwards: readonly Said[]}} Guide
 * @typedef {{session: string, service: string}} Which
 * @typedef {object} Reading
 * @property {Which | null} chosen
 * @property {Which | null} asked
 * @property {Guide | null} guide null: not yet there, or there is none
 * @property {string | null} fault why it is not there; `unknown`: there is none
 *
 * @typedef {{type: 'guide_chosen', which: Which}
 *   | {type: 'guide_asked', which: Which}
 *   | {type: 'guide_told', which: Which, guide: Guide | null, fault: string | null}} ReadingFact
 * @typedef {import('./state.js').ConsoleState} ConsoleState
 * @typedef {Pick<ConsoleState, 'session' | 'ring' | 'reading'>} Known
 */

/** @type {Reading} */
export const NOTHING_READ = { chosen: null, asked: null, guide: null, fault: null };

/** Of whoever talks, or calls. Null: nobody knows yet which service it is. @param {Known} state @returns {Which | null} */
export function guideWanted({ session, ring, reading: { chosen } }) {
  if (session && chosen?.session === session.id) return chosen;
  const id = session?.id ?? ring?.session;
  const service = session?.shown_step?.service ?? (session ?? ring)?.context.service;
  return id && service ? { session: id, service } : null;
}

/** What is known of the guide that is wanted now. @param {Known} state @returns {Reading} */
export const guideRead = (state) => (isSame(guideWanted(state), state.reading.asked) ? state.reading : NOTHING_READ);

/** To be read, and for the words for where the resident is stuck. @param {Known} state */
export function mustAskGuide(state) {
  const wanted = guideWanted(state);
  return wanted !== null && !isSame(wanted, state.reading.asked);
}

/** @param {Which | null} one @param {Which | null} other */
const isSame = (one, other) => one?.session === other?.session && one?.service === other?.service;

export const READING = {
  /** @type {(state: ConsoleState, fact: Extract<ReadingFact, {type: 'guide_chosen'}>) => ConsoleState} */
  guide_chosen: (state, { which }) => ({ ...state, reading: { ...state.reading, chosen: which } }),

  /** @type {(state: ConsoleState, fact: Extract<ReadingFact, {type: 'guide_asked'}>) => ConsoleState} */
  guide_asked: (state, { which }) => ({
    ...state,
    reading: { ...state.reading, asked: which, guide: null, fault: null },
  }),

  /** @type {(state: ConsoleState, fact: Extract<ReadingFact, {type: 'guide_told'}>) => ConsoleState} */
  guide_told: (state, { which, guide, fault }) =>
    isSame(state.reading.asked, which) ? { ...state, reading: { ...state.reading, guide, fault } } : state,
};

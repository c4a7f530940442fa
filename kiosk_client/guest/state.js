/**
 * What the page knows. Pure.
 *
 * @import { GuestSession, GuestSnapshot } from '/web/messages.js'
 * @import { LinkStatus } from '/web/link.js'
 */

/** @typedef {'code' | 'coming' | 'talk' | 'ended'} Stage */
/** @typedef {'refused' | 'too_many' | 'network' | 'microphone_refused' | 'microphone_missing'} Trouble why one is not in yet */
/** @typedef {NonNullable<GuestSnapshot['end_reason']> | 'elsewhere' | 'not_admitted'} End */
/** @typedef {'on' | 'off' | 'missing' | 'refused'} DeviceState */

/**
 * @typedef {object} Face somebody else in the talk
 * @property {MediaStream} stream their sound and face
 * @property {boolean} seen there is a face to see
 * @property {boolean} connected
 * @property {boolean} unreachable the two cannot be connected at all
 */

/**
 * @typedef {object} State
 * @property {Stage} stage
 * @property {Trouble | null} trouble
 * @property {GuestSession | null} session
 * @property {ReadonlyMap<string, Face>} faces by participant
 * @property {{microphone: DeviceState, camera: DeviceState}} own
 * @property {MediaStream | null} mirror one's own picture
 * @property {boolean} offline
 * @property {boolean} silenced the browser plays no sound before a touch
 * @property {End | null} end
 */

/** @type {State} */
export const FIRST = {
  stage: 'code',
  trouble: null,
  session: null,
  faces: new Map(),
  own: { microphone: 'off', camera: 'off' },
  mirror: null,
  offline: false,
  silenced: false,
  end: null,
};

/** As it is after a snapshot. @param {State} state @param {GuestSnapshot} snapshot @returns {State} */
export function seen(state, { session, end_reason }) {
  if (!session) return ended(state, end_reason ?? 'over');
  return { ...state, stage: 'talk', session, end: null };
}

/** @param {State} state @param {End} end @returns {State} */
export function ended(state, end) {
  return state.stage === 'ended' ? state : { ...FIRST, stage: 'ended', end };
}

/** @param {State} state @param {LinkStatus} status @returns {State} */
export function linked(state, { state: link, code }) {
  if (link === 'superseded') return ended(state, 'elsewhere');
  const barred = link === 'refused' || code === 'token_expired' || code === 'token_invalid';
  if (barred) return ended(state, state.session ? 'lost' : 'not_admitted');
  return { ...state, offline: link === 'offline' };
}

/**
 * @typedef {object} Companion
 * @property {string} name as a participant
 * @property {'kiosk' | 'agent' | import('/web/messages.js').GuestRole} role
 * @property {string} display_name
 * @property {boolean} present
 */

/** Everybody else in the talk whom this guest is with, the resident first. @param {GuestSession} session @returns {Companion[]} */
export function companions({ participant, agent_name, agent_present, kiosk_present, guests }) {
  const others = guests.filter(({ name, mode }) => name !== participant && mode !== 'consult');
  return [
    { name: 'kiosk', role: 'kiosk', display_name: '', present: kiosk_present },
    { name: 'agent', role: 'agent', display_name: agent_name, present: agent_present },
    ...others.map(({ name, role, display_name, present }) => ({ name, role, display_name, present })),
  ];
}

/** The digits of what was typed or pasted, at most a code's. @param {string} typed */
export const digitsOf = (typed) => typed.normalize('NFKC').replace(/\D/g, '').slice(0, 8);

/** In two groups, as it was read out. @param {string} digits */
export const grouped = (digits) => (digits.length > 4 ? `${digits.slice(0, 4)} ${digits.slice(4)}` : digits);

/**
 * Who takes part in a session beside the resident: what each does there, and what this console may do about it. Pure.
 *
 * @import { AgentSession, AgentStateName, Colleague, GuestModeName, GuestRole, RightName, SessionGuest, Talk }
 *   from '/web/messages.js'
 * @import { ConsoleState } from './state.js'
 */

/** @typedef {'take_back' | 'show_code' | 'bring_in' | 'hand_over' | 'part' | 'take_session'} Act what can be done about somebody there */
/** @typedef {'consult' | 'conference' | 'transfer'} Purpose what a colleague is asked for */

/**
 * @typedef {object} Companion
 * @property {string} name as a participant
 * @property {string} display_name
 * @property {'agent' | GuestRole} role
 * @property {GuestModeName | null} mode null: the agent
 * @property {number | null} rings_until
 * @property {boolean} present
 * @property {boolean} [code_used] of family: their code is used, and they are about to come
 * @property {Act[]} acts
 */

/** @type {readonly Purpose[]} */
const PURPOSES = ['consult', 'conference', 'transfer'];
/** Each with the right that it needs. @type {readonly ['monitor' | 'whisper' | 'conference', RightName][]} */
const WAYS = [['monitor', 'monitor'], ['whisper', 'whisper'], ['conference', 'barge']];
const GUESTS_AT_MOST = 2;

/** @param {AgentSession | null} session */
export function isAgent(session) {
  return session?.participant === 'agent';
}

/** This console's own entry among the guests; `null`: it is the agent. @param {AgentSession} session */
export function ownPart({ participant, guests }) {
  return guests.find(({ name }) => name === participant) ?? null;
}

/** Whether this console joined unasked, and may change how it takes part. @param {AgentSession} session */
export function supervises(session) {
  return ownPart(session)?.role === 'supervisor';
}

/** Whether anybody hears this console. @param {AgentSession} session */
export function isHeard(session) {
  return ownPart(session)?.mode !== 'monitor';
}

/**
 * Whether their face is sent here: a guest's to whom they talk with, an agent's to everybody.
 *
 * @param {Companion} one
 * @param {AgentSession | null} session
 */
export function isSeen({ mode, rings_until }, session) {
  if (rings_until !== null) return false;
  return mode === null || mode === 'conference' || (mode !== 'monitor' && isAgent(session));
}

/** What this console may do in the chat: whoever hears the resident reads, whom they hear writes. @param {AgentSession} session */
export function chatFor(session) {
  const mode = ownPart(session)?.mode ?? 'conference';
  if (mode === 'consult') return 'closed';
  return mode === 'conference' ? 'open' : 'reading';
}

/** Whom the agent consults, unheard by the resident. @param {AgentSession} session */
export function consulted({ guests }) {
  return guests.filter(({ mode, rings_until }) => mode === 'consult' && rings_until === null);
}

/**
 * Everybody else but the resident.
 *
 * @param {AgentSession} session
 * @param {readonly RightName[]} rights
 * @returns {Companion[]}
 */
export function companyOf(session, rights) {
  const { participant, agent_name, guests } = session;
  /** @type {Act[]} */
  const acts = supervises(session) && rights.includes('take_over') ? ['take_session'] : [];
  /** @type {Companion[]} */
  const agent = participant === 'agent' ? [] : [
    { name: 'agent', display_name: agent_name, role: 'agent', mode: null, rings_until: null, present: true, acts },
  ];
  const others = guests.filter(({ name }) => name !== participant);
  return [...agent, ...others.map((guest) => ({ ...guest, acts: isAgent(session) ? actsOn(guest, rights) : [] }))];
}

/**
 * @param {SessionGuest} guest
 * @param {readonly RightName[]} rights
 * @returns {Act[]}
 */
function actsOn({ mode, role, present, rings_until, code_used }, rights) {
  if (rings_until !== null) return role === 'family' && !code_used ? ['show_code', 'take_back'] : ['take_back'];
  /** @type {[Act, boolean][]} */
  const acts = [
    ['bring_in', mode === 'consult' && rights.includes('conference')],
    ['hand_over', present && role !== 'family' && rights.includes('transfer')],
    ['part', role !== 'supervisor'],
  ];
  return acts.filter(([, may]) => may).map(([act]) => act);
}

/** @param {readonly RightName[]} rights */
export function purposesOf(rights) {
  return PURPOSES.filter((purpose) => rights.includes(purpose));
}

/** @param {AgentSession} session */
export function isFull({ guests }) {
  return guests.length >= GUESTS_AT_MOST;
}

/** How a supervisor may take part. @param {readonly RightName[]} rights */
export function waysOf(rights) {
  return WAYS.filter(([, right]) => rights.includes(right)).map(([way]) => way);
}

/**
 * Why a colleague cannot be asked now, as the end of a text key; `null`: they can.
 *
 * @param {Colleague} colleague
 * @param {AgentSession} session
 * @returns {'here' | AgentStateName | null}
 */
export function whyNotAsked({ agent, state }, session) {
  if (session.guests.some((guest) => guest.agent === agent)) return 'here';
  return state === 'available' ? null : state;
}

/**
 * Who fits what was typed: each word of it is somewhere in what is known of them.
 *
 * @param {readonly Colleague[]} colleagues
 * @param {string} typed
 * @param {(colleague: Colleague) => string} known
 */
export function search(colleagues, typed, known) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return colleagues.filter((colleague) => {
    const about = known(colleague).toLowerCase();
    return words.every((word) => about.includes(word));
  });
}

/**
 * Hands that are up now and were not before.
 *
 * @param {ConsoleState['talks']} before
 * @param {ConsoleState['talks']} now
 * @returns {Talk[]}
 */
export function newHands(before, now) {
  if (!before || !now) return [];
  const up = new Set(before.filter(({ hand_raised_at }) => hand_raised_at !== null).map(({ session }) => session));
  return now.filter(({ session, hand_raised_at }) => hand_raised_at !== null && !up.has(session));
}

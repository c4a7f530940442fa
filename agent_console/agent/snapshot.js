/**
 * How a snapshot changes what the console knows, and what it explains of what went away. Pure.
 *
 * @import { AgentSession, AgentSnapshot, Me, RingCard } from '/web/messages.js'
 * @import { ConsoleState } from './state.js'
 */
import { emptyChat, emptyDraft } from './writing.js';

export const NO_MEDIA = /** @type {const} */ ({ epoch: 0, path: 'none', shown: false });

/**
 * @param {ConsoleState} state
 * @param {AgentSnapshot} snapshot
 * @returns {ConsoleState}
 */
export function seen(state, snapshot) {
  const { number, me, ring, session, queue, talks } = snapshot;
  const about = session?.id ?? '';
  const other = about !== (state.session?.id ?? '');
  const sameRing = ring !== null && ring.ring === state.answering?.ring;
  const media = ring !== null || session !== null ? state.media : NO_MEDIA;
  return {
    ...state,
    number,
    me,
    ring,
    session,
    queue,
    telling: follow(state.telling, queue),
    talks,
    answering: sameRing ? state.answering : null,
    ending: state.ending && !other && session?.state !== 'wrap_up',
    finishing: state.finishing && !other,
    leaving: other ? null : state.leaving,
    codes: other ? new Map() : stillGood(state.codes, session),
    parting: session?.guests.some(({ name }) => name === state.parting) ? state.parting : null,
    colleagues: other || session?.state === 'wrap_up' ? null : state.colleagues,
    media,
    resident: media === NO_MEDIA ? null : state.resident,
    network: media === NO_MEDIA ? { own: null, resident: null } : state.network,
    showing: other ? null : state.showing,
    chat: other && about !== state.chat.session ? emptyChat(about) : state.chat,
    draft: about && about !== state.draft.session ? emptyDraft(about) : state.draft,
    notice: whatHappened(state, snapshot),
  };
}

/**
 * Who waits may turn the page to another language while a line to them is being written: the phrases follow.
 *
 * @param {ConsoleState['telling']} telling
 * @param {ConsoleState['queue']} queue
 * @returns {ConsoleState['telling']}
 */
function follow(telling, queue) {
  const waiter = queue?.first.find(({ session }) => session === telling?.waiter.session);
  return telling && waiter ? { ...telling, waiter } : telling;
}

/**
 * @param {ConsoleState['codes']} codes
 * @param {AgentSession | null} session
 * @returns {ConsoleState['codes']}
 */
function stillGood(codes, session) {
  const waits = (/** @type {string} */ guest) => session?.guests.some(({ name, code_used }) => name === guest && !code_used);
  return new Map([...codes].filter(([guest]) => waits(guest)));
}

/**
 * A ring or session that went away without the agent's doing is explained, once.
 *
 * @param {ConsoleState} state
 * @param {AgentSnapshot} snapshot
 * @returns {ConsoleState['notice']}
 */
function whatHappened(state, { me, ring, session }) {
  if (ring && ring.ring !== state.ring?.ring) return null;
  if (session) return session.id === state.session?.id ? inSession(state, state.session, session) : null;
  if (state.ring && !ring && !state.answering && me.state !== 'not_responding') return say(ringOver(state.ring));
  if (state.ring && !ring && state.answering?.answer === 'accept') return say('ring_gone');
  return state.session ? sessionOver(state, state.session, me) : state.notice;
}

/** @param {RingCard} ring */
function ringOver({ invitation, others }) {
  if (invitation) return 'invitation_gone';
  return others > 0 ? 'ring_taken' : 'ring_cancelled';
}

/**
 * This console has become the agent; or somebody whom the agent asked is not there any more.
 *
 * @param {ConsoleState} state
 * @param {AgentSession} before
 * @param {AgentSession} session
 */
function inSession({ notice, parting }, before, session) {
  if (session.participant !== 'agent') return notice;
  if (before.participant !== 'agent') return say('yours_now');
  const gone = before.guests.find(({ name }) => name !== parting && !session.guests.some((guest) => guest.name === name));
  if (!gone) return notice;
  const who = gone.role === 'family' ? 'family' : 'guest';
  return say(`${who}_${gone.rings_until === null ? 'left' : 'not_joined'}`, gone.display_name);
}

/**
 * @param {ConsoleState} state
 * @param {AgentSession} session
 * @param {Me} me
 */
function sessionOver({ leaving, finishing, ending }, session, me) {
  if (leaving) return leaving === 'passed_on' ? say('passed_on') : null;
  if (session.participant !== 'agent') return say('company_over');
  if (session.state === 'wrap_up') return finishing ? null : say('wrap_up_over');
  if (ending && session.active_at === null) return say('given_back');
  const cutOff = me.state === 'offline' || me.reason === 'signed_in';
  const closes = session.wrap_up === 'not_asked';
  const supervisor = session.guests.find(({ role }) => role === 'supervisor');
  if (supervisor && !cutOff && !ending) return say(closes ? 'over_or_taken' : 'taken_over', supervisor.display_name);
  if (cutOff || !closes) return say('session_moved');
  return ending ? null : say('session_over');
}

/** @param {string} key @param {string} [name] */
function say(key, name) {
  return name === undefined ? { key, code: null } : { key, code: null, name };
}

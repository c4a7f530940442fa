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
export function seen(state, { number, me, ring, session, queue }) {
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
    answering: sameRing ? state.answering : null,
    ending: state.ending && !other && session?.state !== 'wrap_up',
    finishing: state.finishing && !other,
    media,
    resident: media === NO_MEDIA ? null : state.resident,
    network: media === NO_MEDIA ? { own: null, resident: null } : state.network,
    chat: other && about !== state.chat.session ? emptyChat(about) : state.chat,
    draft: about && about !== state.draft.session ? emptyDraft(about) : state.draft,
    notice: whatHappened(state, me, ring, session),
  };
}

/**
 * A ring or session that went away without the agent's doing is explained, once.
 *
 * @param {ConsoleState} state
 * @param {Me} me
 * @param {RingCard | null} ring
 * @param {AgentSession | null} session
 */
function whatHappened(state, me, ring, session) {
  if (ring && ring.ring !== state.ring?.ring) return null;
  if (session) return session.id === state.session?.id ? state.notice : null;
  if (state.ring && !ring && !state.answering && me.state !== 'not_responding') {
    return say(state.ring.others > 0 ? 'ring_taken' : 'ring_cancelled');
  }
  if (state.ring && !ring && state.answering?.answer === 'accept') return say('ring_gone');
  if (state.session?.state === 'wrap_up') return state.finishing ? null : say('wrap_up_over');
  if (state.session && !endsAtOnce(state.session, me)) return say('session_moved');
  if (state.session) return state.ending ? null : say('session_over');
  return state.notice;
}

/**
 * A talk that no wrap-up follows; but who was away for too long finds that somebody else serves the resident.
 *
 * @param {AgentSession} session
 * @param {Me} me
 */
function endsAtOnce(session, me) {
  return session.wrap_up === 'not_asked' && me.state !== 'offline' && me.reason !== 'signed_in';
}

/** @param {string} key */
function say(key) {
  return { key, code: null };
}

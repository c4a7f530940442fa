/**
 * What the page knows, and which screen follows from it. Pure: `reduce(state, event)` is the only change there is.
 *
 * @typedef {import('/web/messages.js').KioskSession} KioskSession
 * @typedef {import('/web/messages.js').KioskSnapshot} KioskSnapshot
 * @typedef {import('/web/messages.js').KioskWelcome} KioskWelcome
 * @typedef {import('/web/messages.js').DeskStatus} DeskStatus
 * @typedef {import('/web/messages.js').ConsentPart} Consent
 * @typedef {import('/web/messages.js').ChatLine} ChatLine
 * @typedef {import('/web/messages.js').TicketMade} TicketMade
 * @typedef {import('/web/peer.js').Carried} Carried
 * @typedef {import('/web/link.js').LinkStatus} LinkStatus
 *
 * @typedef {{face: MediaStream, seen: boolean}} Heard sound, and a face if the camera is on
 *
 * @typedef {object} Ended the last session, as the resident still needs it
 * @property {string} id
 * @property {string} ticket
 * @property {string | null} service
 * @property {string | null} agent_name
 * @property {number | null} answered_at
 * @property {string} reason an end reason of the server, `lost` (over while we were away), or `failed`
 * @property {'notice' | 'keypad' | 'ticket' | 'rating' | 'receipt'} stage
 * @property {number | null} rating
 *
 * @typedef {object} Handoff a ticket instead of an agent
 * @property {string} digits of the telephone number; once there is a ticket, only its last four
 * @property {boolean} sending
 * @property {boolean} refused
 * @property {TicketMade | null} made
 *
 * @typedef {object} State
 * @property {LinkStatus} link
 * @property {{code: string | null, expires_at: number} | null} enrolment set while this machine is not enrolled
 * @property {KioskWelcome | null} welcome the last one ever heard, perhaps before a restart
 * @property {boolean} welcomed heard one since the page was loaded
 * @property {DeskStatus | null} desk
 * @property {string | null} asked session of a request for help that no snapshot shows yet
 * @property {KioskSession | null} session while it is live
 * @property {Ended | null} ended
 * @property {Handoff | null} handoff
 * @property {'offers' | 'keypad' | null} instead what who waits looks at for not having to
 * @property {{session: string, ticket: string} | null} left the line was left a moment ago, and the place in it is kept
 * @property {string | null} over the session that is done with; whatever is still said of it is old
 * @property {Consent | null} consent what the resident answered
 * @property {boolean} reconsider the consent card is open again, to change the answer
 * @property {boolean} topicSkipped
 * @property {string | null} spoken what they want to speak, once they have been asked
 * @property {Carried} carries what this machine's tracks carry
 * @property {Carried} agent what the agent's carry
 * @property {MediaStream | null} agentStream
 * @property {ReadonlyMap<string, Heard>} guestStreams of the guests whom the resident hears
 * @property {'new' | 'connected' | 'troubled'} media
 * @property {number | null} seenSince since when the agent has been able to see this screen, by the server's clock
 * @property {boolean} soundBlocked the browser wants a touch before it plays sound
 * @property {ChatLine[]} chat
 * @property {string | null} card service whose card is open
 * @property {boolean} confirming the end, or leaving the line, is to be confirmed
 * @property {number} size 1, 2 or 3
 *
 * @typedef {{type: 'link', status: LinkStatus}
 *   | {type: 'enrolment', enrolment: State['enrolment']}
 *   | {type: 'welcome', welcome: KioskWelcome}
 *   | {type: 'snapshot', snapshot: KioskSnapshot}
 *   | {type: 'asked', session: string}
 *   | {type: 'failed', session: string}
 *   | {type: 'end'}
 *   | {type: 'consented', consent: Consent}
 *   | {type: 'reconsider', open: boolean}
 *   | {type: 'topic', service: string | null}
 *   | {type: 'spoken', spoken: string}
 *   | {type: 'carries', carries: Carried}
 *   | {type: 'agent', carries: Carried}
 *   | {type: 'agent_stream', stream: MediaStream | null}
 *   | {type: 'guest_streams', streams: ReadonlyMap<string, Heard>}
 *   | {type: 'media', media: State['media']}
 *   | {type: 'seen', since: number | null}
 *   | {type: 'sound_blocked', blocked: boolean}
 *   | {type: 'chat', session: string, complete: boolean, lines: ChatLine[]}
 *   | {type: 'card', service: string | null}
 *   | {type: 'confirming', open: boolean}
 *   | {type: 'stage', stage: Ended['stage'], rating?: number}
 *   | {type: 'instead', step: State['instead']}
 *   | {type: 'digits', digits: string}
 *   | {type: 'ticket_asked'}
 *   | {type: 'ticket_refused'}
 *   | {type: 'ticket_made', made: TicketMade}
 *   | {type: 'size', size: number}
 *   | {type: 'wipe'}} Event
 */

/** @type {Carried} */
const NOTHING_CARRIED = { microphone: 'off', camera: 'off', screen: 'off' };

/** What belongs to the one who stands there. */
const NOBODY = /** @type {const} */ ({
  asked: null,
  session: null,
  ended: null,
  handoff: null,
  instead: null,
  consent: null,
  reconsider: false,
  topicSkipped: false,
  spoken: null,
  carries: NOTHING_CARRIED,
  agent: NOTHING_CARRIED,
  agentStream: null,
  guestStreams: new Map(),
  media: 'new',
  seenSince: null,
  soundBlocked: false,
  chat: [],
  card: null,
  confirming: false,
  size: 1,
});

/** @type {Handoff} */
const NO_HANDOFF = { digits: '', sending: false, refused: false, made: null };

/** Ends for which there is a ticket: nobody could come. */
const NOBODY_CAME = new Set(['desk_closed', 'no_agent', 'queue_full', 'max_wait', 'never_connected']);
/** For so long the server keeps a telephone number. */
const NUMBER_KEPT = 7 * 86_400_000;

const LIVE = new Set(['waiting', 'ringing', 'connecting', 'active', 'interrupted']);
const TALK = new Set(['connecting', 'active', 'interrupted']);

/** Ends after which there was help to speak of, so that it can be rated. */
const HELPED = new Set(['resident_ended', 'agent_ended', 'lost']);

/**
 * @param {KioskWelcome | null} welcome
 * @returns {State}
 */
export function initial(welcome) {
  return {
    ...NOBODY,
    chat: [],
    link: { state: 'connecting', since: Date.now(), code: null },
    enrolment: null,
    welcome,
    welcomed: false,
    desk: null,
    left: null,
    over: null,
  };
}

/**
 * @param {State} state
 * @param {Event} event
 * @returns {State}
 */
export function reduce(state, event) {
  switch (event.type) {
    case 'link':
      return { ...state, link: event.status };
    case 'enrolment':
      return { ...state, enrolment: event.enrolment };
    case 'welcome':
      return { ...state, welcome: event.welcome, welcomed: true, enrolment: null };
    case 'snapshot':
      return shown({ ...state, desk: event.snapshot.desk, left: leftBehind(event.snapshot.session) }, event.snapshot.session);
    case 'asked':
      return {
        ...state,
        asked: event.session,
        ended: null,
        handoff: null,
        card: null,
        left: null,
        over: event.session === state.over ? null : state.over,
      };
    case 'failed':
      return state.asked === event.session ? ended(state, { ...NO_SESSION, id: event.session }, 'failed') : state;
    case 'end':
      return state.session ? ended(state, state.session, inTalk(state.session) ? 'resident_ended' : 'resident_left') : state;
    case 'consented':
      return { ...state, consent: event.consent, reconsider: false };
    case 'reconsider':
      return { ...state, reconsider: event.open };
    case 'topic':
      return { ...state, topicSkipped: event.service === null, card: event.service };
    case 'spoken':
      return { ...state, spoken: event.spoken };
    case 'carries':
      return { ...state, carries: event.carries };
    case 'agent':
      return { ...state, agent: event.carries };
    case 'agent_stream':
      return { ...state, agentStream: event.stream };
    case 'guest_streams':
      return { ...state, guestStreams: event.streams };
    case 'media':
      return { ...state, media: event.media };
    case 'seen':
      return { ...state, seenSince: event.since };
    case 'sound_blocked':
      return { ...state, soundBlocked: event.blocked };
    case 'chat':
      return isOurs(state, event.session) ? { ...state, chat: said(state.chat, event) } : state;
    case 'card':
      return { ...state, card: event.service };
    case 'confirming':
      return { ...state, confirming: event.open };
    case 'stage':
      return state.ended ? staged(state, state.ended, event) : state;
    case 'instead':
      return { ...state, instead: event.step, handoff: { ...NO_HANDOFF, digits: state.handoff?.digits ?? '' } };
    case 'digits':
      return withHandoff(state, { digits: event.digits, refused: false });
    case 'ticket_asked':
      return withHandoff(state, { sending: true, refused: false });
    case 'ticket_refused':
      return withHandoff(state, { sending: false, refused: true });
    case 'ticket_made':
      return handedOver(state, event.made);
    case 'size':
      return { ...state, size: event.size };
    case 'wipe':
      return { ...state, ...NOBODY, chat: [], over: state.ended?.id ?? state.session?.id ?? state.asked ?? state.over };
  }
}

/**
 * @param {State} state
 * @param {Partial<Handoff>} change
 * @returns {State}
 */
function withHandoff(state, change) {
  return state.ended || isWaiting(state) ? { ...state, handoff: { ...(state.handoff ?? NO_HANDOFF), ...change } } : state;
}

/**
 * @param {State} state
 * @param {Ended} last
 * @param {{stage: Ended['stage'], rating?: number}} event
 * @returns {State}
 */
function staged(state, last, { stage, rating }) {
  const handoff = stage === 'keypad' ? { ...NO_HANDOFF, digits: state.handoff?.digits ?? '' } : state.handoff;
  return { ...state, handoff, ended: { ...last, stage, rating: rating ?? last.rating } };
}

/** @param {State} state @param {TicketMade} made @returns {State} */
function handedOver(state, made) {
  const digits = (state.handoff?.digits ?? '').slice(-4);
  const over = state.session && isWaiting(state) ? ended(state, state.session, 'left_with_ticket') : state;
  return over.ended ? { ...over, ended: { ...over.ended, stage: 'ticket' }, handoff: { ...NO_HANDOFF, digits, made } } : state;
}

/** @param {State} state */
function isWaiting({ session }) {
  return session !== null && !TALK.has(session.state);
}

/**
 * What can be offered to whom nobody came, or comes soon: a call back only where the desk opens before the number is deleted.
 *
 * @param {State} state
 * @param {number} now the server's clock
 * @returns {{callBack: boolean, counter: boolean}}
 */
export function offers(state, now) {
  const { ended: last, session, desk } = state;
  const late = session !== null && isWaiting(state) && now >= session.ticket_from;
  const counter = late || (last !== null && NOBODY_CAME.has(last.reason));
  const opens = desk?.open ? now : desk?.next_opening;
  return { counter, callBack: counter && typeof opens === 'number' && opens < now + NUMBER_KEPT };
}

/** @param {KioskSession | null} session @returns {State['left']} */
function leftBehind(session) {
  return session && session.left_until !== null ? { session: session.id, ticket: session.ticket } : null;
}

/** A session that never came to be. */
const NO_SESSION = { ticket: '', context: { service: null }, agent_name: null, answered_at: null };

/**
 * @param {State} state
 * @param {KioskSession | null} session
 * @returns {State}
 */
function shown(state, session) {
  if (session && session.left_until !== null) {
    return state.session?.id === session.id ? ended(state, state.session, 'resident_left') : state;
  }
  if (session === null || session.id === state.over) {
    // Nothing live is known of ours: it ended while we were away. A request under way may just not have arrived.
    return state.session ? ended(state, state.session, 'lost') : state;
  }
  if (LIVE.has(session.state)) {
    const { instead, handoff } = TALK.has(session.state) ? NOBODY : state;
    return { ...state, session, asked: null, ended: null, consent: state.consent ?? session.consent, instead, handoff };
  }
  const ours = session.id === state.session?.id || session.id === state.asked;
  return ours ? ended(state, session, session.end_reason ?? 'lost') : state;
}

/**
 * @param {State} state
 * @param {Pick<KioskSession, 'id' | 'ticket' | 'agent_name' | 'answered_at'> & {context: {service: string | null}}} last
 * @param {string} reason
 * @returns {State}
 */
function ended(state, last, reason) {
  const { id, ticket, agent_name, answered_at, context } = last;
  const stage = answered_at !== null && HELPED.has(reason) ? 'rating' : 'notice';
  /** @type {Ended} */
  const record = { id, ticket, agent_name, answered_at, service: context.service, reason, stage, rating: null };
  return { ...state, ...NOBODY, chat: [], size: state.size, ended: record, over: id };
}

/**
 * Is this said of the session here? After a reload the chat comes before the snapshot that shows the session.
 *
 * @param {State} state
 * @param {string} session
 */
function isOurs(state, session) {
  return state.session ? session === state.session.id : session !== state.over;
}

/**
 * @param {ChatLine[]} known
 * @param {{complete: boolean, lines: ChatLine[]}} news
 */
function said(known, { complete, lines }) {
  if (complete) return lines;
  const keys = new Set(known.map(({ key }) => key));
  return [...known, ...lines.filter(({ key }) => !keys.has(key))];
}

/**
 * The newest line that was written to the resident who waits. Of a talk that was cut off, nothing is said again.
 *
 * @param {State} state
 */
export function told({ chat }) {
  const newest = chat.at(-1);
  return newest?.sender === 'desk' ? newest : null;
}

/**
 * @typedef {'starting' | 'enrolment' | 'superseded' | 'revoked' | 'idle' | 'waiting' | 'instead' | 'session'
 *   | Ended['stage']} Screen
 */

/**
 * @param {State} state
 * @returns {Screen}
 */
export function screen(state) {
  if (state.enrolment) return 'enrolment';
  if (state.link.state === 'superseded') return 'superseded';
  if (state.link.state === 'refused') return 'revoked';
  if (state.ended) return state.ended.stage;
  if (state.session && TALK.has(state.session.state)) return 'session';
  if (state.session && state.instead) return state.instead === 'keypad' ? 'keypad' : 'instead';
  if (state.session || state.asked) return 'waiting';
  return state.welcome ? 'idle' : 'starting';
}

/** @param {{state: string} | null} session */
export function inTalk(session) {
  return session !== null && TALK.has(session.state);
}

/**
 * Can the agent see this screen now? Only then the frame is shown.
 *
 * @param {State} state
 */
export function isSeen({ session, consent, carries, media }) {
  return inTalk(session) && consent?.screen === true && carries.screen === 'on' && media === 'connected';
}

/**
 * What the console knows, and how each fact changes it. Pure: server messages and local facts in, the next state out.
 * What follows from a state (which view, which tracks, which media) is in view.js.
 *
 * @import { AgentSession, AgentSnapshot, AgentWelcome, Chat, ChatLine, DeskInfo, Draft, MediaState, Me, OutcomeName,
 *   Queue, RingCard, Waiter } from '/web/messages.js'
 * @import { LinkStatus } from '/web/link.js'
 */

/**
 * @typedef {'closed' | 'opening' | 'on' | 'missing' | 'refused' | 'lost' | 'dead'} DeviceState `closed`: not asked for yet;
 *   `dead`: there, but the browser says that nothing comes from it
 * @typedef {'good' | 'fair' | 'weak'} NetworkRating
 * @typedef {'none' | 'preparing' | 'connected' | 'broken'} MediaPath
 * @typedef {'context' | 'chat'} Tab
 */

/**
 * @typedef {object} ConsoleState
 * @property {LinkStatus} link
 * @property {{id: string, name: string} | null} agent
 * @property {DeskInfo | null} desk
 * @property {number} number of the last snapshot on this connection
 * @property {Me | null} me
 * @property {RingCard | null} ring
 * @property {AgentSession | null} session
 * @property {Queue | null} queue
 * @property {{ring: string, answer: 'accept' | 'decline'} | null} answering what was pressed and is not confirmed yet
 * @property {boolean} ending End was confirmed and the server has not yet said so
 * @property {boolean} finishing
 * @property {{microphone: DeviceState, camera: DeviceState, checked: boolean, withoutMicrophone: boolean}} devices
 * @property {boolean} muted
 * @property {boolean} cameraOff
 * @property {{epoch: number, path: MediaPath, shown: boolean}} media `shown`: a frame or sound came after the accept
 * @property {MediaState | null} resident what the kiosk's tracks carry now
 * @property {{own: NetworkRating | null, resident: NetworkRating | null}} network
 * @property {{session: string, lines: ChatLine[], sending: {key: string, text: string, failed: boolean}[],
 *   unread: number}} chat
 * @property {Telling | null} telling a line to somebody who waits
 * @property {Why | null} why asked for: why this agent, and why so long a wait
 * @property {DraftState} draft
 * @property {{key: string, code: string | null} | null} notice
 * @property {{open: boolean, tab: Tab}} panel
 * @property {boolean} soundBlocked the browser waits for a click or key before it plays anything
 */

/**
 * @typedef {object} Telling
 * @property {Waiter} waiter
 * @property {'writing' | 'sending' | 'sent' | 'refused'} step
 * @property {string} key
 * @property {string} text the last one that was to be sent
 * @property {string | null} code why it was refused
 */

/**
 * @typedef {object} Routing
 * @property {number} requested_at
 * @property {{kind: 'nobody_free' | 'ringing' | 'kiosk_away' | 'talk', since: number, until: number | null}[]} spells
 * @property {Rung[]} rings
 *
 * @typedef {object} Rung
 * @property {boolean} mine
 * @property {string} name
 * @property {number} started_at
 * @property {number | null} ended_at
 * @property {string} result
 * @property {string | null} strategy
 * @property {{name: string, why: string}[]} passed_over
 *
 * @typedef {object} Why
 * @property {string} about the ring, or the session that was accepted
 * @property {Routing | null} routing null: not yet known
 * @property {string | null} fault
 */

/**
 * @typedef {object} DraftState
 * @property {string} session
 * @property {OutcomeName | null} outcome
 * @property {string} note
 * @property {number} edits how often it was changed here
 * @property {number} savedEdits how many of them the server has
 * @property {number | null} savedAt by the server's clock
 * @property {boolean} failed the last attempt to save was refused
 */

/**
 * @typedef {{type: 'link', status: LinkStatus}
 *   | {type: 'answering', ring: string, answer: 'accept' | 'decline'}
 *   | {type: 'ending'}
 *   | {type: 'finishing'}
 *   | {type: 'notice', key: string, code: string | null}
 *   | {type: 'notice_read'}
 *   | {type: 'device', device: 'microphone' | 'camera', state: DeviceState}
 *   | {type: 'devices_checked', withoutMicrophone: boolean}
 *   | {type: 'devices_recheck'}
 *   | {type: 'muted', muted: boolean}
 *   | {type: 'camera_off', off: boolean}
 *   | {type: 'media', epoch: number, path: MediaPath}
 *   | {type: 'media_shown', epoch: number}
 *   | {type: 'resident_media', body: MediaState}
 *   | {type: 'network', own: NetworkRating | null, resident: NetworkRating | null}
 *   | {type: 'chat_sending', key: string, text: string}
 *   | {type: 'chat_failed', key: string}
 *   | {type: 'tell', waiter: Waiter | null}
 *   | {type: 'telling', key: string, text: string}
 *   | {type: 'told', key: string, code: string | null}
 *   | {type: 'why', about: string | null}
 *   | {type: 'why_told', about: string, routing: Routing | null, fault: string | null}
 *   | {type: 'draft_edited', outcome: OutcomeName | null, note: string}
 *   | {type: 'draft_saved', session: string, edits: number, at: number}
 *   | {type: 'draft_failed', session: string}
 *   | {type: 'panel', open: boolean, tab: Tab}
 *   | {type: 'sound', blocked: boolean}} LocalFact
 * @typedef {LocalFact | AgentWelcome | AgentSnapshot | Chat | Draft} Fact
 */

const NO_MEDIA = /** @type {const} */ ({ epoch: 0, path: 'none', shown: false });

/** @returns {ConsoleState} */
export function initialState() {
  return {
    link: { state: 'connecting', since: 0, code: null },
    agent: null,
    desk: null,
    number: -1,
    me: null,
    ring: null,
    session: null,
    queue: null,
    answering: null,
    ending: false,
    finishing: false,
    devices: { microphone: 'closed', camera: 'closed', checked: false, withoutMicrophone: false },
    muted: false,
    cameraOff: false,
    media: NO_MEDIA,
    resident: null,
    network: { own: null, resident: null },
    chat: { session: '', lines: [], sending: [], unread: 0 },
    telling: null,
    why: null,
    draft: emptyDraft(''),
    notice: null,
    panel: { open: true, tab: 'context' },
    soundBlocked: false,
  };
}

/**
 * @param {string} session
 * @returns {DraftState}
 */
function emptyDraft(session) {
  return { session, outcome: null, note: '', edits: 0, savedEdits: 0, savedAt: null, failed: false };
}

/**
 * @param {ConsoleState} state
 * @param {Fact} fact
 * @returns {ConsoleState} the same object where nothing changed
 */
export function reduce(state, fact) {
  const step = /** @type {Record<string, ((state: ConsoleState, fact: any) => ConsoleState) | undefined>} */ (STEPS);
  return step[fact.type]?.(state, fact) ?? state;
}

const STEPS = {
  /** @type {(state: ConsoleState, fact: AgentWelcome) => ConsoleState} */
  agent_welcome: (state, { agent, display_name, desk }) => ({
    ...state,
    agent: { id: agent, name: display_name },
    desk,
    number: -1,
  }),

  /** @type {(state: ConsoleState, fact: AgentSnapshot) => ConsoleState} */
  agent_snapshot: (state, snapshot) => (snapshot.number < state.number ? state : seen(state, snapshot)),

  /** @type {(state: ConsoleState, fact: Chat) => ConsoleState} */
  chat: (state, { session, complete, lines }) => {
    const known = state.chat.session === session;
    const before = known ? state.chat.lines : [];
    const merged = mergeLines(complete ? [] : before, lines);
    const added = merged.filter((line) => !isMine(line, state) && !before.some(({ key }) => key === line.key));
    const reading = state.panel.open && state.panel.tab === 'chat';
    return {
      ...state,
      chat: {
        session,
        lines: merged,
        sending: known ? state.chat.sending.filter(({ key }) => !merged.some((line) => line.key === key)) : [],
        unread: reading ? 0 : (known ? state.chat.unread : 0) + added.length,
      },
    };
  },

  /** @type {(state: ConsoleState, fact: Draft) => ConsoleState} */
  draft: (state, { session, outcome, note }) => {
    const unsaved = state.draft.session === session && state.draft.edits > state.draft.savedEdits;
    return unsaved ? state : { ...state, draft: { ...emptyDraft(session), outcome, note } };
  },

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'link'}>) => ConsoleState} */
  link: (state, { status }) => ({ ...state, link: status }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'answering'}>) => ConsoleState} */
  answering: (state, { ring, answer }) => ({ ...state, answering: { ring, answer }, notice: null }),

  /** @type {(state: ConsoleState) => ConsoleState} */
  ending: (state) => ({ ...state, ending: true }),

  /** @type {(state: ConsoleState) => ConsoleState} */
  finishing: (state) => ({ ...state, finishing: true }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'notice'}>) => ConsoleState} */
  notice: (state, { key, code }) => ({
    ...state,
    notice: { key, code },
    answering: null,
    ending: false,
    finishing: false,
  }),

  /** @type {(state: ConsoleState) => ConsoleState} */
  notice_read: (state) => ({ ...state, notice: null }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'device'}>) => ConsoleState} */
  device: (state, fact) => ({ ...state, devices: { ...state.devices, [fact.device]: fact.state } }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'devices_checked'}>) => ConsoleState} */
  devices_checked: (state, { withoutMicrophone }) => ({
    ...state,
    devices: { ...state.devices, checked: true, withoutMicrophone },
  }),

  /** @type {(state: ConsoleState) => ConsoleState} */
  devices_recheck: (state) => ({ ...state, devices: { ...state.devices, checked: false, withoutMicrophone: false } }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'muted'}>) => ConsoleState} */
  muted: (state, { muted }) => ({ ...state, muted }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'camera_off'}>) => ConsoleState} */
  camera_off: (state, { off }) => ({ ...state, cameraOff: off }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'media'}>) => ConsoleState} */
  media: (state, { epoch, path }) => {
    const sameEpoch = epoch === state.media.epoch;
    return {
      ...state,
      media: { epoch, path, shown: sameEpoch && state.media.shown },
      resident: sameEpoch ? state.resident : null,
    };
  },

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'media_shown'}>) => ConsoleState} */
  media_shown: (state, { epoch }) =>
    epoch === state.media.epoch ? { ...state, media: { ...state.media, shown: true } } : state,

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'resident_media'}>) => ConsoleState} */
  resident_media: (state, { body }) => ({ ...state, resident: body }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'network'}>) => ConsoleState} */
  network: (state, { own, resident }) => ({ ...state, network: { own, resident } }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'chat_sending'}>) => ConsoleState} */
  chat_sending: (state, { key, text }) => ({
    ...state,
    chat: {
      ...state.chat,
      sending: [...state.chat.sending.filter((line) => line.key !== key), { key, text, failed: false }],
    },
  }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'chat_failed'}>) => ConsoleState} */
  chat_failed: (state, { key }) => ({
    ...state,
    chat: {
      ...state.chat,
      sending: state.chat.sending.map((line) => (line.key === key ? { ...line, failed: true } : line)),
    },
  }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'tell'}>) => ConsoleState} */
  tell: (state, { waiter }) => ({
    ...state,
    telling: waiter && { waiter, step: 'writing', key: '', text: '', code: null },
  }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'telling'}>) => ConsoleState} */
  telling: (state, { key, text }) =>
    state.telling ? { ...state, telling: { ...state.telling, step: 'sending', key, text, code: null } } : state,

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'told'}>) => ConsoleState} */
  told: (state, { key, code }) =>
    state.telling?.key === key
      ? { ...state, telling: { ...state.telling, step: code === null ? 'sent' : 'refused', code } }
      : state,

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'why'}>) => ConsoleState} */
  why: (state, { about }) => ({ ...state, why: about === null ? null : { about, routing: null, fault: null } }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'why_told'}>) => ConsoleState} */
  why_told: (state, { about, routing, fault }) =>
    state.why?.about === about ? { ...state, why: { about, routing, fault } } : state,

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'draft_edited'}>) => ConsoleState} */
  draft_edited: (state, { outcome, note }) => ({
    ...state,
    draft: { ...state.draft, outcome, note, edits: state.draft.edits + 1 },
  }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'draft_saved'}>) => ConsoleState} */
  draft_saved: (state, { session, edits, at }) =>
    session === state.draft.session
      ? { ...state, draft: { ...state.draft, savedEdits: edits, savedAt: at, failed: false } }
      : state,

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'draft_failed'}>) => ConsoleState} */
  draft_failed: (state, { session }) =>
    session === state.draft.session ? { ...state, draft: { ...state.draft, failed: true } } : state,

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'panel'}>) => ConsoleState} */
  panel: (state, { open, tab }) => ({
    ...state,
    panel: { open, tab },
    chat: { ...state.chat, unread: open && tab === 'chat' ? 0 : state.chat.unread },
  }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'sound'}>) => ConsoleState} */
  sound: (state, { blocked }) => ({ ...state, soundBlocked: blocked }),
};

/**
 * @param {ConsoleState} state
 * @param {AgentSnapshot} snapshot
 * @returns {ConsoleState}
 */
function seen(state, { number, me, ring, session, queue }) {
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
    chat: other && about !== state.chat.session ? { session: about, lines: [], sending: [], unread: 0 } : state.chat,
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

/**
 * Did this agent write it? A colleague may have, to the resident who waited or before the talk came here.
 *
 * @param {ChatLine} line
 * @param {ConsoleState} state
 */
export function isMine({ name }, { agent }) {
  return agent !== null && name === agent.name;
}

/**
 * @param {ChatLine[]} lines
 * @param {ChatLine[]} added
 */
function mergeLines(lines, added) {
  const byKey = new Map([...lines, ...added].map((line) => [line.key, line]));
  return [...byKey.values()].sort((a, b) => a.at - b.at);
}

/**
 * What the console knows, and how each fact changes it. Pure: server messages and local facts in, the next state out.
 * What follows from a state (which view, which tracks, which media) is in view.js.
 *
 * @import { Admitted, AgentSession, AgentSnapshot, AgentWelcome, Chat, Colleague, DeskChanged, DeskInfo, Draft, MediaState, Me, Queue, RightName,
 *   RingCard, Talk } from '/web/messages.js'
 * @import { LinkStatus } from '/web/link.js'
 * @import { Reading, ReadingFact } from './reading.js'
 * @import { Asked, ShowingFact } from './showing.js'
 * @import { ChatState, DraftState, Telling, WritingFact } from './writing.js'
 */
import { NOTHING_READ, READING } from './reading.js';
import { SHOWING } from './showing.js';
import { NO_MEDIA, seen } from './snapshot.js';
import { emptyChat, emptyDraft, WRITING } from './writing.js';

/**
 * @typedef {'closed' | 'opening' | 'on' | 'missing' | 'refused' | 'lost' | 'dead'} DeviceState `closed`: not asked for yet;
 *   `dead`: there, but the browser says that nothing comes from it
 * @typedef {'good' | 'fair' | 'weak'} NetworkRating
 * @typedef {'none' | 'preparing' | 'connected' | 'broken' | 'unreachable'} MediaPath `unreachable`: of a
 *   guest who cannot be connected at all
 * @typedef {'context' | 'guide' | 'chat' | 'note'} Tab
 * @typedef {'accept' | 'decline' | 'busy'} Answer to a ring
 */

/**
 * @typedef {object} ConsoleState
 * @property {LinkStatus} link
 * @property {{id: string, name: string} | null} agent
 * @property {DeskInfo | null} desk
 * @property {readonly RightName[]} rights
 * @property {number} number of the last snapshot on this connection
 * @property {Me | null} me
 * @property {RingCard | null} ring
 * @property {AgentSession | null} session
 * @property {Queue | null} queue
 * @property {{ring: string, answer: Answer} | null} answering what was pressed and is not confirmed yet
 * @property {boolean} ending End was confirmed and the server has not yet said so
 * @property {boolean} finishing
 * @property {'passed_on' | 'left' | null} leaving a session that goes on, and the server has not yet said so
 * @property {ReadonlyMap<string, Admitted>} codes that let family members in and are not used yet, by guest
 * @property {string | null} parting the guest with whom the agent parts
 * @property {Talk[] | null} talks null: not for this account
 * @property {readonly Colleague[] | 'asked' | null} colleagues null: nobody wants to know
 * @property {{microphone: DeviceState, camera: DeviceState, checked: boolean, withoutMicrophone: boolean}} devices
 * @property {boolean} muted
 * @property {boolean} cameraOff
 * @property {{epoch: number, path: MediaPath, shown: boolean}} media `shown`: a frame or sound came after the accept
 * @property {MediaState | null} resident what the kiosk's tracks carry now
 * @property {{own: NetworkRating | null, resident: NetworkRating | null}} network
 * @property {ChatState} chat
 * @property {Telling | null} telling a line to somebody who waits
 * @property {Why | null} why asked for: why this agent, and why so long a wait
 * @property {Reading} reading
 * @property {Asked | null} showing of the guide, to the resident
 * @property {DraftState} draft
 * @property {{key: string, code: string | null, name?: string} | null} notice
 * @property {{open: boolean, tab: Tab}} panel
 * @property {boolean} soundBlocked the browser waits for a click or key before it plays anything
 */

/**
 * @typedef {object} Routing
 * @property {number} requested_at
 * @property {{kind: 'nobody_free' | 'ringing' | 'kiosk_away' | 'talk', since: number, until: number | null}[]} spells
 * @property {Rung[]} rings
 * @property {{name: string, reason: 'handed_over' | 'taken_over' | 'lost'} | null} hand_over how the session came here without
 *   a ring
 *
 * @typedef {object} Rung
 * @property {boolean} mine
 * @property {string} name
 * @property {number} started_at
 * @property {number | null} ended_at
 * @property {string} result
 * @property {string | null} strategy null: a colleague chose them
 * @property {string | null} asked_by that colleague
 * @property {{name: string, why: string}[]} passed_over
 *
 * @typedef {object} Why
 * @property {string} about the ring, or the session that was accepted
 * @property {Routing | null} routing null: not yet known
 * @property {string | null} fault
 */

/**
 * @typedef {{type: 'link', status: LinkStatus}
 *   | {type: 'answering', ring: string, answer: Answer}
 *   | {type: 'ending'}
 *   | {type: 'finishing'}
 *   | {type: 'leaving', how: 'passed_on' | 'left'}
 *   | {type: 'parting', guest: string}
 *   | {type: 'code', admitted: Admitted}
 *   | {type: 'colleagues', colleagues: readonly Colleague[] | 'asked' | null}
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
 *   | {type: 'why', about: string | null}
 *   | {type: 'why_told', about: string, routing: Routing | null, fault: string | null}
 *   | {type: 'panel', open: boolean, tab: Tab}
 *   | {type: 'sound', blocked: boolean}
 *   | ReadingFact | ShowingFact | WritingFact} LocalFact
 * @typedef {LocalFact | AgentWelcome | AgentSnapshot | Chat | DeskChanged | Draft} Fact
 */

/** @returns {ConsoleState} */
export function initialState() {
  return {
    link: { state: 'connecting', since: 0, code: null },
    agent: null,
    desk: null,
    rights: [],
    number: -1,
    me: null,
    ring: null,
    session: null,
    queue: null,
    answering: null,
    ending: false,
    finishing: false,
    leaving: null,
    parting: null,
    codes: new Map(),
    talks: null,
    colleagues: null,
    devices: { microphone: 'closed', camera: 'closed', checked: false, withoutMicrophone: false },
    muted: false,
    cameraOff: false,
    media: NO_MEDIA,
    resident: null,
    network: { own: null, resident: null },
    chat: emptyChat(''),
    telling: null,
    why: null,
    reading: NOTHING_READ,
    showing: null,
    draft: emptyDraft(''),
    notice: null,
    panel: { open: true, tab: 'context' },
    soundBlocked: false,
  };
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
  ...READING,
  ...SHOWING,
  ...WRITING,

  /** @type {(state: ConsoleState, fact: AgentWelcome) => ConsoleState} */
  agent_welcome: (state, { agent, display_name, desk, rights }) => ({
    ...state,
    agent: { id: agent, name: display_name },
    desk,
    rights,
    number: -1,
  }),

  /** @type {(state: ConsoleState, fact: DeskChanged) => ConsoleState} */
  desk_changed: (state, { desk }) => ({ ...state, desk }),

  /** @type {(state: ConsoleState, fact: AgentSnapshot) => ConsoleState} */
  agent_snapshot: (state, snapshot) => (snapshot.number < state.number ? state : seen(state, snapshot)),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'link'}>) => ConsoleState} */
  link: (state, { status }) => ({ ...state, link: status }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'answering'}>) => ConsoleState} */
  answering: (state, { ring, answer }) => ({ ...state, answering: { ring, answer }, notice: null }),

  /** @type {(state: ConsoleState) => ConsoleState} */
  ending: (state) => ({ ...state, ending: true }),

  /** @type {(state: ConsoleState) => ConsoleState} */
  finishing: (state) => ({ ...state, finishing: true }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'leaving'}>) => ConsoleState} */
  leaving: (state, { how }) => ({ ...state, leaving: how }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'parting'}>) => ConsoleState} */
  parting: (state, { guest }) => ({ ...state, parting: guest }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'code'}>) => ConsoleState} */
  code: (state, { admitted }) => ({ ...state, codes: new Map([...state.codes, [admitted.guest, admitted]]) }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'colleagues'}>) => ConsoleState} */
  colleagues: (state, { colleagues }) => ({ ...state, colleagues }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'notice'}>) => ConsoleState} */
  notice: (state, { key, code }) => ({
    ...state,
    notice: { key, code },
    answering: null,
    ending: false,
    finishing: false,
    leaving: null,
    parting: null,
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

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'why'}>) => ConsoleState} */
  why: (state, { about }) => ({ ...state, why: about === null ? null : { about, routing: null, fault: null } }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'why_told'}>) => ConsoleState} */
  why_told: (state, { about, routing, fault }) =>
    state.why?.about === about ? { ...state, why: { about, routing, fault } } : state,

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'panel'}>) => ConsoleState} */
  panel: (state, { open, tab }) => ({
    ...state,
    panel: { open, tab },
    chat: { ...state.chat, unread: open && tab === 'chat' ? 0 : state.chat.unread },
  }),

  /** @type {(state: ConsoleState, fact: Extract<Fact, {type: 'sound'}>) => ConsoleState} */
  sound: (state, { blocked }) => ({ ...state, soundBlocked: blocked }),
};

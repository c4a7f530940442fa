/**
 * What follows from what the console knows. Pure.
 *
 * @import { AgentSession, AgentStateName, SessionStateName } from '/web/messages.js'
 * @import { ConsoleState, DeviceState, NetworkRating } from './state.js'
 */
import { consulted, isAgent, isHeard, ownPart } from './company.js';

/**
 * @typedef {'connecting' | 'unreachable' | 'refused' | 'already_signed_in' | 'superseded' | 'check' | 'ring' | 'call'
 *   | 'wrap_up' | 'available' | 'break' | 'offline' | 'not_responding'} View
 */

/** @type {ReadonlySet<SessionStateName>} */
const TALK = new Set(['connecting', 'active', 'interrupted']);
/** @type {ReadonlySet<AgentStateName>} */
const BUSY = new Set(['ringing', 'in_session', 'wrap_up']);
/** @type {ReadonlySet<DeviceState>} */
const LOST = new Set(['missing', 'refused', 'lost', 'dead']);

/** @param {AgentSession | null} session */
export function inTalk(session) {
  return session !== null && TALK.has(session.state);
}

/**
 * Which of its views the stage shows.
 *
 * @param {ConsoleState} state
 * @returns {View}
 */
export function viewOf(state) {
  const { link, me, ring, session } = state;
  if (link.state === 'superseded') return 'superseded';
  if (link.state === 'refused') return link.code === 'already_signed_in' ? 'already_signed_in' : 'refused';
  if (!me) return link.state === 'offline' && link.code !== null ? 'unreachable' : 'connecting';
  if (session) return session.state === 'wrap_up' ? 'wrap_up' : 'call';
  if (ring) return 'ring';
  if (!state.devices.checked) return 'check';
  if (me.state === 'break' || me.state === 'offline' || me.state === 'not_responding') return me.state;
  return 'available';
}

/**
 * What the agent's own tracks carry. The camera from the press of accept, so that the face is on its way meanwhile: the
 * kiosk shows nobody before the server has confirmed. The voice, which a kiosk plays as it comes, only then.
 *
 * @param {ConsoleState} state
 */
export function ownTracks(state) {
  const live = inTalk(state.session) && state.session !== null && isHeard(state.session);
  const accepting = state.answering?.answer === 'accept';
  return {
    microphone: live && !state.muted && state.devices.microphone === 'on',
    camera: (live || accepting) && !state.cameraOff && state.devices.camera === 'on',
  };
}

/**
 * The media attempt with the kiosk that should exist now: from the ring on, until the talk ends. Guests have their own.
 *
 * @param {ConsoleState} state
 */
export function wantedMedia({ link, ring, session }) {
  if (link.state === 'superseded' || link.state === 'refused') return null;
  if (session) {
    return inTalk(session) && isAgent(session)
      ? { session: session.id, epoch: session.epoch, relayOnly: session.relay_only, talk: true }
      : null;
  }
  return ring?.prepared ? { session: ring.session, epoch: ring.epoch, relayOnly: ring.relay_only, talk: false } : null;
}

/**
 * What "Why me?" is about now: an answer to the ring is no answer to the talk, in which the wait is over. A guest knows who
 * asked for them, and why.
 *
 * @param {ConsoleState} state
 */
export function whyAbout({ ring, session }) {
  if (session) return isAgent(session) ? session.id : null;
  return ring?.invitation ? null : (ring?.ring ?? null);
}

/** @param {ConsoleState} state */
export function canServe({ devices }) {
  if (!devices.checked) return false;
  return devices.withoutMicrophone || devices.microphone === 'on' || devices.microphone === 'opening';
}

/**
 * Available (now, or next) though nobody would hear this agent.
 *
 * @param {ConsoleState} state
 */
export function mustStepBack(state) {
  const { me } = state;
  if (!me || state.link.state !== 'online' || canServe(state)) return false;
  return me.state === 'available' || (BUSY.has(me.state) && (me.next_state ?? 'available') === 'available');
}

/**
 * The microphone failed during a talk, and works again before its end: nothing keeps the agent from the next resident.
 *
 * @param {ConsoleState} state
 */
export function mayServeAgain({ me, link, devices }) {
  if (link.state !== 'online' || devices.microphone !== 'on') return false;
  return me?.next_state === 'not_responding' && me.next_reason === 'microphone_failed';
}

/**
 * @param {ConsoleState} state
 * @returns {{own: NetworkRating | 'away' | null, resident: NetworkRating | 'away' | null}}
 */
export function networks({ link, session, network }) {
  return {
    own: link.state === 'online' ? network.own : 'away',
    resident: session && !session.kiosk_present ? 'away' : network.resident,
  };
}

/**
 * Why there is no picture of the kiosk's screen, as the end of a text key; `null` when there is one.
 *
 * @param {ConsoleState} state
 */
export function screenWithheld({ session, resident, media }) {
  if (!session || !inTalk(session)) return null;
  if (ownPart(session)?.mode === 'consult') return 'consult';
  if (media.path !== 'connected' && !media.shown) {
    return media.path === 'broken' || media.path === 'unreachable' ? media.path : 'connecting';
  }
  if (!session.consent) return 'not_asked';
  if (!session.consent.screen) return 'not_allowed';
  if (resident?.screen === 'refused' || resident?.screen === 'missing') return resident.screen;
  return resident?.screen === 'on' ? null : 'starting';
}

/**
 * @typedef {object} Lack
 * @property {'microphone' | 'camera'} part
 * @property {'not_asked' | 'not_allowed' | 'missing' | 'refused'} why the end of a text key
 */

/**
 * What of the resident cannot be heard or seen.
 *
 * @param {ConsoleState} state
 * @returns {Lack[]}
 */
export function residentLacks({ session, resident }) {
  if (!session || !resident) return [];
  const { consent } = session;
  /** @type {Lack[]} */
  const lacks = [];
  for (const [part, allowed] of /** @type {const} */ ([['microphone', consent?.voice], ['camera', consent?.camera]])) {
    const carried = resident[part];
    if (carried === 'on') continue;
    if (!consent) lacks.push({ part, why: 'not_asked' });
    else if (!allowed) lacks.push({ part, why: 'not_allowed' });
    else if (carried !== 'off') lacks.push({ part, why: carried });
  }
  return lacks;
}

/**
 * @param {ConsoleState['queue']} queue
 * @param {number} now
 * @returns {number | null} ms; null: nobody waits
 */
export function longestWait(queue, now) {
  if (!queue?.first.length) return null;
  return Math.max(...queue.first.map(({ requested_at }) => now - requested_at));
}

/**
 * Milliseconds as 4:07 or 1:02:33. A deadline counts up to its end: `ceil` shows 0:01 until it is over.
 *
 * @param {number} ms
 * @param {(value: number) => number} [round]
 */
export function duration(ms, round = Math.floor) {
  const seconds = Math.max(0, round(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${String(m).padStart(h ? 2 : 1, '0')}:${String(s).padStart(2, '0')}`;
  return h ? `${h}:${tail}` : tail;
}

/**
 * @typedef {object} Banner
 * @property {string} key the end of a text key
 * @property {'bad' | 'warn' | 'info'} look
 * @property {Record<string, string | number>} values of the text
 * @property {string | null} act what its button asks for
 */

/**
 * What has to be said over the stage, the worst first.
 *
 * @param {ConsoleState} state
 * @param {number} now the server's clock
 * @param {number} local this machine's clock, in which the link says since when
 * @returns {Banner[]}
 */
export function bannersOf(state, now, local) {
  const { link, session, devices, notice } = state;
  /** @type {Banner[]} */
  const list = [];
  const add = (
    /** @type {string} */ key,
    /** @type {Banner['look']} */ look,
    /** @type {Banner['values']} */ values = {},
    /** @type {string | null} */ act = null,
  ) => list.push({ key, look, values, act });
  if (link.state === 'offline' || link.state === 'connecting') {
    if (state.me) add('offline', 'bad', { time: duration(local - link.since), code: link.code ?? 'link_lost' });
  }
  if (state.soundBlocked) add('sound', 'warn', {}, 'unlock');
  if (inTalk(session) && session) {
    if (!session.kiosk_present && session.kiosk_lost_until) {
      add('kiosk_away', 'warn', { time: duration(session.kiosk_lost_until - now, Math.ceil) });
    }
    if (state.media.path === 'broken' && state.media.shown) add('frozen', 'warn', {}, 'restart_media');
    if (LOST.has(devices.microphone) && !devices.withoutMicrophone && isHeard(session)) {
      add(isAgent(session) ? 'microphone' : 'microphone_unheard', 'bad', {}, 'reopen_microphone');
    }
    if (devices.camera === 'lost' && !state.cameraOff) add('camera', 'warn', {}, 'reopen_camera');
    const asked = isAgent(session) ? consulted(session) : [];
    if (asked.length) add('consulting', 'info', { name: asked.map(({ display_name }) => display_name).join(' · ') });
  }
  if (notice) add(notice.key, 'info', { code: notice.code ?? '', name: notice.name ?? '' }, 'notice_read');
  return list;
}

/** @param {import('./writing.js').DraftState} draft */
export function saveState({ edits, savedEdits, savedAt, failed }) {
  if (failed) return 'save_failed';
  if (edits > savedEdits) return 'saving';
  return savedAt === null ? 'saves_itself' : 'saved';
}

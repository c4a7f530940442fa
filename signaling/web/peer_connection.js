import { FirstFrames } from './first_frames.js';
import { isGuidance, readGuidance } from './guidance.js';
import { blackTrack, silentTrack } from './placeholders.js';
import { Recovery } from './recovery.js';
import { pageTimers } from './timers.js';

/**
 * @typedef {'audio' | 'screen' | 'camera' | 'agent_camera'} Role
 * @typedef {import('./messages.js').SignalBody} SignalBody
 * @typedef {import('./messages.js').MediaState} MediaState
 * @typedef {import('./messages.js').Description} Description
 * @typedef {import('./messages.js').IceServer} IceServer
 * @typedef {Omit<MediaState, 'kind'>} Carried
 * @typedef {object} PeerOptions
 * @property {import('./signal_channel.js').SignalChannel} channel
 * @property {IceServer[]} iceServers
 * @property {boolean} relayOnly
 * @property {Partial<Record<Role, MediaStreamTrack>>} [tracks] what is at hand already; placeholders stand in for the rest
 * @property {import('./timers.js').Timers} [timers]
 */

/** A side that says nothing of what it sends is looked at all the same after this, ms. */
const SAID_WITHIN = 3_000;
/** Order of the media lines, after the data channel. It never changes: whatever changes is a track or a request. */
const ORDER = /** @type {const} */ (['audio', 'screen', 'camera', 'agent_camera']);
const DEVICE = /** @type {const} */ ({ audio: 'microphone', screen: 'screen', camera: 'camera', agent_camera: 'camera' });

/**
 * What kiosk and agent have in common. Events: `track` {role, track}, `state` (RTCPeerConnectionState), `carries`
 * (Carried, what the other side says it sends), `firstframe` {role} after `watch`, `guidance` (Guidance), `restart` (reason)
 * and `dead`: only a new epoch can help.
 */
export class PeerConnection extends EventTarget {
  /** @type {Carried} */
  remote = { microphone: 'off', camera: 'off', screen: 'off' };
  #channel;
  #sends;
  #timers;
  /** @type {Map<Role, MediaStreamTrack>} */
  #tracks = new Map();
  /** @type {Map<Role, MediaStreamTrack>} */
  #placeholders = new Map();
  /** @type {Set<Role>} */
  #enabled = new Set();
  #work = Promise.resolve();
  /** @type {FirstFrames | null} */
  #firstFrames = null;
  /** @type {number | undefined} */
  #unsaid;
  #closed = new AbortController();

  /**
   * @param {PeerOptions} options
   * @param {readonly Role[]} sends
   */
  constructor({ channel, iceServers, relayOnly, tracks = {}, timers = pageTimers }, sends) {
    super();
    this.#channel = channel;
    this.#sends = sends;
    this.#timers = timers;
    this.pc = new RTCPeerConnection(
      /** @type {RTCConfiguration} */ ({
        iceServers: iceServers.map(({ urls, username, credential }) => ({
          urls,
          ...(username === null || credential === null ? {} : { username, credential }),
        })),
        iceTransportPolicy: relayOnly ? 'relay' : 'all',
        bundlePolicy: 'max-bundle',
        alwaysNegotiateDataChannels: true,
      }),
    );
    this.data = this.pc.createDataChannel('bangban', { negotiated: true, id: 0 });
    this.recovery = new Recovery({
      timers,
      restart: (reason) => this.troubled(reason),
      dead: () => this.dispatchEvent(new Event('dead')),
    });
    for (const role of sends) this.#tracks.set(role, tracks[role] ?? this.#placeholder(role));
    for (const track of this.#tracks.values()) track.enabled = false;
    this.#listen();
    channel.onbody = (body) => this.later(() => this.#receive(body));
  }

  /** @param {Role} role */
  transceiver(role) {
    return this.pc.getTransceivers().at(ORDER.indexOf(role));
  }

  /**
   * @param {string | null | undefined} mid
   * @returns {Role | null}
   */
  roleOfMid(mid) {
    return ORDER[this.pc.getTransceivers().findIndex((transceiver) => transceiver.mid === mid)] ?? null;
  }

  /** @param {Role} role */
  track(role) {
    return /** @type {MediaStreamTrack} */ (this.#tracks.get(role));
  }

  /**
   * Puts a track in the place of the present one, with no negotiation.
   *
   * @param {Role} role
   * @param {MediaStreamTrack | null} track null: nothing real any more
   */
  async setTrack(role, track) {
    const next = track ?? this.#placeholder(role);
    next.enabled = this.#enabled.has(role);
    this.#tracks.set(role, next);
    await this.transceiver(role)?.sender.replaceTrack(next);
  }

  /**
   * A track that is not enabled sends black or silence.
   *
   * @param {Role} role
   * @param {boolean} on
   */
  enable(role, on) {
    if (on) this.#enabled.add(role);
    else this.#enabled.delete(role);
    const track = this.#tracks.get(role);
    if (track) track.enabled = on;
  }

  /**
   * Tells the other side what it gets.
   *
   * @param {Carried} carried
   */
  say(carried) {
    this.#channel.send({ kind: 'media_state', ...carried });
  }

  /**
   * Directly where that is possible. What is of the moment only is dropped where it is not.
   *
   * @param {import('./messages.js').Guidance} guidance
   */
  guide(guidance) {
    if (this.data.readyState === 'open') this.data.send(JSON.stringify(guidance));
    else if (guidance.kind !== 'pointer') this.#channel.send(guidance);
  }

  /**
   * From now on the first frame or sound of each role that the other side says it sends raises `firstframe`. Until it
   * says so what comes is black and silence.
   */
  watch() {
    this.#firstFrames?.close();
    this.#firstFrames = new FirstFrames({
      onfirst: (role) => this.dispatchEvent(new CustomEvent('firstframe', { detail: { role } })),
      timers: this.#timers,
    });
    this.#timers.clearTimeout(this.#unsaid);
    this.#unsaid = this.#timers.setTimeout(() => this.#expect(() => true), SAID_WITHIN);
    this.#expect((device) => this.remote[device] === 'on');
  }

  close() {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    this.#firstFrames?.close();
    this.#timers.clearTimeout(this.#unsaid);
    this.recovery.close();
    this.#channel.close();
    this.pc.close();
    for (const track of this.#placeholders.values()) track.stop();
  }

  /** @param {'disconnected' | 'failed' | 'network_change'} _reason */
  troubled(_reason) {
    throw new Error('each side has its own way');
  }

  /** @param {Description} _description @returns {Promise<void>} */
  async described(_description) {
    throw new Error('each side has its own way');
  }

  /** The other side asks for an ICE restart. */
  asked() {}

  /**
   * One negotiation step after the other. A step that fails leaves nothing to go on with.
   *
   * @param {() => Promise<void>} step
   */
  later(step) {
    return (this.#work = this.#work.then(async () => {
      if (this.#closed.signal.aborted) return;
      try {
        await step();
      } catch (error) {
        if (this.#closed.signal.aborted) return;
        console.error('The media negotiation failed.', error);
        this.dispatchEvent(new Event('dead'));
      }
    }));
  }

  sendDescription() {
    const { type, sdp } = /** @type {RTCSessionDescription} */ (this.pc.localDescription);
    this.#channel.send({ kind: 'description', sdp_type: type === 'offer' ? 'offer' : 'answer', sdp });
  }

  /** @param {SignalBody} body */
  send(body) {
    this.#channel.send(body);
  }

  #listen() {
    const { pc } = this;
    const { signal } = this.#closed;
    pc.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.candidate === '') return;
      this.send({ kind: 'candidate', candidate: candidate?.candidate ?? '', mid: candidate?.sdpMid ?? '0' });
    }, { signal });
    pc.addEventListener('iceconnectionstatechange', () => this.recovery.ice(pc.iceConnectionState), { signal });
    pc.addEventListener('connectionstatechange', () => {
      this.dispatchEvent(new CustomEvent('state', { detail: pc.connectionState }));
    }, { signal });
    this.data.addEventListener('message', ({ data }) => this.#guided(readGuidance(data)), { signal });
    pc.addEventListener('track', ({ track, transceiver }) => {
      const role = ORDER[pc.getTransceivers().indexOf(transceiver)];
      this.dispatchEvent(new CustomEvent('track', { detail: { role, track } }));
    }, { signal });
    window.addEventListener('online', () => this.recovery.networkChanged(), { signal });
    // `change` is also raised for every new estimate of speed; only another kind of network is another network.
    const connection = /** @type {(EventTarget & {type?: string}) | undefined} */ (Reflect.get(navigator, 'connection'));
    let kind = connection?.type;
    connection?.addEventListener('change', () => {
      if (connection.type === kind) return;
      kind = connection.type;
      this.recovery.networkChanged();
    }, { signal });
  }

  /** @param {SignalBody} body */
  async #receive(body) {
    switch (body.kind) {
      case 'description':
        return await this.described(body);
      case 'candidate':
        return await this.#candidate({ candidate: body.candidate, sdpMid: body.mid });
      case 'ask_ice_restart':
        return this.asked();
      case 'media_state':
        this.remote = { microphone: body.microphone, camera: body.camera, screen: body.screen };
        this.#expect((device) => this.remote[device] === 'on');
        this.dispatchEvent(new CustomEvent('carries', { detail: this.remote }));
        return;
      default:
        this.#guided(isGuidance(body) ? body : null);
    }
  }

  /** @param {import('./messages.js').Guidance | null} guidance */
  #guided(guidance) {
    if (guidance) this.dispatchEvent(new CustomEvent('guidance', { detail: guidance }));
    else console.warn('Guidance that follows no rule was not taken.');
  }

  /** @param {(device: keyof Carried) => boolean} sent */
  #expect(sent) {
    for (const role of ORDER) {
      const receiver = this.transceiver(role)?.receiver;
      if (!receiver || (role !== 'audio' && this.#sends.includes(role)) || !sent(DEVICE[role])) continue;
      this.#firstFrames?.expect(role, receiver);
    }
  }

  /** @param {RTCIceCandidateInit} candidate */
  async #candidate(candidate) {
    try {
      await this.pc.addIceCandidate(candidate);
    } catch (error) {
      // One path fewer; the others may do. Typically an address of a kind that this browser does not know.
      console.warn('A candidate was not taken.', /** @type {Error} */ (error).name);
    }
  }

  /** @param {Role} role */
  #placeholder(role) {
    const present = this.#placeholders.get(role);
    if (present) return present;
    const made = role === 'audio' ? silentTrack() : blackTrack();
    this.#placeholders.set(role, made);
    return made;
  }
}

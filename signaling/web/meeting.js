import { Refused } from './commands.js';
import { Answerer, Offerer } from './peer.js';
import { SignalChannel } from './signal_channel.js';
import { pageTimers } from './timers.js';

/**
 * @typedef {import('./pairs.js').Pair} Pair
 * @typedef {import('./pairs.js').Device} Device
 * @typedef {import('./peer.js').Role} Role
 * @typedef {import('./peer.js').Carried} Carried
 * @typedef {import('./messages.js').IceServers} IceServers
 * @typedef {Record<Device, MediaStreamTrack | null>} Tracks
 */

/** Where nothing can be gathered ICE never says that it failed, ms. */
const CONNECT_WITHIN = 15_000;
const DEVICES = /** @type {const} */ (['microphone', 'camera', 'screen']);
/** @type {{offers: Partial<Record<Device, Role>>, answers: Partial<Record<Device, Role>>}} */
const ROLE = {
  offers: { microphone: 'audio', camera: 'camera', screen: 'screen' },
  answers: { microphone: 'audio', camera: 'agent_camera' },
};

/**
 * One attempt at media with one other participant. Raises `change` when something else arrives or is said to, `connected`,
 * and `dead` when only a new epoch can help.
 */
export class Meeting extends EventTarget {
  /** What arrives of the other: sound and face. */
  face = new MediaStream();
  /** @type {MediaStream | null} where the other is a kiosk */
  screen = null;
  /** @type {MediaStream | null} its sound alone */
  sound = null;
  /** @type {MediaStream | null} its picture alone */
  camera = null;
  /** @type {Carried} */
  carries = { microphone: 'off', camera: 'off', screen: 'off' };
  connected = false;
  /** There has been a connection. */
  worked = false;
  /** These two cannot be connected: no further attempt is made for their sake. */
  givenUp = false;
  #link;
  #session;
  #tracks;
  #channel;
  /** @type {Offerer | Answerer | null} */
  #peer = null;
  /** @type {Map<Device, MediaStreamTrack>} our clones, since each pair enables for itself */
  #clones = new Map();
  #closed = false;
  /** @type {number | undefined} */
  #deadline;

  /**
   * @param {object} options
   * @param {import('./link.js').Link} options.link
   * @param {{id: string, relay_only: boolean}} options.session
   * @param {string} options.me
   * @param {Pair} options.pair
   * @param {() => Tracks} options.tracks what this machine has open now
   */
  constructor({ link, session, me, pair, tracks }) {
    super();
    this.#link = link;
    this.#session = session;
    this.#tracks = tracks;
    this.pair = pair;
    this.#channel = new SignalChannel({ link, session: session.id, epoch: pair.epoch, me, peer: pair.peer });
  }

  async open() {
    this.#deadline = pageTimers.setTimeout(() => this.dispatchEvent(new Event('dead')), CONNECT_WITHIN);
    try {
      const answer = await this.#link.command('get_ice_servers', { session: this.#session.id });
      if (!this.#closed) this.#connect(/** @type {IceServers} */ (answer).servers);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      console.info('No ICE servers for a guest; the next snapshot tells how it goes on.', error.code);
    }
  }

  /** @param {Pair} pair the same two in the same epoch; what may be sent can be another */
  follow(pair) {
    this.pair = pair;
    this.#carry();
  }

  /** @param {import('./messages.js').Signal | import('./messages.js').SignalAck} message */
  receive(message) {
    this.#channel.receive(message);
  }

  /** A device came, went or was forbidden. @param {Device} device */
  changed(device) {
    const role = this.#role(device);
    if (!role || !this.#peer) return;
    this.#peer.setTrack(role, this.#clone(device));
    this.#carry();
  }

  giveUp() {
    this.givenUp = true;
    this.dispatchEvent(new Event('change'));
  }

  close() {
    this.#closed = true;
    pageTimers.clearTimeout(this.#deadline);
    this.#peer?.close();
    this.#channel.close();
    for (const clone of this.#clones.values()) clone.stop();
  }

  /** @param {import('./messages.js').IceServer[]} iceServers */
  #connect(iceServers) {
    /** @type {Partial<Record<Role, MediaStreamTrack>>} */
    const tracks = {};
    for (const device of DEVICES) {
      const role = this.#role(device);
      const clone = role && this.#clone(device);
      if (role && clone) tracks[role] = clone;
    }
    const options = { channel: this.#channel, iceServers, relayOnly: this.#session.relay_only, tracks };
    const peer = this.pair.offers ? new Offerer(options) : new Answerer(options);
    this.#peer = peer;
    peer.addEventListener('track', (event) => this.#arrived(/** @type {CustomEvent} */ (event).detail));
    peer.addEventListener('carries', () => {
      this.carries = peer.remote;
      this.dispatchEvent(new Event('change'));
    });
    peer.addEventListener('state', () => this.#stateChanged(peer.pc.connectionState === 'connected'));
    peer.addEventListener('dead', () => this.dispatchEvent(new Event('dead')));
    this.#carry();
    if (peer instanceof Offerer) peer.start();
  }

  /** A picture that is small at first, for the sake of speed, is not needed where somebody joins a talk. @param {boolean} connected */
  async #stateChanged(connected) {
    this.connected = connected;
    if (connected) pageTimers.clearTimeout(this.#deadline);
    this.worked ||= connected;
    this.givenUp &&= !connected;
    this.dispatchEvent(new Event('change'));
    if (!connected) return;
    this.dispatchEvent(new Event('connected'));
    if (!(this.#peer instanceof Offerer)) return;
    await this.#peer.sharpen();
    this.dispatchEvent(new Event('connected'));
  }

  /** @param {{role: Role, track: MediaStreamTrack}} arrived */
  #arrived({ role, track }) {
    const own = this.pair.offers ? ['screen', 'camera'] : ['agent_camera'];
    if (own.includes(role)) return;
    if (role === 'screen') this.screen = new MediaStream([track]);
    else this.face.addTrack(track);
    if (role === 'audio') this.sound = new MediaStream([track]);
    if (role === 'camera') this.camera = new MediaStream([track]);
    this.dispatchEvent(new Event('change'));
  }

  /** A screen that the other may not see has no track in the connection at all. @param {Device} device */
  #role(device) {
    if (device === 'screen' && !this.pair.sends.includes('screen')) return undefined;
    return ROLE[this.pair.offers ? 'offers' : 'answers'][device];
  }

  /** @param {Device} device */
  #clone(device) {
    this.#clones.get(device)?.stop();
    this.#clones.delete(device);
    const clone = this.#tracks()[device]?.clone() ?? null;
    if (clone) this.#clones.set(device, clone);
    return clone;
  }

  #carry() {
    const peer = this.#peer;
    if (!peer) return;
    /** @type {Carried} */
    const said = { microphone: 'off', camera: 'off', screen: 'off' };
    for (const device of DEVICES) {
      const role = this.#role(device);
      if (!role) continue;
      const open = this.#clones.get(device)?.readyState === 'live';
      const on = this.pair.sends.includes(device);
      peer.enable(role, on && open);
      said[device] = !on ? 'off' : open ? 'on' : 'missing';
    }
    peer.say(said);
  }
}

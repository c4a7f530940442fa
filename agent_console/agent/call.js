import { Refused } from '/web/commands.js';
import { Mesh } from '/web/mesh.js';
import { consulting, pairsOf } from '/web/pairs.js';
import { Answerer } from '/web/peer.js';
import { playing } from '/web/playing.js';
import { QualitySampler } from '/web/quality.js';
import { SignalChannel } from '/web/signal_channel.js';
import { forgetTimelines, Timeline } from '/web/timeline.js';
import { pageTimers } from '/web/timers.js';
import { rate } from './network.js';
import { Pointing } from './pointing.js';

/**
 * @import { Signal, SignalAck } from '/web/messages.js'
 * @import { Role } from '/web/peer.js'
 * @import { LocalFact } from './state.js'
 * @typedef {{session: string, epoch: number, relayOnly: boolean, talk: boolean}} Wanted
 * @typedef {{microphone: boolean, camera: boolean}} Enabled
 * @typedef {{stream: MediaStream | null, unreachable: boolean}} Other its face, if it sends one
 */

const KEY = 'bangban.media';
/** Whoever is heard is there, though the screen that they share has not come by then, ms. */
const SCREEN_WITHIN = 3_000;
const INCOMING = /** @type {const} */ (['audio', 'screen', 'camera']);

/** @param {Wanted} wanted */
const nameOf = ({ session, epoch }) => `${session}:${epoch}`;

/**
 * The media connection of the present ring or session: one attempt per epoch, prepared while it rings, black and
 * silent. `want` says which attempt there should be; everything else follows. `streams` is what arrives; `change` is
 * raised when those are others.
 */
export class Call extends EventTarget {
  /** @type {Record<'audio' | 'screen' | 'camera', MediaStream | null>} of the resident, as the agent */
  #ofResident = { audio: null, screen: null, camera: null };
  #mesh;
  #holding = false;
  #link;
  #own;
  #report;
  /** @type {Wanted | null} */
  #wanted = null;
  /** False until we know that no older window or page has had the present attempt. */
  #settled = false;
  #restarting = '';
  /** @type {SignalChannel | null} */
  #channel = null;
  /** @type {Answerer | null} */
  #peer = null;
  /** @type {QualitySampler | null} */
  #sampler = null;
  /** @type {Timeline | null} */
  #timeline = null;
  /** @type {{microphone: MediaStreamTrack | null, camera: MediaStreamTrack | null}} our clones of the agent's tracks */
  #tracks = { microphone: null, camera: null };
  /** @type {Enabled} */
  #enabled = { microphone: false, camera: false };
  #watching = false;
  #said = '';
  #since = 0;
  /** @type {number | undefined} */
  #late;

  /**
   * @param {object} options
   * @param {import('/web/link.js').Link} options.link
   * @param {import('./own_media.js').OwnMedia} options.own
   * @param {(fact: LocalFact) => void} options.report
   */
  constructor({ link, own, report }) {
    super();
    this.pointing = new Pointing((guidance) => this.#peer?.guide(guidance));
    this.#link = link;
    this.#own = own;
    this.#report = report;
    this.#mesh = new Mesh({ link, tracks: () => this.#offered() });
    this.#mesh.addEventListener('change', () => this.#meshChanged());
    own.addEventListener('change', (event) => this.#ownChanged(/** @type {CustomEvent} */ (event).detail));
  }

  /** The attempt there should be now, by the server's last word. @param {Wanted | null} wanted */
  want(wanted) {
    const present = this.#wanted;
    const same = wanted && present && nameOf(wanted) === nameOf(present);
    this.#wanted = wanted;
    if (!same) {
      this.#close();
      if (wanted) this.#begin(wanted);
    } else if (wanted.talk && !present.talk) {
      this.#talk();
    }
    this.#settled = true;
  }

  /** The resident's: sound, screen, camera. @returns {Record<'audio' | 'screen' | 'camera', MediaStream | null>} */
  get streams() {
    const kiosk = this.#mesh.meetings.get('kiosk');
    return kiosk ? { audio: kiosk.sound, screen: kiosk.screen, camera: kiosk.camera } : this.#ofResident;
  }

  /** Everybody else in the session but the resident, by participant. @returns {ReadonlyMap<string, Other>} */
  get others() {
    return new Map(
      this.#others().map(([name, { face, carries, givenUp }]) => [
        name,
        { stream: carries.camera === 'on' ? face : null, unreachable: givenUp },
      ]),
    );
  }

  #others() {
    return [...this.#mesh.meetings].filter(([name]) => name !== 'kiosk');
  }

  /**
   * Connections with guests, or as one.
   *
   * @param {{id: string, relay_only: boolean, participant: string, guests: readonly import('/web/messages.js').SessionGuest[]} | null} session
   */
  meet(session) {
    const joined = session?.guests.filter(({ rings_until }) => rings_until === null) ?? [];
    const me = session?.participant ?? 'agent';
    this.#mesh.want(session, me, session ? pairsOf(me, joined) : []);
    if (this.#holding === consulting(joined)) return;
    this.#holding = consulting(joined);
    this.#carry();
  }

  #meshChanged() {
    for (const [, { face }] of this.#others()) playing(face, { muted: false });
    const kiosk = this.#mesh.meetings.get('kiosk');
    if (kiosk) {
      if (kiosk.screen) playing(kiosk.screen);
      const path = kiosk.connected ? 'connected' : kiosk.givenUp ? 'unreachable' : 'preparing';
      this.#report({ type: 'media', epoch: kiosk.pair.epoch, path });
      this.#report({ type: 'resident_media', body: { kind: 'media_state', ...kiosk.carries } });
    }
    this.dispatchEvent(new Event('change'));
  }

  /** Another window has the session now, or may have had it. */
  forget() {
    this.#mesh.close();
    this.#wanted = null;
    this.#settled = false;
    this.#close();
  }

  /** @param {Enabled} enabled what of the agent may be seen and heard */
  enable(enabled) {
    if (enabled.microphone === this.#enabled.microphone && enabled.camera === this.#enabled.camera) return;
    this.#enabled = enabled;
    this.#carry();
    for (const device of /** @type {const} */ (['microphone', 'camera'])) this.#mesh.changed(device);
  }

  /** @param {Signal | SignalAck} message */
  receive(message) {
    this.#channel?.receive(message);
    this.#mesh.receive(message);
  }

  /** @param {'reloaded' | 'ice_failed' | 'no_media'} reason */
  async restart(reason) {
    const wanted = this.#wanted;
    if (!wanted?.talk || this.#restarting === nameOf(wanted)) return;
    this.#restarting = nameOf(wanted);
    try {
      await this.#link.command('restart_media', { session: wanted.session, epoch: wanted.epoch, reason });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // The next snapshot has whatever overtook us: another epoch, or the end of the session.
      this.#restarting = '';
    }
  }

  /** @param {Wanted} wanted */
  #begin(wanted) {
    const name = nameOf(wanted);
    const hadBefore = !this.#settled || sessionStorage.getItem(KEY) === name;
    this.#timeline = new Timeline({ link: this.#link, session: wanted.session });
    forgetTimelines(wanted.session);
    sessionStorage.setItem(KEY, name);
    this.#report({ type: 'media', epoch: wanted.epoch, path: 'preparing' });
    if (!hadBefore) this.#open(wanted);
    else if (wanted.talk) this.#resume();
  }

  /** The kiosk talks to a page that is gone: only a new attempt reaches this one. */
  #resume() {
    this.#timeline?.add({ kind: 'reloaded' });
    this.restart('reloaded');
  }

  /** @param {Wanted} wanted */
  async #open(wanted) {
    const { session, epoch } = wanted;
    const channel = new SignalChannel({ link: this.#link, session, epoch, me: 'agent', peer: 'kiosk' });
    this.#channel = channel;
    this.#since = this.#link.now();
    try {
      const { servers } = /** @type {import('/web/messages.js').IceServers} */ (
        await this.#link.command('get_ice_servers', { session })
      );
      if (this.#channel !== channel) return;
      this.#connect(channel, servers, wanted);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (this.#channel === channel) this.#report({ type: 'media', epoch, path: 'broken' });
    }
  }

  /**
   * @param {SignalChannel} channel
   * @param {import('/web/messages.js').IceServer[]} iceServers
   * @param {Wanted} wanted
   */
  #connect(channel, iceServers, { epoch, relayOnly }) {
    for (const device of /** @type {const} */ (['microphone', 'camera'])) this.#clone(device);
    const { microphone, camera } = this.#tracks;
    const tracks = { ...(microphone ? { audio: microphone } : {}), ...(camera ? { agent_camera: camera } : {}) };
    const peer = new Answerer({ channel, iceServers, relayOnly, tracks });
    this.#peer = peer;
    const on = (/** @type {string} */ name, /** @type {(detail: any) => void} */ act) =>
      peer.addEventListener(name, (event) => this.#peer === peer && act(/** @type {CustomEvent} */ (event).detail));
    on('track', ({ role, track }) => this.#arrived(role, track));
    on('state', (state) => this.#stateChanged(state, epoch));
    on('carries', (carried) => this.#report({ type: 'resident_media', body: { kind: 'media_state', ...carried } }));
    on('firstframe', ({ role }) => this.#shown(role, epoch));
    on('guidance', (guidance) => this.pointing.take(guidance));
    on('restart', (reason) => this.#timeline?.add({ kind: 'ice_restart', epoch, reason }));
    on('dead', () => {
      this.#report({ type: 'media', epoch, path: 'broken' });
      this.restart('ice_failed');
    });
    this.#sampler = new QualitySampler({ peer, epoch, onsample: (sample) => this.#sampled(sample) });
    if (this.#wanted?.talk) this.#talk();
  }

  /** The accept is confirmed: what arrives from now on counts. */
  #talk() {
    if (!this.#peer) {
      if (!this.#channel) this.#resume();
      return;
    }
    this.#since = Math.max(this.#since, this.#link.now());
    this.#watch();
    this.#carry();
  }

  /** There is nothing to watch before the kiosk's offer has been answered. */
  #watch() {
    if (!this.#wanted?.talk || this.#watching || this.#peer?.pc.connectionState !== 'connected') return;
    this.#watching = true;
    this.#peer.watch();
    this.#sampler?.start();
  }

  /**
   * @param {RTCPeerConnectionState} state
   * @param {number} epoch
   */
  #stateChanged(state, epoch) {
    if (state === 'connected') {
      this.#report({ type: 'media', epoch, path: 'connected' });
      this.#watch();
    }
    if (state === 'failed' || state === 'disconnected') this.#report({ type: 'media', epoch, path: 'broken' });
  }

  /**
   * @param {Role} role
   * @param {MediaStreamTrack} track
   */
  #arrived(role, track) {
    if (role === 'agent_camera') return;
    const stream = new MediaStream([track]);
    this.#ofResident = { ...this.#ofResident, [role]: stream };
    if (role === 'screen') playing(stream);
    this.dispatchEvent(new Event('change'));
  }

  /**
   * A voice is there sooner than the screen that the agent waits for.
   *
   * @param {Role} role
   * @param {number} epoch
   */
  #shown(role, epoch) {
    if (role === 'screen' || this.#peer?.remote.screen !== 'on') this.#ready(epoch);
    else this.#late ??= pageTimers.setTimeout(() => this.#ready(epoch), SCREEN_WITHIN);
  }

  /** @param {number} epoch */
  async #ready(epoch) {
    const wanted = this.#wanted;
    if (!wanted || wanted.epoch !== epoch || this.#said === nameOf(wanted)) return;
    this.#said = nameOf(wanted);
    const { session } = wanted;
    const took_ms = Math.max(0, this.#link.now() - this.#since);
    this.#report({ type: 'media_shown', epoch });
    this.#timeline?.add({ kind: 'media_connected', epoch, took_ms });
    try {
      await this.#link.command('media_ready', { session, epoch });
    } catch (error) {
      // A stale epoch or an ended session: the next snapshot says so, and there is nothing to do about this attempt.
      if (!(error instanceof Refused)) throw error;
    }
  }

  /** @param {import('/web/quality.js').Sample} sample */
  #sampled(sample) {
    this.#timeline?.add(sample);
    this.#report({ type: 'network', ...rate(sample) });
  }

  /** @param {{device: 'microphone' | 'camera', state: import('./state.js').DeviceState}} change */
  #ownChanged({ device, state }) {
    if (state === 'opening') return;
    if (this.#peer) {
      this.#clone(device);
      this.#peer.setTrack(device === 'microphone' ? 'audio' : 'agent_camera', this.#tracks[device]);
    }
    this.#mesh.changed(device);
    if (this.#wanted?.talk && state !== 'closed') {
      this.#timeline?.add({ kind: 'device', device, state: state === 'dead' ? 'muted' : state });
    }
    this.#carry();
  }

  /**
   * Ours to enable and stop, so that the agent's own small picture goes on.
   *
   * @param {'microphone' | 'camera'} device
   */
  #clone(device) {
    this.#tracks[device]?.stop();
    const clone = this.#own.tracks[device]?.clone() ?? null;
    if (clone) clone.enabled = false;
    this.#tracks[device] = clone;
  }

  #carry() {
    const peer = this.#peer;
    if (!peer) return;
    peer.enable('audio', this.#enabled.microphone && !this.#holding);
    peer.enable('agent_camera', this.#enabled.camera);
    if (!this.#wanted?.talk) return;
    peer.say({ microphone: this.#carried('microphone'), camera: this.#carried('camera'), screen: 'off' });
  }

  /** What guests may have of this agent now. */
  #offered() {
    const { microphone, camera } = this.#own.tracks;
    const { microphone: heard, camera: seen } = this.#enabled;
    return { microphone: heard ? microphone : null, camera: seen ? camera : null, screen: null };
  }

  /** @param {'microphone' | 'camera'} device */
  #carried(device) {
    const state = this.#own.states[device];
    if (state === 'on') return this.#enabled[device] && !(device === 'microphone' && this.#holding) ? 'on' : 'off';
    return state === 'refused' ? 'refused' : 'missing';
  }

  #close() {
    pageTimers.clearTimeout(this.#late);
    this.#late = undefined;
    this.#sampler?.stop();
    this.#timeline?.flush();
    this.#channel?.close();
    this.#peer?.close();
    for (const track of Object.values(this.#tracks)) track?.stop();
    this.#sampler = this.#channel = this.#peer = null;
    this.pointing.reset();
    this.#watching = false;
    this.#tracks = { microphone: null, camera: null };
    const had = INCOMING.some((role) => this.#ofResident[role]);
    this.#ofResident = { audio: null, screen: null, camera: null };
    if (had) this.dispatchEvent(new Event('change'));
  }
}

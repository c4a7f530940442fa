import { Offerer } from '/web/peer.js';
import { playing } from '/web/playing.js';
import { QualitySampler } from '/web/quality.js';
import { SignalChannel } from '/web/signal_channel.js';

import { on } from './on.js';

/**
 * @typedef {import('/web/link.js').Link} Link
 * @typedef {import('/web/messages.js').KioskSession} KioskSession
 * @typedef {import('/web/messages.js').IceServer} IceServer
 * @typedef {import('/web/timeline.js').Timeline} Timeline
 * @typedef {import('./capture.js').Capture} Capture
 * @typedef {import('./capture.js').Device} Device
 * @typedef {import('./state.js').Event} Event
 */

const ROLE = /** @type {const} */ ({ microphone: 'audio', screen: 'screen', camera: 'camera' });
const CONNECTED = new Set(['connected', 'completed']);
const TROUBLED = new Set(['disconnected', 'failed']);
/**
 * Ms to the second picture, twice that to the third, and so on until one is seen. A browser may still take the first for
 * one of a track that is not enabled, and a screen that stands still makes no more.
 */
const REPEAT_AFTER = 8;

/** One media attempt: made while the agent's console rings, black and silent until the agent has accepted. */
export class Attempt {
  talking = false;
  /** Beyond an ICE restart. */
  dead = false;
  /** @type {Offerer | null} */
  peer = null;
  #link;
  #capture;
  #timeline;
  #tell;
  #onguidance;
  #ondead;
  #stream = new MediaStream();
  /** @type {QualitySampler | null} */
  #quality = null;
  /** Whether the screen is sent in all its sharpness. */
  #sharp = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #repeating;
  #closed = false;

  /**
   * @param {object} options
   * @param {Link} options.link
   * @param {KioskSession} options.session
   * @param {Capture} options.capture
   * @param {Timeline} options.timeline
   * @param {(event: Event) => void} options.tell
   * @param {(guidance: import('/web/messages.js').Guidance) => void} options.onguidance of the agent
   * @param {() => void} options.ondead
   */
  constructor({ link, session, capture, timeline, tell, onguidance, ondead }) {
    this.epoch = session.epoch;
    this.session = session;
    this.began = link.now();
    this.#link = link;
    this.#capture = capture;
    this.#timeline = timeline;
    this.#tell = tell;
    this.#onguidance = onguidance;
    this.#ondead = ondead;
    this.channel = new SignalChannel({ link, session: session.id, epoch: session.epoch, me: 'kiosk', peer: 'agent' });
  }

  /** @param {IceServer[]} iceServers */
  begin(iceServers) {
    if (this.#closed) return;
    const { microphone, screen, camera } = this.#capture.tracks;
    this.peer = new Offerer({
      channel: this.channel,
      iceServers,
      relayOnly: this.session.relay_only,
      tracks: { ...(microphone && { audio: microphone }), ...(screen && { screen }), ...(camera && { camera }) },
    });
    this.#listen(this.peer);
    this.peer.start();
    this.peer.say(this.#said());
    if (this.talking) this.talk();
    if (this.#sharp) this.#sharpen(this.peer);
  }

  /** The agent has accepted: what was black and silent is so no more. Nothing slow may come before this. */
  talk() {
    this.talking = true;
    if (!this.peer) return;
    for (const device of /** @type {const} */ (['microphone', 'screen', 'camera'])) {
      this.peer.enable(ROLE[device], this.#capture.tracks[device] !== null);
    }
    this.#repeatScreen(REPEAT_AFTER);
    this.peer.say(this.#said());
    this.peer.watch();
    this.#watchQuality(this.peer);
  }

  /** The first picture, small so that it is there at once, has got through. */
  sharpen() {
    if (this.#sharp) return;
    this.#sharp = true;
    clearTimeout(this.#repeating);
    if (this.peer) this.#sharpen(this.peer);
  }

  /** @param {Device} device a device came, went or was forbidden */
  changed(device) {
    const track = this.#capture.tracks[device];
    this.peer?.enable(ROLE[device], this.talking && track !== null);
    this.peer?.setTrack(ROLE[device], track);
    this.peer?.say(this.#said());
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#repeating);
    this.#quality?.stop();
    this.peer?.close();
    this.channel.close();
  }

  /** @param {number} again ms */
  async #repeatScreen(again) {
    await this.#capture.repeatScreen();
    if (this.#sharp || this.#closed) return;
    clearTimeout(this.#repeating);
    this.#repeating = setTimeout(() => this.#repeatScreen(2 * again), again);
  }

  /** @param {Offerer} peer */
  async #sharpen(peer) {
    await peer.sharpen();
    await this.#capture.repeatScreen();
  }

  /** What the agent gets: nothing before the accept, whatever is open. */
  #said() {
    const { microphone, camera, screen } = this.#capture.carries;
    const now = (/** @type {import('/web/peer.js').Carried[Device]} */ state) =>
      state === 'on' && !this.talking ? 'off' : state;
    return { microphone: now(microphone), camera: now(camera), screen: now(screen) };
  }

  /** @param {Offerer} peer */
  #listen(peer) {
    peer.addEventListener('state', () => this.#stateChanged(peer.pc.connectionState));
    peer.addEventListener('carries', () => this.#tell({ type: 'agent', carries: peer.remote }));
    peer.addEventListener('dead', () => {
      this.dead = true;
      this.#ondead();
    });
    on(peer, 'track', ({ track }) => {
      this.#stream.addTrack(track);
      playing(this.#stream, { muted: false });
      this.#tell({ type: 'agent_stream', stream: this.#stream });
    });
    on(peer, 'guidance', this.#onguidance);
    on(peer, 'restart', (reason) => this.#timeline.add({ kind: 'ice_restart', epoch: this.epoch, reason }));
    on(peer, 'firstframe', ({ role }) => role === 'agent_camera' && this.#firstFrame());
  }

  /** @param {RTCPeerConnectionState} state */
  #stateChanged(state) {
    if (CONNECTED.has(state)) this.#tell({ type: 'media', media: 'connected' });
    else if (TROUBLED.has(state)) this.#tell({ type: 'media', media: 'troubled' });
  }

  #firstFrame() {
    const since = Math.max(this.session.answered_at ?? 0, this.began);
    const took_ms = Math.max(0, this.#link.now() - since);
    this.#timeline.add({ kind: 'media_connected', epoch: this.epoch, took_ms });
  }

  /** @param {Offerer} peer */
  #watchQuality(peer) {
    this.#quality ??= new QualitySampler({ peer, epoch: this.epoch, onsample: (sample) => this.#timeline.add(sample) });
    this.#quality.start();
  }
}

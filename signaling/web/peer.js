import { PeerConnection } from './peer_connection.js';

/**
 * @typedef {import('./peer_connection.js').Role} Role
 * @typedef {import('./peer_connection.js').Carried} Carried
 * @typedef {import('./peer_connection.js').PeerOptions} PeerOptions
 * @typedef {import('./messages.js').Description} Description
 */

const ENCODINGS = {
  audio: { maxBitrate: 40_000 },
  // A whole screen takes a slow machine a third of a second to encode, send and decode; a small one is there at once.
  // No limit to its rate yet: that would drop the first real picture for coming close behind a black one.
  screen: { maxBitrate: 4_000_000, scaleResolutionDownBy: 4 },
  camera: { maxBitrate: 600_000, maxFramerate: 15 },
  agent_camera: { maxBitrate: 1_000_000, maxFramerate: 30 },
};
const SHARP_SCREEN = { maxFramerate: 15, scaleResolutionDownBy: 1 };
/** Two sides that notice the same trouble ask within moments of each other; one restart serves both. */
const ONE_RESTART_PER = 3_000;

/** Who was in the session first, the kiosk or before a guest anybody: always offers. `start` makes the offer. */
export class Offerer extends PeerConnection {
  #restartWanted = false;
  #restartedAt = -Infinity;

  /** @param {PeerOptions} options */
  constructor(options) {
    super(options, ['audio', 'screen', 'camera']);
    for (const role of /** @type {const} */ (['audio', 'screen', 'camera'])) {
      this.pc.addTransceiver(this.track(role), {
        direction: role === 'audio' ? 'sendrecv' : 'sendonly',
        sendEncodings: [ENCODINGS[role]],
      });
    }
    this.pc.addTransceiver('video', { direction: 'recvonly' });
  }

  start() {
    this.later(async () => {
      await this.pc.setLocalDescription();
      this.sendDescription();
      await preferPixels(this.transceiver('screen')?.sender);
    });
  }

  /** From now on the screen is sent as large as it is. */
  sharpen() {
    return this.later(() => setEncoding(this.transceiver('screen')?.sender, SHARP_SCREEN));
  }

  /** @param {'disconnected' | 'failed' | 'network_change' | 'asked'} reason */
  troubled(reason) {
    if (performance.now() - this.#restartedAt < ONE_RESTART_PER) return;
    this.#restartedAt = performance.now();
    this.dispatchEvent(new CustomEvent('restart', { detail: reason }));
    this.#restartWanted = true;
    this.later(() => this.#restart());
  }

  asked() {
    this.troubled('asked');
  }

  /** @param {Description} description */
  async described({ sdp_type, sdp }) {
    if (sdp_type !== 'answer' || this.pc.signalingState !== 'have-local-offer') return;
    await this.pc.setRemoteDescription({ type: 'answer', sdp });
    await this.#restart();
  }

  async #restart() {
    if (!this.#restartWanted || this.pc.signalingState !== 'stable') return;
    this.#restartWanted = false;
    this.pc.restartIce();
    await this.pc.setLocalDescription();
    this.sendDescription();
  }
}

/** The other side: always answers, and asks when it wants an ICE restart. */
export class Answerer extends PeerConnection {
  /** @param {PeerOptions} options */
  constructor(options) {
    super(options, ['audio', 'agent_camera']);
  }

  /** @param {'disconnected' | 'failed' | 'network_change'} reason */
  troubled(reason) {
    this.dispatchEvent(new CustomEvent('restart', { detail: reason }));
    this.send({ kind: 'ask_ice_restart', reason });
  }

  /** @param {Description} description */
  async described({ sdp_type, sdp }) {
    if (sdp_type !== 'offer') return;
    await this.pc.setRemoteDescription({ type: 'offer', sdp });
    await this.#take('audio', 'sendrecv');
    await this.#take('agent_camera', 'sendonly');
    await this.pc.setLocalDescription();
    this.sendDescription();
    await setEncoding(this.transceiver('agent_camera')?.sender, ENCODINGS.agent_camera);
  }

  /**
   * @param {Role} role
   * @param {RTCRtpTransceiverDirection} direction
   */
  async #take(role, direction) {
    const transceiver = this.transceiver(role);
    if (!transceiver) throw new Error(`the offer has no line for ${role}`);
    transceiver.direction = direction;
    if (transceiver.sender.track !== this.track(role)) await transceiver.sender.replaceTrack(this.track(role));
  }
}

/**
 * Text must stay readable when the network is poor: fewer frames rather than fewer pixels.
 *
 * @param {RTCRtpSender | undefined} sender
 */
async function preferPixels(sender) {
  if (!sender) return;
  const parameters = sender.getParameters();
  await sender.setParameters({ ...parameters, degradationPreference: 'maintain-resolution' });
}

/**
 * @param {RTCRtpSender | undefined} sender
 * @param {RTCRtpEncodingParameters} encoding
 */
async function setEncoding(sender, encoding) {
  if (!sender) return;
  const parameters = sender.getParameters();
  for (const present of parameters.encodings) Object.assign(present, encoding);
  await sender.setParameters(parameters);
}

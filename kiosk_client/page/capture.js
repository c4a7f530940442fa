import { KIOSK_CAMERA, openCamera, openMicrophone, openScreen } from '/web/devices.js';

import { MaskedSource } from './masking/masked_source.js';
import { on } from './on.js';
import { ScreenSource } from './screen_source.js';

/**
 * @typedef {import('/web/messages.js').ConsentPart} Consent
 * @typedef {import('/web/peer.js').Carried} Carried
 * @typedef {'microphone' | 'camera' | 'screen'} Device
 * @typedef {import('/web/messages.js').DeviceEntry['state']} DeviceState
 */

/** A question of the browser that nobody answers, on a machine that was not set up for this, counts as a no meanwhile. */
const ANSWERED_WITHIN = 15_000;
/** Which answer allows which device. */
const ALLOWED_BY = /** @type {const} */ ({ screen: 'screen', microphone: 'voice', camera: 'camera' });

/**
 * The microphone, camera and screen of this machine, open exactly as far as the resident allows. Raises `change` with
 * {device, state} (DeviceState) as detail; `masks` and `withheld` (FromWorker), of a page that holds this one.
 */
export class Capture extends EventTarget {
  /** @type {Record<Device, MediaStreamTrack | null>} */
  tracks = { screen: null, microphone: null, camera: null };
  /** @type {Carried} */
  carries = { screen: 'off', microphone: 'off', camera: 'off' };
  /** @type {Consent} */
  #consent = { voice: false, screen: false, camera: false };
  /** @type {Set<Device>} */
  #opening = new Set();
  /** @type {ScreenSource | MaskedSource | null} */
  #screen = null;
  /** @type {MessagePort | null} to the masks of the page that is captured */
  #masks = null;
  /** @type {Record<Device, () => Promise<import('/web/devices.js').Opened>>} */
  #open = { screen: () => this.#openScreen(), microphone: () => openMicrophone(), camera: () => openCamera(KIOSK_CAMERA) };
  #host;

  /** @param {import('./host.js').Host | null} [host] the page that this one is in, and of which alone a picture is to be sent */
  constructor(host = null) {
    super();
    this.#host = host;
  }

  /**
   * Opens what is newly allowed and stops what is no longer. Has to run within the touch that answered: the browser
   * shows the screen to nobody without a gesture.
   *
   * @param {Consent} consent
   */
  allow(consent) {
    this.#consent = consent;
    for (const device of /** @type {const} */ (['screen', 'microphone', 'camera'])) {
      if (!this.#allowed(device)) this.#stop(device);
      else if (!this.tracks[device] && !this.#opening.has(device)) this.#begin(device);
    }
  }

  /** Sends the picture that the screen shows now, though nothing on it changes. */
  async repeatScreen() {
    await this.#screen?.repeat();
  }

  stop() {
    this.allow({ voice: false, screen: false, camera: false });
  }

  /** @param {Device} device */
  #allowed(device) {
    return this.#consent[ALLOWED_BY[device]];
  }

  /** @param {Device} device */
  async #begin(device) {
    this.#opening.add(device);
    const unanswered = setTimeout(() => this.#allowed(device) && this.#set(device, 'refused', 'refused'), ANSWERED_WITHIN);
    const { track, state } = await this.#open[device]();
    clearTimeout(unanswered);
    this.#opening.delete(device);
    if (!this.#allowed(device)) return track?.stop();
    if (!track) return this.#set(device, state, state);
    const sent = device === 'screen' ? this.#source(track) : track;
    this.tracks[device] = sent;
    track.addEventListener('ended', () => this.#lose(device, sent));
    this.#set(device, 'on', 'on');
  }

  /** @returns {Promise<import('/web/devices.js').Opened>} */
  async #openScreen() {
    const opened = await openScreen();
    if (!opened.track || !this.#host) return opened;
    this.#masks = MaskedSource.possible ? await this.#host.restrict(opened.track) : null;
    if (this.#masks) return opened;
    opened.track.stop();
    return { track: null, state: 'missing' };
  }

  /** @param {Device} device @param {MediaStreamTrack} track it stopped by itself: pulled out, or stopped by the browser */
  #lose(device, track) {
    if (this.tracks[device] !== track) return;
    this.#drop(device);
    this.#set(device, 'missing', 'lost');
  }

  /** @param {Device} device */
  #stop(device) {
    this.#drop(device);
    if (this.carries[device] !== 'off') this.#set(device, 'off', 'off');
  }

  /** @param {MediaStreamTrack} captured */
  #source(captured) {
    this.#screen = this.#host && this.#masks ? this.#masked(captured, this.#host, this.#masks) : new ScreenSource(captured);
    return this.#screen.track;
  }

  /** @param {MediaStreamTrack} captured @param {import('./host.js').Host} host @param {MessagePort} masks */
  #masked(captured, host, masks) {
    const source = new MaskedSource(captured, host, masks);
    for (const type of ['masks', 'withheld']) {
      on(source, type, (detail) => this.dispatchEvent(new CustomEvent(type, { detail })));
    }
    source.addEventListener('failed', () => this.#lose('screen', source.track));
    return source;
  }

  /** @param {Device} device */
  #drop(device) {
    this.tracks[device]?.stop();
    this.tracks[device] = null;
    if (device !== 'screen') return;
    this.#screen?.stop();
    this.#screen = null;
  }

  /** @param {Device} device @param {Carried[Device]} carried @param {DeviceState} state */
  #set(device, carried, state) {
    this.carries = { ...this.carries, [device]: carried };
    this.dispatchEvent(new CustomEvent('change', { detail: { device, state } }));
  }
}

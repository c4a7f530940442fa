import { KIOSK_CAMERA, openCamera, openMicrophone } from '/web/devices.js';

/** @typedef {'microphone' | 'camera'} Own */

/**
 * This telephone's microphone and camera, open only while they are wanted. Raises `change` {device}. Muting disables the
 * track, so that nothing has to be asked for again; a camera that is turned off is closed, and its light goes out.
 */
export class OwnMedia extends EventTarget {
  /** @type {Record<Own, MediaStreamTrack | null>} */
  tracks = { microphone: null, camera: null };
  /** @type {Record<Own, import('./state.js').DeviceState>} */
  states = { microphone: 'off', camera: 'off' };

  /** @param {Own} device */
  async open(device) {
    const { track, state } = device === 'microphone' ? await openMicrophone() : await openCamera(KIOSK_CAMERA);
    track?.addEventListener('ended', () => this.tracks[device] === track && this.#set(device, null, 'missing'));
    this.#set(device, track, state);
    return state;
  }

  /** @param {Own} device */
  close(device) {
    this.#set(device, null, 'off');
  }

  /** @param {boolean} muted */
  mute(muted) {
    const { microphone } = this.tracks;
    if (microphone) this.#set('microphone', microphone, muted ? 'off' : 'on');
  }

  stop() {
    for (const device of /** @type {const} */ (['microphone', 'camera'])) this.close(device);
  }

  /** @param {Own} device @param {MediaStreamTrack | null} track @param {import('./state.js').DeviceState} state */
  #set(device, track, state) {
    if (this.tracks[device] !== track) this.tracks[device]?.stop();
    this.tracks[device] = track;
    this.states[device] = state;
    this.dispatchEvent(new CustomEvent('change', { detail: { device } }));
  }
}

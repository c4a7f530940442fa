import { AGENT_CAMERA, openCamera, openMicrophone } from '/web/devices.js';

/** @import { DeviceState } from './state.js' */
/** @typedef {'microphone' | 'camera'} Own */

const KEY = 'bangban.device.';

/**
 * The agent's microphone and camera, each by itself. Raises `change` {device, state}. A device that went away is opened
 * again when the browser sees a new one.
 */
export class OwnMedia extends EventTarget {
  /** @type {Record<Own, MediaStreamTrack | null>} */
  tracks = { microphone: null, camera: null };
  /** @type {Record<Own, DeviceState>} */
  states = { microphone: 'closed', camera: 'closed' };

  constructor() {
    super();
    navigator.mediaDevices?.addEventListener('devicechange', () => this.#devicesChanged());
  }

  async openAll() {
    await Promise.all([this.open('microphone'), this.open('camera')]);
  }

  /**
   * @param {Own} device
   * @param {string} [id] another than the one used last
   */
  async open(device, id = localStorage.getItem(KEY + device) ?? undefined) {
    if (this.states[device] === 'opening') return;
    this.#set(device, null, 'opening');
    const open = (/** @type {string | undefined} */ chosen) =>
      device === 'microphone' ? openMicrophone(chosen) : openCamera(AGENT_CAMERA, chosen);
    let opened = await open(id);
    if (id && opened.state === 'missing') opened = await open(undefined);
    if (opened.track) this.#keep(device, opened.track);
    else this.#set(device, null, opened.state);
  }

  close() {
    for (const device of /** @type {const} */ (['microphone', 'camera'])) this.#set(device, null, 'closed');
  }

  /** @param {Own} device */
  async choices(device) {
    const kind = device === 'microphone' ? 'audioinput' : 'videoinput';
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter((found) => found.kind === kind && found.deviceId !== '');
  }

  /**
   * @param {Own} device
   * @param {MediaStreamTrack} track
   */
  #keep(device, track) {
    const { deviceId } = track.getSettings();
    if (deviceId) localStorage.setItem(KEY + device, deviceId);
    track.addEventListener('ended', () => this.tracks[device] === track && this.#set(device, null, 'lost'));
    const present = (/** @type {DeviceState} */ state) => this.tracks[device] === track && this.#set(device, track, state);
    track.addEventListener('mute', () => present('dead'));
    track.addEventListener('unmute', () => present('on'));
    this.#set(device, track, track.muted ? 'dead' : 'on');
  }

  #devicesChanged() {
    for (const device of /** @type {const} */ (['microphone', 'camera'])) {
      if (['lost', 'missing', 'dead'].includes(this.states[device])) this.open(device);
    }
    this.dispatchEvent(new Event('choices'));
  }

  /**
   * @param {Own} device
   * @param {MediaStreamTrack | null} track
   * @param {DeviceState} state
   */
  #set(device, track, state) {
    if (this.tracks[device] !== track) this.tracks[device]?.stop();
    this.tracks[device] = track;
    this.states[device] = state;
    this.dispatchEvent(new CustomEvent('change', { detail: { device, state } }));
  }
}

/**
 * Each device is opened by itself, so that a camera that is missing or refused never takes the microphone with it.
 *
 * @typedef {'on' | 'missing' | 'refused'} Found
 * @typedef {{track: MediaStreamTrack, state: 'on'} | {track: null, state: 'missing' | 'refused'}} Opened
 */

export const MICROPHONE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
export const KIOSK_CAMERA = { width: { max: 640, ideal: 640 }, height: { max: 480, ideal: 480 }, frameRate: { max: 15 } };
/** As large as the kiosk shows it: a face moves smoothly, and is there sooner, when each frame is small. */
export const AGENT_CAMERA = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 30, max: 30 } };

/** This very page and nothing else of the machine: no other window, no system sound. */
export const THIS_PAGE = /** @type {DisplayMediaStreamOptions} */ ({
  video: { displaySurface: 'browser', frameRate: { max: 15 } },
  audio: false,
  preferCurrentTab: true,
  selfBrowserSurface: 'include',
  surfaceSwitching: 'exclude',
  systemAudio: 'exclude',
  monitorTypeSurfaces: 'exclude',
});

const REFUSED = new Set(['NotAllowedError', 'SecurityError']);

/**
 * @param {() => Promise<MediaStream>} open
 * @returns {Promise<Opened>}
 */
async function attempt(open) {
  try {
    const [track] = (await open()).getTracks();
    return { track, state: 'on' };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (!name && !(error instanceof TypeError)) throw error;
    // A TypeError: this browser has no such capture, or the page is not served securely.
    return { track: null, state: REFUSED.has(name) ? 'refused' : 'missing' };
  }
}

/**
 * @param {string} [deviceId]
 * @param {MediaDevices} [devices]
 */
export async function openMicrophone(deviceId, devices = navigator.mediaDevices) {
  const audio = { ...MICROPHONE, ...(deviceId ? { deviceId: { exact: deviceId } } : {}) };
  const opened = await attempt(async () => await devices.getUserMedia({ audio }));
  if (opened.track) opened.track.contentHint = 'speech';
  return opened;
}

/**
 * @param {MediaTrackConstraints} constraints
 * @param {string} [deviceId]
 * @param {MediaDevices} [devices]
 */
export async function openCamera(constraints, deviceId, devices = navigator.mediaDevices) {
  const video = { ...constraints, ...(deviceId ? { deviceId: { exact: deviceId } } : {}) };
  const opened = await attempt(async () => await devices.getUserMedia({ video }));
  if (opened.track) opened.track.contentHint = 'motion';
  return opened;
}

/**
 * Must be called within the touch that allowed it: the browser wants a user's gesture.
 *
 * @param {MediaDevices} [devices]
 */
export async function openScreen(devices = navigator.mediaDevices) {
  const opened = await attempt(async () => await devices.getDisplayMedia(THIS_PAGE));
  if (opened.track) opened.track.contentHint = 'detail';
  return opened;
}

import { on } from './on.js';

/**
 * The self-service page that holds this one in a frame, where there is one. Events: `window` and `place`, with what the page
 * says (`ToFrame`) as detail.
 *
 * @typedef {import('/embed/messages.js').ToFrame} ToFrame
 * @typedef {import('/embed/messages.js').ToPage} ToPage
 */
export class Host extends EventTarget {
  /** @type {import('./region.js').Region | null} what the page has of its window beside this one, once it is known */
  region = null;
  #port;

  /** @param {MessagePort} port */
  constructor(port) {
    super();
    this.#port = port;
  }

  /**
   * Waits until the page answers: a page that does not know how is none of ours.
   *
   * @returns {Promise<Host | null>} null: this page stands by itself
   */
  static async meet() {
    if (window.parent === window) return null;
    const welcome = new Promise((/** @type {(port: MessagePort) => void} */ welcomed) => {
      addEventListener('message', ({ source, data, ports: [port] }) => {
        if (source === window.parent && data?.bangban === 'welcome' && port) welcomed(port);
      });
    });
    // Only pages that the server allows can hold this one, so whoever it is may know that it is there.
    window.parent.postMessage({ bangban: 'ready' }, '*');
    return new Host(await welcome);
  }

  /** What was said meanwhile is heard now. */
  listen() {
    this.#port.onmessage = ({ data }) => this.dispatchEvent(new CustomEvent(data.type, { detail: data }));
  }

  /** @param {ToPage} message */
  say(message) {
    this.#port.postMessage(message);
  }

  /**
   * Makes of a capture of this window a picture of the page alone, without what the help lays over it.
   *
   * @param {MediaStreamTrack} track
   * @returns {Promise<boolean>} whether it is: if not, nobody may see it
   */
  async restrict(track) {
    const answer = new Promise((/** @type {(target: RestrictionTarget | null) => void} */ answered) =>
      this.addEventListener('target', (event) => answered(/** @type {CustomEvent} */ (event).detail.target), { once: true }),
    );
    this.say({ type: 'capture' });
    const target = await answer;
    if (!target || !track.restrictTo) return false;
    try {
      await track.restrictTo(target);
    } catch (error) {
      console.error('The capture could not be restricted to the page, and is not shown.', error);
      return false;
    }
    this.say({ type: 'refresh' });
    return true;
  }

  /**
   * @template {ToFrame['type']} T
   * @param {T} type
   * @param {(message: Extract<ToFrame, {type: T}>) => void} listener
   */
  hear(type, listener) {
    on(this, type, listener);
  }
}

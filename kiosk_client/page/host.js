import { on } from './on.js';

/**
 * The self-service page that holds this one in a frame, where there is one. Events: `window` and `place`, with what the page
 * says (`ToFrame`) as detail; `region`.
 *
 * @typedef {import('/embed/messages.js').ToFrame} ToFrame
 * @typedef {import('/embed/messages.js').ToPage} ToPage
 * @typedef {import('./region.js').Region} Region
 */
export class Host extends EventTarget {
  /** @type {Region | null} what the page has of its window beside this one, once it is known */
  #region = null;
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

  get region() {
    return this.#region;
  }

  set region(region) {
    this.#region = region;
    this.dispatchEvent(new CustomEvent('region', { detail: region }));
  }

  /** @param {ToPage} message @param {Transferable[]} [lent] */
  say(message, lent = []) {
    this.#port.postMessage(message, lent);
  }

  /**
   * Makes of a capture of this window a picture of the page alone, without what the help lays over it.
   *
   * @param {MediaStreamTrack} track
   * @returns {Promise<MessagePort | null>} to the masks that the page needs; null: it cannot be, and nobody may see it
   */
  async restrict(track) {
    const answer = new Promise((/** @type {(target: RestrictionTarget | null) => void} */ answered) =>
      this.addEventListener('target', (event) => answered(/** @type {CustomEvent} */ (event).detail.target), { once: true }),
    );
    const { port1, port2 } = new MessageChannel();
    this.say({ type: 'capture' }, [port1]);
    const target = await answer;
    if (!target || !track.restrictTo) return abandoned(port2);
    try {
      await track.restrictTo(target);
    } catch (error) {
      console.error('The capture could not be restricted to the page, and is not shown.', error);
      return abandoned(port2);
    }
    this.say({ type: 'refresh' });
    return port2;
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

/** @param {MessagePort} port */
function abandoned(port) {
  port.close();
  return null;
}

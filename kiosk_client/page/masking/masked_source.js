/**
 * The captured page as a track, with what is private painted over. Raises `masks` and `withheld`, as the worker
 * tells them, and `failed`: there will be no more pictures.
 *
 * @typedef {import('../host.js').Host} Host
 * @typedef {import('./messages.js').ToWorker} ToWorker
 * @typedef {import('./messages.js').FromWorker} FromWorker
 */
export class MaskedSource extends EventTarget {
  /** What is sent. */
  track = new MediaStreamTrackGenerator({ kind: 'video' });
  #captured;
  #worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  #unheard = new AbortController();

  /** Frames cannot be painted in every browser: then none may be seen. */
  static get possible() {
    return 'MediaStreamTrackProcessor' in globalThis && 'MediaStreamTrackGenerator' in globalThis;
  }

  /**
   * @param {MediaStreamTrack} captured
   * @param {Host} host
   * @param {MessagePort} port to the masks of the page
   */
  constructor(captured, host, port) {
    super();
    this.#captured = captured;
    this.track.contentHint = captured.contentHint;
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = (event) => this.#fail(event);
    const { readable } = new MediaStreamTrackProcessor({ track: captured });
    const { writable } = this.track;
    this.#say({ type: 'begin', readable, writable, port, region: host.region }, [readable, writable, port]);
    const followed = () => this.#say({ type: 'region', region: host.region });
    host.addEventListener('region', followed, { signal: this.#unheard.signal });
  }

  async repeat() {
    this.#say({ type: 'repeat' });
  }

  stop() {
    this.#unheard.abort();
    this.#captured.stop();
    this.track.stop();
    this.#say({ type: 'stop' });
  }

  /** @param {ToWorker} message @param {Transferable[]} [lent] */
  #say(message, lent = []) {
    this.#worker.postMessage(message, lent);
  }

  /** @param {FromWorker} message */
  #hear(message) {
    this.dispatchEvent(new CustomEvent(message.type, { detail: message }));
  }

  /** @param {ErrorEvent} event */
  #fail({ message }) {
    console.error('The masks cannot be painted any more, and the page is not shown.', message);
    this.dispatchEvent(new Event('failed'));
  }
}

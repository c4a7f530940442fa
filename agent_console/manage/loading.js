/** Something that is being fetched: nothing yet, the last that came, or why it did not. */
import { Backoff } from '/web/backoff.js';

/** @typedef {{code: string, status: number, since: number}} Fault */

/**
 * A Lit controller. What came stays until something newer comes: a failed reload empties no page. When the server
 * cannot be reached it tries again by itself.
 * @template T
 */
export class Loading {
  /** @type {T | null} */
  value = null;
  /** @type {Fault | null} */
  fault = null;
  busy = false;
  #turn = 0;
  #backoff = new Backoff({ base: 1000 });
  /** @type {(() => Promise<T>) | null} */
  #task = null;
  #timer = 0;
  #again = () => this.fault && this.retry();

  /** @param {import('lit').ReactiveControllerHost} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {
    addEventListener('online', this.#again);
  }

  hostDisconnected() {
    removeEventListener('online', this.#again);
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  /** Only the newest task counts. @param {() => Promise<T>} task */
  async run(task) {
    this.#task = task;
    const turn = ++this.#turn;
    clearTimeout(this.#timer);
    this.busy = true;
    this.host.requestUpdate();
    try {
      const value = await task();
      if (turn === this.#turn) this.#keep(value);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
    if (turn !== this.#turn) return;
    this.busy = false;
    this.host.requestUpdate();
  }

  retry() {
    if (this.#task) void this.run(this.#task);
  }

  /** Something else is about to be shown. */
  clear() {
    this.value = null;
    this.fault = null;
  }

  /** @param {T} value */
  #keep(value) {
    this.value = value;
    this.fault = null;
    this.#backoff.reset();
  }

  /** @param {unknown} error */
  #fail(error) {
    const { code, status } = asFault(error);
    this.fault = { code, status, since: this.fault?.since ?? Date.now() };
    if (status === 0 || status >= 500) this.#timer = setTimeout(this.#again, 1000 + this.#backoff.next());
  }
}

/** The code and status of a request that was refused; a fault of our own goes on to whoever looks at faults. */
export function asFault(/** @type {unknown} */ error) {
  const { code, status } = /** @type {{code?: unknown, status?: unknown}} */ (error);
  if (typeof code !== 'string' || typeof status !== 'number') throw error;
  return { code, status };
}

/**
 * What is said of a request that was refused: a key of the catalogue.
 * @param {{code: string, status: number}} fault
 * @param {(key: string) => boolean} has
 */
export function refusalOf({ code, status }, has) {
  const known = `refused.${code}`;
  if (has(known)) return known;
  return status === 0 || status >= 500 ? 'refused.away' : 'refused.other';
}

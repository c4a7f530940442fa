import { Refused } from './commands.js';
import { pageTimers } from './timers.js';

/**
 * @typedef {import('./messages.js').TimelineEntry} TimelineEntry
 * @typedef {TimelineEntry extends infer Entry ? Entry extends TimelineEntry ? Omit<Entry, 'number' | 'at'> : never
 *   : never} Unnumbered
 */

const FLUSH_AFTER = 1_000;
const BATCH = 50;
const PREFIX = 'bangban.timeline.';

/**
 * Numbers what this machine reports of a session and sends it. The number is kept over a reload: the server ignores a
 * number that it has had.
 */
export class Timeline {
  #link;
  #session;
  #storage;
  #timers;
  /** @type {TimelineEntry[]} */
  #entries = [];
  /** @type {number | undefined} */
  #timer;

  /**
   * @param {object} options
   * @param {{command: (type: string, fields: object) => Promise<unknown>, now: () => number}} options.link
   * @param {string} options.session
   * @param {Pick<Storage, 'getItem' | 'setItem'>} [options.storage]
   * @param {import('./timers.js').Timers} [options.timers]
   */
  constructor({ link, session, storage = globalThis.sessionStorage, timers = pageTimers }) {
    this.#link = link;
    this.#session = session;
    this.#storage = storage;
    this.#timers = timers;
  }

  /** @param {Unnumbered} entry */
  add(entry) {
    const key = PREFIX + this.#session;
    const number = Number(this.#storage.getItem(key) ?? 0) + 1;
    this.#storage.setItem(key, String(number));
    this.#entries.push(/** @type {TimelineEntry} */ ({ number, at: this.#link.now(), ...entry }));
    this.#timer ??= this.#timers.setTimeout(() => this.flush(), FLUSH_AFTER);
  }

  flush() {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#entries.length > 0) this.#report(this.#entries.splice(0, BATCH));
  }

  /** @param {TimelineEntry[]} entries */
  async #report(entries) {
    try {
      await this.#link.command('timeline', { session: this.#session, entries });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      console.warn('The server does not take timeline entries for this session (any more).', error.code);
    }
  }
}

/**
 * Forgets the numbers of every session but one.
 *
 * @param {string | null} keep
 * @param {Storage} [storage]
 */
export function forgetTimelines(keep, storage = globalThis.sessionStorage) {
  for (const key of Object.keys(storage)) {
    if (key.startsWith(PREFIX) && key !== PREFIX + keep) storage.removeItem(key);
  }
}

import { pageTimers } from './timers.js';

/** @typedef {import('./peer_connection.js').Role} Role */

const LOOK_EVERY = 20;
const LOOK_LESS_AFTER = 10_000;
const LOOK_SELDOM_EVERY = 250;

/**
 * Notices the first frame or sound that each expected receiver decodes, by the receiver's own account
 * (`getSynchronizationSources` is a cheap look at what was last played; it needs no element on the page).
 */
export class FirstFrames {
  #onfirst;
  #timers;
  /** @type {Map<Role, {receiver: RTCRtpReceiver, before: number | undefined}>} with what was played last before it counts */
  #expected = new Map();
  /** @type {Set<Role>} */
  #known = new Set();
  #began = 0;
  /** @type {number | undefined} */
  #timer;

  /**
   * @param {object} options
   * @param {(role: Role) => void} options.onfirst
   * @param {import('./timers.js').Timers} [options.timers]
   */
  constructor({ onfirst, timers = pageTimers }) {
    this.#onfirst = onfirst;
    this.#timers = timers;
  }

  /**
   * From now on what this receiver decodes counts; once for each role.
   *
   * @param {Role} role
   * @param {RTCRtpReceiver} receiver
   */
  expect(role, receiver) {
    if (this.#known.has(role)) return;
    this.#known.add(role);
    this.#expected.set(role, { receiver, before: lastPlayed(receiver) });
    this.#began = this.#timers.now();
    this.#timers.clearTimeout(this.#timer);
    this.#look();
  }

  close() {
    this.#timers.clearTimeout(this.#timer);
  }

  #look() {
    for (const [role, { receiver, before }] of this.#expected) {
      const played = lastPlayed(receiver);
      if (played === undefined || played === before) continue;
      this.#expected.delete(role);
      this.#onfirst(role);
    }
    if (this.#expected.size === 0) return;
    const late = this.#timers.now() - this.#began > LOOK_LESS_AFTER;
    this.#timer = this.#timers.setTimeout(() => this.#look(), late ? LOOK_SELDOM_EVERY : LOOK_EVERY);
  }
}

/**
 * @param {RTCRtpReceiver} receiver
 * @returns {number | undefined}
 */
function lastPlayed(receiver) {
  return receiver.getSynchronizationSources()[0]?.rtpTimestamp;
}

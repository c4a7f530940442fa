import { pageTimers } from './timers.js';

/** @typedef {import('./peer_connection.js').Role} Role */

const LOOK_EVERY = 20;
const LOOK_LESS_AFTER = 10_000;
const LOOK_SELDOM_EVERY = 250;

/**
 * Notices the first frame or sound that each receiver has decoded since the watch began, by the receiver's own account
 * (`getSynchronizationSources` is a cheap look at what was last played; it needs no element on the page).
 */
export class FirstFrames {
  #receivers;
  #onfirst;
  #timers;
  /** @type {Map<Role, number | undefined>} what each receiver had played last when we began to look */
  #before = new Map();
  #began;
  /** @type {number | undefined} */
  #timer;

  /**
   * @param {object} options
   * @param {Map<Role, RTCRtpReceiver>} options.receivers
   * @param {(role: Role) => void} options.onfirst
   * @param {import('./timers.js').Timers} [options.timers]
   */
  constructor({ receivers, onfirst, timers = pageTimers }) {
    this.#receivers = receivers;
    this.#onfirst = onfirst;
    this.#timers = timers;
    this.#began = timers.now();
    for (const [role, receiver] of receivers) this.#before.set(role, lastPlayed(receiver));
    this.#look();
  }

  close() {
    this.#timers.clearTimeout(this.#timer);
  }

  #look() {
    for (const [role, receiver] of this.#receivers) {
      if (!this.#before.has(role)) continue;
      const played = lastPlayed(receiver);
      if (played === undefined || played === this.#before.get(role)) continue;
      this.#before.delete(role);
      this.#onfirst(role);
    }
    if (this.#before.size === 0) return;
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

import { pageTimers } from './timers.js';

/** @typedef {'disconnected' | 'failed' | 'network_change'} Trouble */

const PATIENCE = 2_000;
const GIVE_UP_AFTER = 8_000;

/**
 * Decides, from what ICE says of itself, when to restart it and when to give the connection up. A short `disconnected`
 * heals by itself more often than not.
 */
export class Recovery {
  #timers;
  #restart;
  #dead;
  #worked = false;
  /** @type {number | undefined} */
  #patience;
  /** @type {number | undefined} */
  #deadline;

  /**
   * @param {object} options
   * @param {(reason: Trouble) => void} options.restart
   * @param {() => void} options.dead nothing helped for 8 s: only a new connection can
   * @param {import('./timers.js').Timers} [options.timers]
   */
  constructor({ restart, dead, timers = pageTimers }) {
    this.#restart = restart;
    this.#dead = dead;
    this.#timers = timers;
  }

  /** @param {RTCIceConnectionState} state */
  ice(state) {
    if (state === 'connected' || state === 'completed') {
      this.#worked = true;
      this.close();
    } else if (state === 'disconnected') {
      this.#patience ??= this.#timers.setTimeout(() => this.#begin('disconnected'), PATIENCE);
    } else if (state === 'failed') {
      this.#begin('failed');
    }
  }

  /** The machine has another network now. The old path may go on looking well for a while: do not wait for it. */
  networkChanged() {
    if (this.#worked) this.#restart('network_change');
  }

  close() {
    this.#timers.clearTimeout(this.#patience);
    this.#timers.clearTimeout(this.#deadline);
    this.#patience = this.#deadline = undefined;
  }

  /** @param {Trouble} reason */
  #begin(reason) {
    this.#timers.clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#deadline ??= this.#timers.setTimeout(() => {
      this.close();
      this.#dead();
    }, GIVE_UP_AFTER);
    this.#restart(reason);
  }
}

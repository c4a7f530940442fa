/** @typedef {import('./pairs.js').Pair} Pair */

/** Each further one makes the guest's connections with all others anew, too. Both sides count: there can be one more. */
const AT_MOST = 2;

/** Whether two participants whose connection is dead are to try again, or cannot be connected at all. */
export class Attempts {
  /** @type {Map<string, Set<number>>} per pair the epochs that came to nothing, since the two were last connected */
  #vain = new Map();

  /**
   * @param {Pair} pair
   * @param {boolean} worked there had been a connection
   * @returns {boolean} whether another attempt is worth it
   */
  goOn({ peer, guest, epoch }, worked) {
    const name = `${peer} ${guest}`;
    const vain = worked ? new Set() : (this.#vain.get(name) ?? new Set()).add(epoch);
    this.#vain.set(name, vain);
    return vain.size < AT_MOST;
  }

  /** Another session begins. */
  clear() {
    this.#vain.clear();
  }
}

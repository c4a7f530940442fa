/** A clock that stands still until it is told to go on; timers fall due in order. */
export class Clock {
  #now = 0;
  #last = 0;
  /** @type {Map<number, {at: number, action: () => void}>} */
  #timers = new Map();

  timers = {
    setTimeout: (/** @type {() => void} */ action, /** @type {number} */ ms) => {
      this.#last += 1;
      this.#timers.set(this.#last, { at: this.#now + ms, action });
      return this.#last;
    },
    clearTimeout: (/** @type {number | undefined} */ id) => {
      if (id !== undefined) this.#timers.delete(id);
    },
    now: () => this.#now,
  };

  get waiting() {
    return this.#timers.size;
  }

  /**
   * Lets time pass, with everything that falls due in it.
   *
   * @param {number} ms
   */
  async pass(ms) {
    const until = this.#now + ms;
    await settled();
    for (;;) {
      const [next] = [...this.#timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at);
      if (!next) break;
      const [id, { at, action }] = next;
      this.#timers.delete(id);
      this.#now = at;
      action();
      await settled();
    }
    this.#now = until;
  }
}

/** Every promise that can be settled now is settled. */
export function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Waiting times between attempts: exponential with full jitter, so that a thousand kiosks that lost the same server do
 * not all come back in the same instant.
 */
export class Backoff {
  #base;
  #cap;
  #random;
  #attempt = 0;

  /** @param {{base?: number, cap?: number, random?: () => number}} [options] `base` and `cap` in milliseconds */
  constructor({ base = 500, cap = 30_000, random = Math.random } = {}) {
    this.#base = base;
    this.#cap = cap;
    this.#random = random;
  }

  /** @returns {number} milliseconds to wait before the next attempt */
  next() {
    const ceiling = Math.min(this.#cap, this.#base * 2 ** this.#attempt);
    this.#attempt = Math.min(this.#attempt + 1, 30);
    return this.#random() * ceiling;
  }

  reset() {
    this.#attempt = 0;
  }
}

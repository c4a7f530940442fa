/**
 * Notices that nobody has touched the machine for a while: first warns, then says so. Any touch starts over.
 */
export class QuietWatch {
  #warnAfter;
  #giveUpAfter;
  #onwarn;
  #onquiet;
  /** @type {number | undefined} */
  #timer;

  /**
   * @param {object} options
   * @param {number} options.warnAfter ms
   * @param {number} options.giveUpAfter ms after the warning
   * @param {(until: number | null) => void} options.onwarn when it will be given up (Date.now()); null: no longer
   * @param {() => void} options.onquiet
   */
  constructor({ warnAfter, giveUpAfter, onwarn, onquiet }) {
    this.#warnAfter = warnAfter;
    this.#giveUpAfter = giveUpAfter;
    this.#onwarn = onwarn;
    this.#onquiet = onquiet;
  }

  /** Starts over from now, as a touch does. */
  restart = () => {
    this.stop();
    this.#timer = window.setTimeout(() => this.#warn(), this.#warnAfter);
  };

  stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#onwarn(null);
  }

  #warn() {
    this.#onwarn(Date.now() + this.#giveUpAfter);
    this.#timer = window.setTimeout(() => {
      this.stop();
      this.#onquiet();
    }, this.#giveUpAfter);
  }
}

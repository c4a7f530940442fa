/** Keeps the telephone's screen on during a talk: many end what a page does when they fall asleep. */
export class Awake {
  #wanted = false;
  /** @type {WakeLockSentinel | null} */
  #lock = null;

  constructor() {
    // The system lets go whenever the page is hidden.
    document.addEventListener('visibilitychange', () => this.#take());
  }

  /** @param {boolean} wanted */
  keep(wanted) {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) this.#take();
    else this.#lock?.release();
  }

  async #take() {
    if (!this.#wanted || document.hidden || !navigator.wakeLock) return;
    try {
      this.#lock = await navigator.wakeLock.request('screen');
    } catch (error) {
      // A low battery, say: the talk goes on until the telephone sleeps.
      console.info('The screen is not kept on.', error);
    }
    if (!this.#wanted) this.#lock?.release();
  }
}

/** Renders its element again each time a second of the server's clock begins, as long as the element is on the page. */
export class Clock {
  #host;
  #now;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {() => number} now the server's clock, ms
   */
  constructor(host, now) {
    this.#host = host;
    this.#now = now;
    host.addController(this);
  }

  hostConnected() {
    this.#tick();
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
  }

  #tick() {
    this.#timer = setTimeout(() => {
      this.#host.requestUpdate();
      this.#tick();
    }, 1000 - (this.#now() % 1000));
  }
}

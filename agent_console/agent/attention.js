const FLASH_EVERY = 1_000;

/** Calls who looks at another window: the title flashes and, where that is allowed, the system shows a notification. */
export class Attention {
  #title = document.title;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  /** @type {Notification | null} */
  #notification = null;

  /** @param {string} title of the page while nobody calls */
  rest(title) {
    this.#title = title;
    if (this.#timer === undefined) document.title = title;
  }

  /**
   * @param {string} title
   * @param {string} body
   */
  call(title, body) {
    this.clear();
    document.title = title;
    this.#timer = setInterval(() => {
      document.title = document.title === title ? this.#title : title;
    }, FLASH_EVERY);
    this.#notification = notify(title, { body, tag: 'bangban-ring', requireInteraction: true });
  }

  /** Said once, to who looks at another window. @param {string} title @param {string} body */
  tell(title, body) {
    notify(title, { body, tag: 'bangban-hand' });
  }

  clear() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    document.title = this.#title;
    this.#notification?.close();
    this.#notification = null;
  }
}

/** @param {string} title @param {NotificationOptions} options */
function notify(title, options) {
  if (document.visibilityState === 'visible' && document.hasFocus()) return null;
  if (!('Notification' in window) || Notification.permission !== 'granted') return null;
  const notification = new Notification(title, { ...options, silent: true });
  notification.onclick = () => window.focus();
  return notification;
}

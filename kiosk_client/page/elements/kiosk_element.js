import { LitElement } from 'lit';

import { text } from '../text.js';

/**
 * What every element of the page is: it renders the state that it is given and tells the page what was touched. It renders
 * into the page itself, so that one set of style sheets, and the reader's aids, see one document.
 */
export class KioskElement extends LitElement {
  static properties = {
    /** The page's state; replaced, never changed. */
    state: { attribute: false },
    /** Only so that a change of language renders anew. */
    language: { attribute: false },
    /** The page's controller. */
    kiosk: { attribute: false },
  };

  constructor() {
    super();
    /** @type {import('../state.js').State} */
    this.state = /** @type {any} */ (undefined);
    /** @type {import('../kiosk.js').Kiosk} */
    this.kiosk = /** @type {any} */ (undefined);
    this.language = text.language;
  }

  createRenderRoot() {
    return this;
  }

  t = text.t;

  /** The desk as it was last known, and its telephone number. */
  get desk() {
    return this.state.welcome?.desk ?? null;
  }

  get phone() {
    return this.desk?.phone ?? '';
  }

  /** @param {string | null} code */
  service(code) {
    return this.desk?.services.find((service) => service.code === code) ?? null;
  }
}

/**
 * An element that shows time passing: it renders every second while it is on the page.
 */
export class TickingElement extends KioskElement {
  /** @type {number | undefined} */
  #ticker;

  connectedCallback() {
    super.connectedCallback();
    this.#ticker = window.setInterval(() => this.requestUpdate(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.#ticker);
    super.disconnectedCallback();
  }
}

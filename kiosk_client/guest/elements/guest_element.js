import { LitElement } from 'lit';

import { text } from '../text.js';

/** Renders the state that it is given, into the page itself, and tells the visit what was touched. */
export class GuestElement extends LitElement {
  static properties = {
    state: { attribute: false },
    visit: { attribute: false },
    /** Only so that a change of language renders anew. */
    language: { attribute: false },
  };

  constructor() {
    super();
    /** @type {import('../state.js').State} */
    this.state = /** @type {any} */ (undefined);
    /** @type {import('../visit.js').Visit} */
    this.visit = /** @type {any} */ (undefined);
    this.language = text.language;
  }

  createRenderRoot() {
    return this;
  }

  t = text.t;
}

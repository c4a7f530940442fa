import { html, nothing } from 'lit';

import { KioskElement } from './kiosk_element.js';
import { phoneLine } from './phone.js';

/** One sentence and its reason: getting ready, open elsewhere, out of service. */
export class PlainScreen extends KioskElement {
  static properties = { ...KioskElement.properties, screen: { attribute: false } };

  constructor() {
    super();
    /** @type {'starting' | 'superseded' | 'revoked'} */
    this.screen = 'starting';
  }

  render() {
    const offline = this.screen === 'starting' && this.state.link.state === 'offline';
    return html`<main tabindex="-1" class="screen plain">
      <div class="content">
        <h1>${this.t(`${this.screen}.title`)}</h1>
        <p class="large" role="status">${this.t(offline ? 'starting.offline' : `${this.screen}.what`)}</p>
      </div>
      <div class="action">
        ${this.#button()}
      </div>
      ${phoneLine(this.phone)}
    </main>`;
  }

  #button() {
    if (this.screen === 'superseded') {
      return html`<button class="primary" @click=${() => this.kiosk.takeOver()}>${this.t('superseded.action')}</button>`;
    }
    if (this.screen === 'revoked') {
      return html`<button class="quiet" @click=${() => this.kiosk.enrolAgain()}>${this.t('revoked.action')}</button>`;
    }
    return nothing;
  }
}

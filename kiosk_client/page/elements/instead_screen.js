import { html } from 'lit';

import { KioskElement } from './kiosk_element.js';
import { ticketOffers } from './offers.js';
import { phoneLine } from './phone.js';

/** For who does not want to wait any longer: a ticket, with which they may go. The place in the line stays until then. */
export class InsteadScreen extends KioskElement {
  render() {
    const { kiosk, state } = this;
    return html`<main tabindex="-1" class="screen plain">
      <div class="content">
        <h1>${this.t('instead.title')}</h1>
        <p class="large">${this.t('instead.what', { number: state.session?.ticket ?? '' })}</p>
        ${ticketOffers(this, () => kiosk.tell({ type: 'instead', step: 'keypad' }))}
      </div>
      <div class="action">
        <button class="primary" @click=${() => kiosk.tell({ type: 'instead', step: null })}>
          ${this.t('waiting.leave.stay')}
        </button>
      </div>
      ${phoneLine(this.phone)}
    </main>`;
  }
}

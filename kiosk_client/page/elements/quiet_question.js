import { html } from 'lit';

import { TickingElement } from './kiosk_element.js';

/** Asks whether somebody is still there, with the seconds that are left. Any touch is an answer. */
export class QuietQuestion extends TickingElement {
  static properties = { ...TickingElement.properties, until: { attribute: false } };

  constructor() {
    super();
    /** Date.now() at which the answer comes too late. */
    this.until = 0;
  }

  render() {
    const seconds = Math.max(0, Math.ceil((this.until - Date.now()) / 1000));
    return html`<div class="sheet" role="alertdialog" aria-labelledby="quiet-ask">
      <p class="large" id="quiet-ask">${this.t('quiet.ask', { seconds })}</p>
      <button class="primary">${this.t('quiet.stay')}</button>
    </div>`;
  }
}

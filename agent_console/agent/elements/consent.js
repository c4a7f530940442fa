import { html } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { consent } from '../styles/consent.js';

const PARTS = /** @type {const} */ ([
  ['voice', 'microphone', 'microphone_off'],
  ['screen', 'screen', 'screen_off'],
  ['camera', 'camera', 'camera_off'],
]);

/** What the resident has allowed so far: a word and a drawing for each part. */
export class Consent extends StaffElement {
  static properties = { consent: { attribute: false } };
  static styles = [...controls, consent];

  constructor() {
    super();
    /** @type {import('/web/messages.js').ConsentPart | null} */
    this.consent = null;
  }

  render() {
    const { consent } = this;
    if (!consent) return html`<span class="chip warn">${this.t('console.consent.none')}</span>`;
    return PARTS.map(([part, yes, no]) => {
      const allowed = consent[part];
      const word = this.t(`console.consent.${part}.${allowed ? 'yes' : 'no'}`);
      return html`<span class="chip ${allowed ? 'good' : ''}">${icon(allowed ? yes : no, 16)}${word}</span>`;
    });
  }
}

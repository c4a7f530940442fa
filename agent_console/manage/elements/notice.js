import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, buttons, cards } from '/staff/styles/controls.js';

import { warning } from '../icons.js';
import { clockTime } from '../times.js';
import { notice } from '../styles/notice.js';

/** Why something could not be fetched, what to do, and a code to quote. Raises `again`. */
export class Notice extends StaffElement {
  static properties = { fault: { attribute: false } };

  static styles = [base, buttons, cards, notice];

  constructor() {
    super();
    /** @type {import('../loading.js').Fault | null} */
    this.fault = null;
  }

  render() {
    if (!this.fault) return nothing;
    const { code, status, since } = this.fault;
    const away = status === 0 || status >= 500;
    const key = away ? 'fault.away' : status === 403 ? 'fault.forbidden' : status === 404 ? 'fault.gone' : 'fault.other';
    return html`<div class="banner ${away ? 'warn' : 'bad'}" role="alert">
      ${warning}
      <p>${this.t(key, { code, since: clockTime(since) })}</p>
      <button @click=${() => this.emit('again')}>${this.t('manage.again')}</button>
    </div>`;
  }
}

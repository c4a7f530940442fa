import { html } from 'lit';

import { icon } from '/kiosk/elements/icons.js';
import { GuestElement } from './guest_element.js';

/** That it is over, why, and how one comes back. */
export class EndScreen extends GuestElement {
  render() {
    const { end } = this.state;
    return html`<main tabindex="-1" class="screen centred">
      ${icon(end === 'left' || end === 'over' ? 'check' : 'warning')}
      <h1>${this.t(`guest.end.${end}`)}</h1>
      <p>${this.t(`guest.end.${end}.what`)}</p>
      <button class="second" @click=${() => this.visit.again()}>${this.t('guest.again')}</button>
    </main>`;
  }
}

import { html } from 'lit';

import { text } from '../text.js';

/**
 * One confirmation, in the place of the button that was touched: a second touch at the same spot changes nothing.
 *
 * @param {string} name prefix of the texts `.ask`, `.stay`, `.go`
 * @param {import('../kiosk.js').Kiosk} kiosk
 */
export const confirmation = (name, kiosk) =>
  html`<div class="confirm" role="alertdialog" aria-label=${text.t(`${name}.ask`)}>
    <p class="large">${text.t(`${name}.ask`)}</p>
    <button class="primary" @click=${() => kiosk.tell({ type: 'confirming', open: false })}>
      ${text.t(`${name}.stay`)}
    </button>
    <button class="danger" @click=${() => kiosk.end()}>${text.t(`${name}.go`)}</button>
  </div>`;

import { html } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { Clock } from '../clock.js';
import { banners } from '../styles/banners.js';
import { bannersOf } from '../view.js';

const LOOK = { bad: 'bad', warn: 'warn', info: 'info' };

/** What went wrong or is uncertain now, over the stage: it covers, it does not push. */
export class Banners extends StaffElement {
  static properties = { state: { attribute: false }, now: { attribute: false } };
  static styles = [...controls, banners];

  constructor() {
    super();
    /** @type {import('../state.js').ConsoleState} */
    this.state = /** @type {any} */ (null);
    this.now = () => Date.now();
    new Clock(this, () => this.now());
  }

  render() {
    const list = bannersOf(this.state, this.now(), Date.now());
    return html`<div role="status">
      ${list.map(
        ({ key, look, values, act }) => html`<p class="banner ${LOOK[look]}">
          ${icon(look === 'info' ? 'info' : 'warning')}<span class="figures">${this.t(`console.banner.${key}`, values)}</span>
          ${act
            ? html`<button @click=${() => this.emit('ask', { what: act })}>${this.t(`console.banner.${key}.act`)}</button>`
            : ''}
        </p>`,
      )}
    </div>`;
  }
}

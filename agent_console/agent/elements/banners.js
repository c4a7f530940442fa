import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { banners } from '../styles/banners.js';
import { bannersOf } from '../view.js';
import { RunningElement } from './console_element.js';

/** What went wrong or is uncertain now, over the stage: it covers, it does not push. */
export class Banners extends RunningElement {
  static styles = [...controls, banners];

  render() {
    const list = bannersOf(this.state, this.now(), Date.now());
    return html`<div role="status">
      ${list.map(
        ({ key, look, values, act }) => html`<p class="banner ${look}">
          ${icon(look === 'info' ? 'info' : 'warning')}
          <span class="figures">${this.t(`console.banner.${key}`, values)}</span>
          ${act
            ? html`<button @click=${() => this.ask(act)}>${this.t(`console.banner.${key}.act`)}</button>`
            : ''}
        </p>`,
      )}
    </div>`;
  }
}

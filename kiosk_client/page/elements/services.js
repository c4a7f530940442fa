import { html, nothing } from 'lit';

import { icon, serviceIcon } from './icons.js';
import { KioskElement } from './kiosk_element.js';

/** @typedef {import('/web/messages.js').Service} Service */

/** What the desk helps with, as tiles; or, opened, the card of one: what to bring. */
export class Services extends KioskElement {
  render() {
    const open = this.service(this.state.card);
    return open ? this.#card(open) : this.#tiles();
  }

  #tiles() {
    if (!this.desk?.services.length) return nothing;
    return html`<h2 class="heading">${this.t('idle.services')}</h2>
      <ul class="tiles">
        ${this.desk.services.map(
          ({ code, title }) => html`<li>
            <button class="tile" @click=${() => this.kiosk.openCard(code)}>
              ${serviceIcon(code)}<span>${title[this.language]}</span>
            </button>
          </li>`,
        )}
      </ul>`;
  }

  /** @param {Service} service */
  #card({ code, title, papers }) {
    return html`<article class="card">
      <header>
        <button class="quiet" @click=${() => this.kiosk.openCard(null)}>
          ${icon('back')}<span>${this.t('card.back')}</span>
        </button>
        <h2>${serviceIcon(code)}<span>${title[this.language]}</span></h2>
      </header>
      <h3 class="label">${this.t(papers.length > 0 ? 'card.papers' : 'card.papers.none')}</h3>
      <ol class="papers">
        ${papers.map((paper, index) => html`<li><b aria-hidden="true">${index + 1}</b><span>${paper[this.language]}</span></li>`)}
      </ol>
      <p class="muted">${this.t('card.hint')}</p>
    </article>`;
  }
}

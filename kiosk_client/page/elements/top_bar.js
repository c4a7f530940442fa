import { html } from 'lit';

import { placeName } from '../format.js';
import { text } from '../text.js';
import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';

const SIZES = 3;

/** Where one is, larger text, the other language. */
export class TopBar extends KioskElement {
  render() {
    const { welcome, size } = this.state;
    const name = (/** @type {string | undefined} */ place) => placeName(place ?? '', text.language);
    const other = text.language === 'zh-CN' ? 'en' : 'zh-CN';
    return html`<header>
      <p class="site">${name(welcome?.site_name)}<span>${name(welcome?.kiosk_name)}</span></p>
      <button class="quiet" aria-label=${this.t('bar.size.label', { size })} @click=${this.#larger}>
        ${icon('text')}<span>${this.t('bar.size')}</span>
        <span class="steps" aria-hidden="true">${[1, 2, 3].map((step) => html`<i ?data-on=${step <= size}></i>`)}</span>
      </button>
      <button class="quiet" lang=${other} @click=${() => text.set(other)}>
        ${icon('globe')}<span>${this.t('bar.language')}</span>
      </button>
    </header>`;
  }

  #larger() {
    this.kiosk.tell({ type: 'size', size: (this.state.size % SIZES) + 1 });
  }
}

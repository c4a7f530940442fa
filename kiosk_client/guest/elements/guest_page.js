import { html } from 'lit';

import { icon } from '/kiosk/elements/icons.js';
import { text } from '../text.js';
import { GuestElement } from './guest_element.js';

/** The one element of the page: the other language above, one screen below. */
export class GuestPage extends GuestElement {
  /** @type {import('../state.js').Stage | null} */
  #shown = null;

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!this.hasUpdated) this.replaceChildren();
    if (!changed.has('visit') || !this.visit) return;
    this.state = this.visit.state;
    this.visit.addEventListener('change', () => {
      this.state = this.visit.state;
    });
    text.addEventListener('change', () => {
      this.language = text.language;
    });
  }

  render() {
    if (!this.state) return '';
    const other = text.language === 'zh-CN' ? 'en' : 'zh-CN';
    return html`<header>
        <p>${this.t('guest.title')}</p>
        <button class="plain" lang=${other} @click=${() => text.set(other)}>
          ${icon('globe')}<span>${this.t('guest.language')}</span>
        </button>
      </header>
      ${this.#screen()}`;
  }

  #screen() {
    const { state, visit, language } = this;
    switch (state.stage) {
      case 'code':
      case 'coming':
        return html`<bb-code .state=${state} .visit=${visit} .language=${language}></bb-code>`;
      case 'talk':
        return html`<bb-talk .state=${state} .visit=${visit} .language=${language}></bb-talk>`;
      case 'ended':
        return html`<bb-end .state=${state} .visit=${visit} .language=${language}></bb-end>`;
    }
  }

  /** Who hears the page hears the new screen from its beginning. */
  async updated() {
    const { stage } = this.state ?? {};
    if (!stage || stage === this.#shown) return;
    const first = this.#shown === null;
    this.#shown = stage;
    await new Promise((/** @type {(value: unknown) => void} */ drawn) => requestAnimationFrame(drawn));
    const target = stage === 'code' ? '#code' : 'main';
    if (!first) /** @type {HTMLElement | null} */ (this.querySelector(target))?.focus();
  }
}

import { html, nothing } from 'lit';

import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';

/** What was allowed, with the way to change it; and, off until wished, the camera. */
export class Consented extends KioskElement {
  render() {
    const { consent, reconsider } = this.state;
    if (!consent) return nothing;
    const allowed = /** @type {const} */ (['voice', 'screen', 'camera']).filter((part) => consent[part]);
    const parts = new Intl.ListFormat(this.language, { type: 'conjunction' }).format(
      allowed.map((part) => this.t(`consented.${part}`)),
    );
    return html`<section class="consented">
      ${reconsider
        ? nothing
        : html`<div class="row">
            ${icon(allowed.length > 0 ? 'check' : 'cross')}
            <span class="words">${allowed.length > 0 ? this.t('consented', { parts }) : this.t('consented.none')}</span>
            <button class="quiet" @click=${() => this.kiosk.tell({ type: 'reconsider', open: true })}>
              ${this.t('consented.change')}
            </button>
          </div>`}
      ${consent.voice || consent.screen
        ? html`<div class="row" role="group" aria-label=${this.t('consent.camera')}>
            ${icon('face')}<span class="words">${this.t('consent.camera')}</span>
            ${this.#camera(false)} ${this.#camera(true)}
          </div>`
        : nothing}
    </section>`;
  }

  /** @param {boolean} camera */
  #camera(camera) {
    const consent = /** @type {import('../state.js').Consent} */ (this.state.consent);
    return html`<button
      class="choice"
      aria-pressed=${consent.camera === camera}
      @click=${() => this.kiosk.answer({ ...consent, camera })}
    >
      ${this.t(`consent.camera.${camera ? 'on' : 'off'}`)}
    </button>`;
  }
}

import { html } from 'lit';

import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';

/** The question what the agent may hear and see. Nothing is allowed until it is answered, and the face only if wished. */
export class ConsentCard extends KioskElement {
  static properties = { ...KioskElement.properties, camera: { state: true } };

  constructor() {
    super();
    this.camera = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.camera = this.state.consent?.camera ?? false;
  }

  render() {
    return html`<section class="card consent" aria-labelledby="consent-title">
      <h2 id="consent-title">${this.t('consent.title')}</h2>
      <p>${this.t('consent.promise')}</p>
      <div class="face" role="group" aria-label=${this.t('consent.camera')}>
        ${icon('face')}<span class="label">${this.t('consent.camera')}</span>
        ${this.#face(false)} ${this.#face(true)}
      </div>
      <div class="answers">
        ${this.#answer('all', 'primary', 'check', { voice: true, screen: true })}
        ${this.#answer('voice', 'quiet', 'microphone', { voice: true, screen: false })}
        ${this.#answer('none', 'quiet', 'cross', { voice: false, screen: false })}
      </div>
    </section>`;
  }

  /** @param {boolean} on */
  #face(on) {
    return html`<button class="choice" aria-pressed=${this.camera === on} @click=${() => (this.camera = on)}>
      ${this.t(`consent.camera.${on ? 'on' : 'off'}`)}
    </button>`;
  }

  /**
   * @param {'all' | 'voice' | 'none'} name
   * @param {string} kind
   * @param {import('./icons.js').Icon} drawing
   * @param {{voice: boolean, screen: boolean}} allowed
   */
  #answer(name, kind, drawing, allowed) {
    const camera = this.camera && name !== 'none';
    return html`<button class=${`${kind} two-lines`} @click=${() => this.kiosk.answer({ ...allowed, camera })}>
      ${icon(drawing)}
      <span class="words"><strong>${this.t(`consent.${name}`)}</strong><span>${this.t(`consent.${name}.what`)}</span></span>
    </button>`;
  }
}

import { html } from 'lit';

import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';

/** The question what the agent may hear and see. Nothing is allowed until it is answered, and the face is a question of its own. */
export class ConsentCard extends KioskElement {
  render() {
    return html`<section class="card consent" aria-labelledby="consent-title">
      <h2 id="consent-title">${this.t('consent.title')}</h2>
      <p>${this.t('consent.promise')}</p>
      <div class="answers">
        ${this.#answer('all', 'primary', 'check', { voice: true, screen: true })}
        ${this.#answer('voice', 'quiet', 'microphone', { voice: true, screen: false })}
        ${this.#answer('none', 'quiet', 'cross', { voice: false, screen: false })}
      </div>
    </section>`;
  }

  /**
   * @param {'all' | 'voice' | 'none'} name
   * @param {string} kind
   * @param {import('./icons.js').Icon} drawing
   * @param {{voice: boolean, screen: boolean}} allowed
   */
  #answer(name, kind, drawing, allowed) {
    const camera = name !== 'none' && this.state.consent?.camera === true;
    return html`<button class=${`${kind} two-lines`} @click=${() => this.kiosk.answer({ ...allowed, camera })}>
      ${icon(drawing)}
      <span class="words"><strong>${this.t(`consent.${name}`)}</strong><span>${this.t(`consent.${name}.what`)}</span></span>
    </button>`;
  }
}

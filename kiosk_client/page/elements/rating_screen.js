import { html } from 'lit';

import { ratingFace } from './icons.js';
import { KioskElement } from './kiosk_element.js';
import { phoneLine } from './phone.js';

/** The five levels of 好差评, in words and faces, and the way past it. */
export class RatingScreen extends KioskElement {
  render() {
    const { kiosk } = this;
    return html`<main tabindex="-1" class="screen rating">
      <div class="content">
        <h1>${this.t('rating.title')}</h1>
        <p class="large">${this.t('rating.what')}</p>
        <div class="levels">
          ${[5, 4, 3, 2, 1].map(
            (level) => html`<button class="level" data-level=${level} @click=${() => kiosk.rate(level)}>
              ${ratingFace(level)}<span>${this.t(`rating.${level}`)}</span>
            </button>`,
          )}
        </div>
      </div>
      <div class="action">
        <button class="quiet" @click=${() => kiosk.tell({ type: 'stage', stage: 'receipt' })}>${this.t('rating.skip')}</button>
      </div>
      ${phoneLine(this.phone)}
    </main>`;
  }
}

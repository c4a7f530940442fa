import { html, nothing } from 'lit';

import { clockTime, dayAndTime } from '../format.js';
import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';
import { phoneLine } from './phone.js';

/** Nobody is being helped: what this is, what one can look up, and the button. */
export class IdleScreen extends KioskElement {
  render() {
    const { kiosk, state, language } = this;
    return html`<main tabindex="-1" class="screen idle">
      <div class="content">
        ${state.card
          ? html`<h1 class="unseen">${this.t('idle.headline')}</h1>`
          : html`<section class="welcome">
              <h1>${this.t('idle.headline')}</h1>
              <p class="large">${this.t('idle.what')}</p>
            </section>`}
        <bb-services .kiosk=${kiosk} .state=${state} .language=${language}></bb-services>
      </div>
      <div class="action">
        ${this.state.left && this.state.link.state !== 'offline' ? this.#wayBack(this.state.left) : this.#trouble()}
        <bb-help-button .kiosk=${kiosk} .state=${state} .language=${language}></bb-help-button>
      </div>
      ${phoneLine(this.phone)}
    </main>`;
  }

  /** Said before the touch, so that nobody is disappointed by it. */
  #trouble() {
    const words = this.#words();
    return words ? html`<p class="notice" role="status">${icon('warning')}<span>${words}</span></p>` : nothing;
  }

  /** @param {{ticket: string}} left whoever touched the wrong button has not lost their place */
  #wayBack(left) {
    return html`<section class="left-behind">
      <p role="status">${this.t('idle.left', { ticket: left.ticket })}</p>
      <button class="quiet" @click=${() => this.kiosk.comeBack()}>
        ${icon('back')}<span>${this.t('idle.left.back')}</span>
      </button>
    </section>`;
  }

  #words() {
    const { link, desk } = this.state;
    if (link.state === 'offline') return this.t('idle.offline', { time: clockTime(link.since, this.language) });
    if (!desk) return '';
    if (!desk.open) {
      if (desk.next_opening === null) return this.t('idle.closed.unknown');
      const when = dayAndTime(desk.next_opening, this.kiosk.now(), this.language, this.desk?.zone);
      return this.t('idle.closed', { when });
    }
    return desk.staffed ? '' : this.t('idle.unstaffed');
  }
}

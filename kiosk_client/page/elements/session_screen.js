import { html } from 'lit';

import { confirmation } from './confirm.js';
import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';

/** Somebody helps: the page that it is about stays where it was, to be looked at together; beside it whoever helps. */
export class SessionScreen extends KioskElement {
  render() {
    const { kiosk, state, language } = this;
    return html`<main tabindex="-1" class="screen session">
      <h1 class="unseen">${this.t('session.with', { name: state.session?.agent_name || this.t('session.somebody') })}</h1>
      <bb-watch-sign .kiosk=${kiosk} .state=${state} .language=${language}></bb-watch-sign>
      <div class="content">
        ${state.reconsider
          ? html`<bb-consent .kiosk=${kiosk} .state=${state} .language=${language}></bb-consent>
              <bb-consented .kiosk=${kiosk} .state=${state} .language=${language}></bb-consented>`
          : html`<bb-services .kiosk=${kiosk} .state=${state} .language=${language}></bb-services>`}
      </div>
      <bb-session-panel .kiosk=${kiosk} .state=${state} .language=${language}></bb-session-panel>
      <div class="action">${state.confirming ? confirmation('session.end', kiosk) : this.#buttons()}</div>
    </main>`;
  }

  #buttons() {
    const { kiosk, state } = this;
    const consent = state.consent ?? { voice: false, screen: false, camera: false };
    return html`
      ${consent.screen
        ? html`<button class="quiet" @click=${() => kiosk.answer({ ...consent, screen: false })}>
            ${icon('cross')}<span>${this.t('session.stop_screen')}</span>
          </button>`
        : html`<button class="quiet" @click=${() => kiosk.answer({ ...consent, screen: true })}>
            ${icon('eye')}<span>${this.t('session.show_screen')}</span>
          </button>`}
      <button class="quiet" @click=${() => kiosk.tell({ type: 'reconsider', open: !state.reconsider })}>
        ${icon('microphone')}<span>${this.t('session.permissions')}</span>
      </button>
      <button class="danger end" @click=${() => kiosk.tell({ type: 'confirming', open: true })}>
        ${icon('phone')}<span>${this.t('session.end')}</span>
      </button>
    `;
  }
}

import { html, nothing } from 'lit';

import { confirmation } from './confirm.js';
import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';

/** Somebody helps: the page that it is about stays where it was, to be looked at together; beside it whoever helps. */
export class SessionScreen extends KioskElement {
  render() {
    const { kiosk, state, language } = this;
    return html`<main tabindex="-1" class="screen session">
      <h1 class="unseen">${this.t('session.with', { name: this.#name })}</h1>
      <bb-watch-sign .kiosk=${kiosk} .state=${state} .language=${language}></bb-watch-sign>
      <div class="content">
        ${state.reconsider
          ? html`<bb-consent .kiosk=${kiosk} .state=${state} .language=${language}></bb-consent>
              <bb-consented .kiosk=${kiosk} .state=${state} .language=${language}></bb-consented>`
          : html`<bb-step-card .kiosk=${kiosk} .state=${state} .language=${language}></bb-step-card>
              <bb-services .kiosk=${kiosk} .state=${state} .language=${language}></bb-services>`}
      </div>
      <bb-session-panel .kiosk=${kiosk} .state=${state} .language=${language}></bb-session-panel>
      <div class="action">${state.confirming ? confirmation('session.end', kiosk) : this.#buttons()}</div>
    </main>`;
  }

  get #name() {
    return this.state.session?.agent_name || this.t('session.somebody');
  }

  /** What is not as it should be, most urgent first: one sentence, no more. */
  #trouble() {
    const { link, session, media, carries, consent } = this.state;
    const values = { name: this.#name, phone: this.phone };
    /** @type {[boolean, string][]} */
    const reasons = [
      [link.state === 'offline', media === 'connected' ? 'session.reconnecting' : 'session.offline'],
      [session?.agent_present === false, 'session.agent_away'],
      [media === 'troubled', 'session.troubled'],
      [consent?.voice === true && carries.microphone === 'missing', 'session.microphone.missing'],
      [consent?.voice === true && carries.microphone === 'refused', 'session.microphone.refused'],
      [consent?.screen === true && carries.screen === 'missing', 'session.screen.missing'],
      [consent?.screen === true && carries.screen === 'refused', 'session.screen.refused'],
      [consent?.camera === true && carries.camera === 'missing', 'session.camera.missing'],
      [consent?.camera === true && carries.camera === 'refused', 'session.camera.refused'],
      [!consent?.voice, 'session.microphone.off'],
    ];
    const [, words] = reasons.find(([applies]) => applies) ?? [];
    return words ? html`<p class="notice" role="status">${icon('warning')}<span>${this.t(words, values)}</span></p>` : nothing;
  }

  #buttons() {
    const { kiosk, state } = this;
    const consent = state.consent ?? { voice: false, screen: false, camera: false };
    return html`
      ${this.#trouble()}
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

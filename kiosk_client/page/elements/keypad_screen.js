import { html } from 'lit';

import { grouped, judge, MOST_DIGITS } from '/web/phone_number.js';
import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';
import { phoneLine } from './phone.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The number to be called back at: typed with big keys, read back in groups, judged while it grows. */
export class KeypadScreen extends KioskElement {
  static properties = { ...KioskElement.properties, insisted: { state: true } };

  constructor() {
    super();
    /** Confirmed what is no number: the hint becomes a complaint. */
    this.insisted = false;
  }

  render() {
    const { handoff } = this.state;
    if (!handoff) return html``;
    const { digits, sending } = handoff;
    return html`<main tabindex="-1" class="screen keypad-screen">
      <div class="content">
        <div class="asked">
          <h1>${this.t('keypad.title')}</h1>
          <p>${this.t('keypad.what')}</p>
          <p class="typed"><span class="unseen">${this.t('keypad.typed')}</span>${grouped(digits) || html`&nbsp;`}</p>
          ${this.#said(handoff)}
        </div>
        <div class="keys">
          ${KEYS.map((key) => this.#key(key))}
          <button class="key" @click=${() => this.#type('')}>${this.t('keypad.clear')}</button>
          ${this.#key('0')}
          <button class="key" @click=${() => this.#type(digits.slice(0, -1))}>${icon('back')}${this.t('keypad.correct')}</button>
        </div>
      </div>
      <div class="action pair">
        <button class="quiet" @click=${this.#back}>${this.t('keypad.back')}</button>
        <button class="primary" aria-disabled=${sending} @click=${this.#confirm}>${this.t('keypad.confirm')}</button>
      </div>
      ${phoneLine(this.phone)}
    </main>`;
  }

  /** @param {import('../state.js').Handoff} handoff */
  #said({ digits, sending, refused }) {
    if (sending) {
      const offline = this.state.link.state !== 'online';
      return html`<p class="hint" role="status">${icon('wait')}${this.t(offline ? 'keypad.offline' : 'keypad.sending')}</p>`;
    }
    if (refused) return html`<p class="notice" role="status">${icon('warning')}${this.t('ticket.refused')}</p>`;
    const { key, missing } = judge(digits);
    const said = this.t(`keypad.hint.${key}`, { missing });
    if (key === 'whole') return html`<p class="hint whole" role="status">${icon('check')}${said}</p>`;
    const complaint = this.insisted || key === 'wrong' || key === 'area';
    return html`<p class=${complaint ? 'notice' : 'hint'} role="status">${complaint ? icon('warning') : ''}${said}</p>`;
  }

  /** @param {string} key */
  #key(key) {
    return html`<button class="key digit" @click=${() => this.#type((this.state.handoff?.digits ?? '') + key)}>${key}</button>`;
  }

  /** @param {string} digits */
  #type(digits) {
    this.insisted = false;
    if (digits.length <= MOST_DIGITS) this.kiosk.tell({ type: 'digits', digits });
  }

  #back() {
    const { kiosk, state } = this;
    kiosk.tell(state.ended ? { type: 'stage', stage: 'notice' } : { type: 'instead', step: 'offers' });
  }

  #confirm() {
    if (judge(this.state.handoff?.digits ?? '').key === 'whole') this.kiosk.requestTicket('call_back');
    else this.insisted = true;
  }
}

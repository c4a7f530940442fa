import { html } from 'lit';
import { live } from 'lit/directives/live.js';

import { icon } from '/kiosk/elements/icons.js';
import { digitsOf, grouped } from '../state.js';
import { GuestElement } from './guest_element.js';

const MICROPHONE = new Set(['microphone_refused', 'microphone_missing']);

/** The code, what one agrees to, and whether one's face is to be seen. */
export class CodeScreen extends GuestElement {
  static properties = { ...GuestElement.properties, digits: { state: true }, camera: { state: true }, short: { state: true } };

  constructor() {
    super();
    this.digits = '';
    this.camera = false;
    /** Wanted to go on before the code was whole. */
    this.short = false;
  }

  render() {
    const { stage } = this.state;
    if (stage === 'coming') return this.#coming();
    return html`<main tabindex="-1" class="screen">
      <form @submit=${this.#submit} novalidate>
        <h1>${this.t('guest.code.title')}</h1>
        <label for="code">${this.t('guest.code.label')}</label>
        <input id="code" class="code" inputmode="numeric" autocomplete="one-time-code" maxlength="9" required
          aria-describedby="said" aria-invalid=${this.#complaint() !== null}
          .value=${live(grouped(this.digits))} @input=${this.#type} />
        <div id="said" role="status">${this.#said()}</div>
        <label class="switch">
          <input type="checkbox" role="switch" .checked=${live(this.camera)} @change=${this.#wishCamera} />
          <span><strong>${this.t('guest.camera')}</strong><span class="muted">${this.t('guest.camera.hint')}</span></span>
        </label>
        <p class="agree">${icon('microphone')}<span>${this.t('guest.agree')}</span></p>
        <button class="main">${this.t('guest.join')}</button>
        ${MICROPHONE.has(this.state.trouble ?? '')
          ? html`<button type="button" class="second" @click=${() => this.#come(true)}>${this.t('guest.listen')}</button>`
          : ''}
      </form>
    </main>`;
  }

  #coming() {
    return html`<main tabindex="-1" class="screen centred">
      ${icon('wait')}
      <p class="large" role="status">${this.t(this.state.offline ? 'guest.offline' : 'guest.coming')}</p>
    </main>`;
  }

  /** @returns {string | null} */
  #complaint() {
    return this.short ? 'short' : this.state.trouble;
  }

  #said() {
    const complaint = this.#complaint();
    if (!complaint) return html`<p class="muted">${this.t('guest.code.hint')}</p>`;
    return html`<p class="notice">${icon('warning')}<span>${this.t(`guest.trouble.${complaint}`)}</span></p>`;
  }

  /** @param {Event} event */
  #type(event) {
    this.digits = digitsOf(/** @type {HTMLInputElement} */ (event.target).value);
    this.short = false;
    this.requestUpdate();
  }

  /** @param {Event} event */
  #wishCamera(event) {
    this.camera = /** @type {HTMLInputElement} */ (event.target).checked;
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    this.#come(false);
  }

  /** @param {boolean} listening */
  #come(listening) {
    this.short = this.digits.length < 8;
    if (!this.short) this.visit.come(this.digits, { camera: this.camera, listening });
  }
}

import { html, nothing } from 'lit';

import { Reader } from '../reader.js';
import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';

/** Characters that there is room for in the largest letters. */
const FEW = { 'zh-CN': 24, en: 60 };

/** The step that whoever helps has put here, in a few large words; or that all steps are done. */
export class StepCard extends KioskElement {
  #reader = new Reader();
  /** @type {string | null} what was on the card when it was last drawn */
  #words = null;

  constructor() {
    super();
    this.#reader.addEventListener('change', () => this.requestUpdate());
  }

  disconnectedCallback() {
    this.#reader.stop();
    super.disconnectedCallback();
  }

  /** What is read is what is seen. */
  willUpdate() {
    const words = this.#spoken;
    if (words !== this.#words) this.#reader.stop();
    this.#words = words;
  }

  render() {
    const step = this.state.session?.shown_step ?? null;
    return html`
      <div class="words" role="status" aria-atomic="true">${step ? this.#step(step) : this.#done()}</div>
      ${step && this.#reader.can(this.language) ? this.#read() : nothing}
    `;
  }

  get #spoken() {
    const step = this.state.session?.shown_step;
    return step ? (step.spoken ?? step.card)[this.language] : null;
  }

  /** @param {import('/web/messages.js').ShownStep} step */
  #step({ number, count, title, card }) {
    const words = card[this.language];
    return html`
      <p class="number">${this.t('step.number', { number, count })}</p>
      <h2>${title[this.language]}</h2>
      <p class="what" ?data-long=${words.length > FEW[this.language]}>${words}</p>
    `;
  }

  #done() {
    if (!this.state.session?.guide_done) return nothing;
    return html`<p class="done">${icon('check')}<span>${this.t('step.done')}</span></p>`;
  }

  #read() {
    const { reading } = this.#reader;
    return html`<button class="quiet read" @click=${() => this.#touched()}>
      ${icon(reading ? 'cross' : 'sound')}<span>${this.t(reading ? 'step.stop' : 'step.read')}</span>
    </button>`;
  }

  #touched() {
    if (this.#reader.reading) this.#reader.stop();
    else if (this.#spoken) this.#reader.read(this.#spoken, this.language);
  }
}

import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { isAgent } from '../company.js';
import { inTalk } from '../view.js';
import { ConsoleElement } from './console_element.js';

/**
 * @typedef {object} Question
 * @property {'end' | 'give_back' | 'transfer' | 'to_line' | 'hand_over' | 'take_over'} what the middle of the text keys
 * @property {Record<string, string>} values of the texts
 * @property {() => unknown} yes
 */

/** What cannot be undone for the resident is asked once. Enter does it, Esc does not. */
export class Confirm extends ConsoleElement {
  static properties = { ...ConsoleElement.properties, question: { state: true } };
  static styles = controls;

  #asked = '';

  constructor() {
    super();
    /** @type {Question | null} */
    this.question = null;
  }

  get open() {
    return this.#dialog()?.open ?? false;
  }

  /** @param {Question} question */
  async show(question) {
    if (this.open) return;
    this.question = question;
    this.#asked = this.#circumstances();
    await this.updateComplete;
    this.#dialog()?.showModal();
    /** @type {HTMLElement | null | undefined} */ (this.#dialog()?.querySelector('.yes'))?.focus();
  }

  close() {
    this.#dialog()?.close();
  }

  render() {
    return html`<dialog aria-labelledby="title" aria-describedby="text" @close=${() => (this.question = null)}>
      ${this.question ? this.#words(this.question) : ''}
    </dialog>`;
  }

  /** @param {Question} question */
  #words({ what, values, yes }) {
    const ends = what === 'end';
    const sure = () => {
      this.close();
      yes();
    };
    return html`
      <h1 id="title">${this.t(`console.confirm.${what}.title`, values)}</h1>
      <p id="text">${this.t(`console.confirm.${what}.text`, values)}</p>
      <div class="actions">
        <button @click=${this.close}>${this.t('console.confirm.no')}</button>
        <button class="yes ${ends ? 'end' : 'main'}" @click=${sure}>
          ${icon(ends ? 'end' : 'check')}${this.t(`console.confirm.${what}.yes`, values)}
        </button>
      </div>
    `;
  }

  /** Enter must not do what was not asked: where the first picture comes meanwhile, End is another question. */
  updated() {
    if (this.open && this.#asked !== this.#circumstances()) this.close();
  }

  #circumstances() {
    const { session } = this.state;
    return `${session?.id} ${inTalk(session)} ${isAgent(session)} ${session?.active_at === null}`;
  }

  #dialog() {
    return this.renderRoot.querySelector('dialog');
  }
}

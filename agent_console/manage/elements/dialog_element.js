import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, buttons, cards, forms } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { warning } from '../icons.js';
import { asFault, refusalOf } from '../loading.js';
import { dialogs } from '../styles/dialogs.js';

/** A native modal dialog with one form: what it asks is not lost when the server refuses it. Raises `done`. */
export class DialogElement extends StaffElement {
  /** @type {import('lit').PropertyDeclarations} */
  static properties = { busy: { state: true }, fault: { state: true }, shown: { state: true } };

  /** @type {import('lit').CSSResult[]} */
  static styles = [base, buttons, forms, cards, dialogs];

  constructor() {
    super();
    this.busy = false;
    this.shown = false;
    /** @type {string | null} A key of the catalogue. */
    this.fault = null;
    /** @type {Record<string, string>} What the fault's text has places for. */
    this.values = {};
  }

  async show() {
    this.fault = null;
    this.shown = true;
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  close() {
    this.renderRoot.querySelector('dialog')?.close();
  }

  /**
   * The dialog around a form; nothing of it is there while it is not shown.
   * @param {string} title
   * @param {unknown} content
   * @param {unknown} actions
   */
  frame(title, content, actions) {
    if (!this.shown) return nothing;
    return html`<dialog aria-labelledby="title" @close=${() => (this.shown = false)}>
      <form class="stack" method="dialog" novalidate @submit=${this.#submit}>
        <h1 id="title">${title}</h1>
        ${content}
        <div class="foot stack">
          ${this.notices()}
          <p class="fault" role="alert" ?hidden=${!this.fault}>
            ${warning} ${this.fault ? this.t(this.fault, this.values) : nothing}
          </p>
          <div class="actions">${actions}</div>
        </div>
      </form>
    </dialog>`;
  }

  /** @param {string} label @param {string} [look] */
  submitButton(label, look = 'main') {
    return html`<button class=${look} aria-disabled=${this.busy}>${label}</button>`;
  }

  cancelButton(label = this.t('dialog.cancel')) {
    return html`<button type="button" @click=${() => this.close()}>${label}</button>`;
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {string} value
   * @param {{hint?: string, maxlength?: number, autofocus?: boolean, className?: string}} [options]
   */
  input(name, label, value, { hint, maxlength = 200, autofocus = false, className = '' } = {}) {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} class=${className} .value=${value} maxlength=${maxlength} autocomplete="off"
        spellcheck="false" ?autofocus=${autofocus} aria-describedby=${hint ? `${name}-hint` : nothing} />
      ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}
    </div>`;
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {string} value
   * @param {readonly (readonly [string, string])[]} offered value and word
   */
  select(name, label, value, offered) {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <select id=${name} name=${name}>
        ${offered.map(([code, word]) => html`<option value=${code} .selected=${code === value}>${word}</option>`)}
      </select>
    </div>`;
  }

  /** What the form asks for. Rejects with `ApiError`; returns the key of a fault to say instead of asking. */
  /** @param {FormData} _form @returns {Promise<string | void>} */
  async submit(_form) {
    throw new Error(`${this.localName} submits nothing`);
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    await this.attempt(() => this.submit(form));
  }

  /** One at a time; a refusal is said in the dialog. @param {() => Promise<string | void>} act */
  async attempt(act) {
    if (this.busy) return;
    this.busy = true;
    this.fault = null;
    try {
      this.fault = (await act()) ?? null;
    } catch (error) {
      const refused = asFault(error);
      const details = this.details(error);
      this.values = { code: refused.code, ...details?.values };
      this.fault = details ? details.key : refusalOf(refused, (key) => text.has(key));
    } finally {
      this.busy = false;
    }
  }

  /** What is to be seen beside the actions. @returns {unknown} */
  notices() {
    return nothing;
  }

  /**
   * What can be said of a refusal beyond its code.
   * @param {unknown} _error
   * @returns {{key: string, values: Record<string, string>} | null}
   */
  details(_error) {
    return null;
  }

  /** It took effect: the view behind reads again. */
  finish() {
    this.close();
    this.emit('done');
  }
}

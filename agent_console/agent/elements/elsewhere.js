import { html } from 'lit';

import { controls } from '/staff/styles/controls.js';
import { ConsoleElement } from './console_element.js';

/** The same person has another window: before taking over, or after having been taken over, or refused for good. */
export class Elsewhere extends ConsoleElement {
  static properties = { ...ConsoleElement.properties, view: {}, code: {} };
  static styles = controls;

  constructor() {
    super();
    /** @type {'already_signed_in' | 'superseded' | 'refused'} */
    this.view = 'already_signed_in';
    this.code = '';
  }

  firstUpdated() {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  render() {
    const { view, code } = this;
    const what = view === 'refused' ? 'sign_out' : 'take_over';
    const stay = (/** @type {Event} */ event) => event.preventDefault();
    return html`<dialog aria-labelledby="title" aria-describedby="text" @cancel=${stay}>
      <h1 id="title">${this.t(`console.${view}.title`)}</h1>
      <p id="text">${this.t(`console.${view}.text`, { code })}</p>
      <div class="actions">
        <button class="main" @click=${() => this.ask(what)}>${this.t(`console.${view}.act`)}</button>
      </div>
    </dialog>`;
  }
}

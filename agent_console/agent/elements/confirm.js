import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { ConsoleElement } from './console_element.js';

/** Ending cannot be undone for the resident: asked once. Enter ends, Esc goes on. */
export class ConfirmEnd extends ConsoleElement {
  static styles = controls;

  show() {
    const dialog = this.#dialog();
    if (!dialog || dialog.open) return;
    dialog.showModal();
    /** @type {HTMLElement | null} */ (dialog.querySelector('.end'))?.focus();
  }

  close() {
    this.#dialog()?.close();
  }

  render() {
    return html`<dialog aria-labelledby="title" aria-describedby="text">
      <h1 id="title">${this.t('console.confirm_end.title')}</h1>
      <p id="text">${this.t('console.confirm_end.text')}</p>
      <div class="actions">
        <button @click=${this.close}>${this.t('console.confirm_end.no')}</button>
        <button class="end" @click=${this.#end}>${icon('end')}${this.t('console.confirm_end.yes')}</button>
      </div>
    </dialog>`;
  }

  #end() {
    this.close();
    this.ask('end_confirmed');
  }

  #dialog() {
    return this.renderRoot.querySelector('dialog');
  }
}

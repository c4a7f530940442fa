import { html } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { controls, forms } from '/staff/styles/controls.js';
import { FIXED, setShortcuts, SHORTCUTS, shortcutsOn } from '../shortcuts.js';
import { sheet } from '../styles/sheet.js';

/** All keyboard shortcuts, and the switch for those of one letter. */
export class Sheet extends StaffElement {
  static styles = [...controls, forms, sheet];

  show() {
    this.requestUpdate();
    const dialog = this.#dialog();
    if (dialog && !dialog.open) dialog.showModal();
  }

  render() {
    return html`<dialog aria-labelledby="title" @click=${this.#outside}>
      <h1 id="title">${this.t('console.sheet.title')}</h1>
      <div class="groups">
        ${SHORTCUTS.map(
          ({ group, keys }) => html`<section>
            <h2>${this.t(`console.sheet.${group}`)}</h2>
            <dl>${keys.map(({ key, what }) => this.#row(key.toUpperCase(), what))}</dl>
          </section>`,
        )}
        <section>
          <h2>${this.t('console.sheet.fixed')}</h2>
          <dl>${FIXED.map(({ keys, what }) => this.#row(keys, what))}</dl>
        </section>
      </div>
      <label class="switch">
        <input type="checkbox" .checked=${shortcutsOn()} @change=${this.#toggle} />${this.t('console.sheet.on')}
      </label>
      <div class="actions">
        <button class="main" autofocus @click=${() => this.#dialog()?.close()}>${this.t('console.close')}</button>
      </div>
    </dialog>`;
  }

  /**
   * @param {string} keys
   * @param {string} what
   */
  #row(keys, what) {
    return html`<dt><kbd>${keys}</kbd></dt><dd>${this.t(`console.key.${what}`)}</dd>`;
  }

  /** @param {Event} event */
  #toggle(event) {
    setShortcuts(/** @type {HTMLInputElement} */ (event.target).checked);
  }

  /** @param {MouseEvent} event */
  #outside(event) {
    if (event.target === this.#dialog()) this.#dialog()?.close();
  }

  #dialog() {
    return this.renderRoot.querySelector('dialog');
  }
}

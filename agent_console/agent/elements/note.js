import { html } from 'lit';
import { live } from 'lit/directives/live.js';

import { controls, forms } from '/staff/styles/controls.js';
import { note } from '../styles/note.js';
import { clockTime } from '../titles.js';
import { saveState } from '../view.js';
import { ConsoleElement } from './console_element.js';

/** The note of the session, from the talk on: whoever takes it over goes on from what is written here. */
export class Note extends ConsoleElement {
  static styles = [...controls, forms, note];

  focusInput() {
    this.renderRoot.querySelector('textarea')?.focus();
  }

  render() {
    const { draft } = this.state;
    return html`
      <label for="note">${this.t('console.wrap_up.note')}</label>
      <textarea id="note" maxlength="2000" aria-describedby="privacy" .value=${live(draft.note)}
        @input=${(/** @type {any} */ event) => this.ask('edit', { change: { note: event.target.value } })}></textarea>
      <p class="hint" id="privacy">${this.t('console.wrap_up.privacy')}</p>
      <p class="small muted figures" role="status">
        ${this.t(`console.wrap_up.${saveState(draft)}`, { time: clockTime(draft.savedAt ?? 0) })}
      </p>
    `;
  }
}

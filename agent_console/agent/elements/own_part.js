import { html } from 'lit';
import { live } from 'lit/directives/live.js';

import { icon } from '/staff/icons.js';
import { controls, forms } from '/staff/styles/controls.js';
import { ownPart as ownPartOf, waysOf } from '../company.js';
import { ownPart } from '../styles/own_part.js';
import { ConsoleElement } from './console_element.js';

/** A supervisor's choice in a call that they joined: only listen, whisper to the agent, talk with everybody; or take over. */
export class OwnPart extends ConsoleElement {
  static styles = [...controls, forms, ownPart];

  render() {
    const { session, rights } = this.state;
    const part = session && ownPartOf(session);
    if (part?.role !== 'supervisor') return '';
    return html`
      <fieldset class="choice">
        <legend class="quiet">${this.t('console.part')}</legend>
        ${waysOf(rights).map(
          (mode) => html`<label>
            <input type="radio" name="mode" .checked=${live(mode === part.mode)} @change=${() => this.ask('mode', { mode })} />
            ${this.t(`console.join.${mode}`)}
          </label>`,
        )}
      </fieldset>
      ${rights.includes('take_over')
        ? html`<button @click=${() => this.ask('take_session')}>${icon('right')}${this.t('console.part.take_over')}</button>`
        : ''}
    `;
  }
}

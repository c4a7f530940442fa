import { html } from 'lit';
import { live } from 'lit/directives/live.js';

import { controls, forms } from '/staff/styles/controls.js';
import { ownPart, supervises, waysOf } from '../company.js';
import { ownPart as styles } from '../styles/own_part.js';
import { ConsoleElement } from './console_element.js';

/** A supervisor's choice in a call that they joined: only listen, whisper to the agent, talk with everybody. */
export class OwnPart extends ConsoleElement {
  static styles = [...controls, forms, styles];

  render() {
    const { session, rights } = this.state;
    if (!session || !supervises(session)) return '';
    const mode = ownPart(session)?.mode;
    return html`
      <fieldset class="choice">
        <legend class="quiet">${this.t('console.part')}</legend>
        ${waysOf(rights).map(
          (way) => html`<label>
            <input type="radio" name="mode" .checked=${live(way === mode)} @change=${() => this.ask('mode', { mode: way })} />
            ${this.t(`console.join.${way}`)}
          </label>`,
        )}
      </fieldset>
    `;
  }
}

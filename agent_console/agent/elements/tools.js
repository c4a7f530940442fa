import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { tools } from '../styles/tools.js';
import { ConsoleElement } from './console_element.js';

/** @import { Pointing, Tool } from '../pointing.js' */

/** @type {readonly (readonly [Tool, 'point' | 'pen' | 'arrow', string])[]} */
const TOOLS = [
  ['ring', 'point', 'T'],
  ['draw', 'pen', 'R'],
  ['arrow', 'arrow', 'Y'],
];

/** What one can show the resident on their own screen with; there while that can be done. */
export class Tools extends ConsoleElement {
  static properties = { ...ConsoleElement.properties, pointing: { attribute: false } };
  static styles = [...controls, tools];

  #changed = () => this.requestUpdate();

  constructor() {
    super();
    /** @type {Pointing} */
    this.pointing = /** @type {any} */ (null);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('pointing')) return;
    /** @type {Pointing | undefined} */ (changed.get('pointing'))?.removeEventListener('change', this.#changed);
    this.pointing.addEventListener('change', this.#changed);
  }

  render() {
    const { possible, tool, marks } = this.pointing;
    if (!possible) return '';
    return html`<div class="tools" role="toolbar" aria-label=${this.t('console.pointing')}>
      ${TOOLS.map(
        ([name, drawing, key]) => html`<button class="plain" aria-pressed=${tool === name} @click=${() => this.ask(`point_${name}`)}>
          ${icon(drawing)}${this.t(`console.pointing.${name}`)}<kbd>${key}</kbd>
        </button>`,
      )}
      <button class="plain" aria-disabled=${marks.length === 0} aria-label=${this.t('console.pointing.undo')}
        title=${this.t('console.pointing.undo')} @click=${() => this.ask('point_undo')}>${icon('undo')}<kbd>Z</kbd></button>
      <button class="plain" aria-disabled=${marks.length === 0} aria-label=${this.t('console.pointing.clear')}
        title=${this.t('console.pointing.clear')} @click=${() => this.ask('point_clear')}>${icon('eraser')}<kbd>X</kbd></button>
    </div>`;
  }
}

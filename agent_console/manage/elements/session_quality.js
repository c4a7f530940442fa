import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, tables } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { FIGURES, series, SIDES, table } from '../quality.js';
import { sessionQuality } from '../styles/session_quality.js';
import { clockTime } from '../times.js';

/** @typedef {import('../phases.js').Entry} Entry */

/** How well picture and sound came through, both ways: four small charts with one time axis, and the same as a table. */
export class SessionQuality extends StaffElement {
  static properties = { entries: { attribute: false }, moment: { state: true }, opened: { state: true } };

  static styles = [base, tables, sessionQuality];

  constructor() {
    super();
    /** @type {Entry[]} */
    this.entries = [];
    /** @type {number | null} The time under the pointer, in every chart. */
    this.moment = null;
    this.opened = false;
  }

  render() {
    const all = series(this.entries);
    const times = FIGURES.flatMap((figure) => SIDES.flatMap((side) => all[figure][side].map(({ at }) => at)));
    if (times.length === 0) return html`<p class="muted">${this.t('quality.none')}</p>`;
    const span = [Math.min(...times), Math.max(...times)];
    return html`
      <ul class="legend">
        ${SIDES.map(
          (side) => html`<li>
            <svg aria-hidden="true"><line class=${side} x1="2" x2="26" y1="4" y2="4" /></svg>
            ${this.t(`quality.by.${side}`)}
          </li>`,
        )}
      </ul>
      <div class="charts" @moment=${this.#point}>
        ${FIGURES.map(
          (figure) => html`<bb-quality-chart .figure=${figure} .series=${all[figure]} .span=${span}
            .moment=${this.moment}></bb-quality-chart>`,
        )}
      </div>
      <details @toggle=${this.#open}>
        <summary>${this.t('quality.table')}</summary>
        ${this.opened ? this.#table(all) : nothing}
      </details>
    `;
  }

  /** @param {ReturnType<typeof series>} all */
  #table(all) {
    const heads = FIGURES.flatMap((figure) => SIDES.map((side) => `${figure}.${side}`));
    const format = new Intl.NumberFormat(text.language, { maximumFractionDigits: 1 });
    const cell = (/** @type {number | null | undefined} */ value) =>
      value === null || value === undefined ? '—' : format.format(value);
    return html`<div class="table" tabindex="0" role="region" aria-label=${this.t('quality.table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${this.t('column.time')}</th>
            ${heads.map((head) => html`<th scope="col" class="number">${this.t(`quality.head.${head}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${table(all).map(
            ({ at, cells }) => html`<tr>
              <td>${clockTime(at)}</td>
              ${heads.map((head) => html`<td class="number">${cell(cells[head])}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {CustomEvent<number | null>} event */
  #point({ detail }) {
    this.moment = detail;
  }

  /** @param {Event} event */
  #open(event) {
    this.opened = /** @type {HTMLDetailsElement} */ (event.target).open;
  }
}

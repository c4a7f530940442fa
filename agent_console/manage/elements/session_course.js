import { html, svg } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { totals } from '../phases.js';
import { sessionCourse } from '../styles/session_course.js';
import { clockTime, spoken } from '../times.js';

/** Where the time of a session went: one bar to scale, and the sums in words. */
export class SessionCourse extends StaffElement {
  static properties = { phases: { attribute: false } };

  static styles = [base, sessionCourse];

  constructor() {
    super();
    /** @type {import('../phases.js').Phase[]} */
    this.phases = [];
  }

  render() {
    const [first, last] = [this.phases[0], this.phases.at(-1)];
    if (!first || !last) return html`<p class="muted">${this.t('course.none')}</p>`;
    const [start, whole] = [first.from, last.to - first.from];
    const percent = (/** @type {number} */ ms) => `${((100 * ms) / whole).toFixed(3)}%`;
    return html`
      <svg height="36" aria-hidden="true">
        ${this.phases.map(
          ({ phase, from, to }) => svg`<rect class=${phase} x=${percent(from - start)} width=${percent(to - from)} height="36">
            <title>${this.#title(phase, from, to)}</title></rect>`,
        )}
        ${this.phases.slice(1).map(({ from }) => {
          const x = percent(from - start);
          return svg`<line class="cut" x1=${x} x2=${x} y1="0" y2="36" />`;
        })}
      </svg>
      <div class="edges"><span>${clockTime(start)}</span><span>${clockTime(last.to)}</span></div>
      <ul>
        ${[...totals(this.phases)].map(
          ([phase, ms]) => html`<li>
            <svg aria-hidden="true"><rect class=${phase} width="18" height="18" /></svg>
            ${this.t(`phase.${phase}`)} <b>${spoken(ms, text.t)}</b>
          </li>`,
        )}
      </ul>
    `;
  }

  /** @param {string} phase @param {number} from @param {number} to */
  #title(phase, from, to) {
    return `${this.t(`phase.${phase}`)} ${clockTime(from)}–${clockTime(to)} (${spoken(to - from, text.t)})`;
  }
}

import { html, nothing, svg } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { axisTop, digest, nearest, runs, SIDES } from '../quality.js';
import { qualityChart } from '../styles/quality_chart.js';
import { clockTime } from '../times.js';

/** @typedef {import('../quality.js').Sample} Sample */
/** @typedef {import('../quality.js').Side} Side */

const HEIGHT = 132;
const MARGIN = { top: 8, right: 4, bottom: 22, left: 38 };
/** The least an axis reaches, so that trifles do not look like mountains. */
const LEAST = { rtt: 100, loss: 5, fps: 15, kbps: 100 };

/** One figure over time, both sides, from zero. Raises `moment` with the time under the pointer, or null. */
export class QualityChart extends StaffElement {
  static properties = {
    figure: { attribute: false },
    series: { attribute: false },
    span: { attribute: false },
    moment: { attribute: false },
    width: { state: true },
  };

  static styles = [base, qualityChart];

  #size = new ResizeObserver(([entry]) => (this.width = entry?.contentRect.width ?? 0));

  constructor() {
    super();
    /** @type {import('../quality.js').Figure} */
    this.figure = 'rtt';
    /** @type {Record<Side, Sample[]>} */
    this.series = { agent: [], kiosk: [] };
    /** @type {number[]} */
    this.span = [0, 1];
    /** @type {number | null} */
    this.moment = null;
    this.width = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#size.observe(this);
  }

  disconnectedCallback() {
    this.#size.disconnect();
    super.disconnectedCallback();
  }

  render() {
    const [from = 0, to = 1] = this.span;
    const inner = Math.max(1, this.width - MARGIN.left - MARGIN.right);
    const greatest = Math.max(0, ...SIDES.map((side) => digest(this.series[side])?.highest ?? 0));
    const top = axisTop(greatest, LEAST[this.figure]);
    const x = (/** @type {number} */ at) => MARGIN.left + (inner * (at - from)) / Math.max(1, to - from);
    const y = (/** @type {number} */ value) => HEIGHT - MARGIN.bottom - ((HEIGHT - MARGIN.top - MARGIN.bottom) * value) / top;
    return html`<figure>
      <figcaption>${this.t(`quality.${this.figure}`)} <span>${this.#reading()}</span></figcaption>
      <div class="plot" @pointermove=${(/** @type {PointerEvent} */ event) => this.#point(event, inner)}
        @pointerleave=${() => this.emit('moment', null)}>
        <svg role="img" aria-label=${this.#summary()}>
          ${[0, top / 2, top].map((value) => this.#mark(value, y(value)))}
          <text x=${MARGIN.left} y=${HEIGHT - 4}>${clockTime(from)}</text>
          <text x=${MARGIN.left + inner} y=${HEIGHT - 4} text-anchor="end">${clockTime(to)}</text>
          ${SIDES.map((side) => this.#line(side, x, y))} ${this.#moment(x, y)}
        </svg>
      </div>
    </figure>`;
  }

  /** @param {number} value @param {number} y */
  #mark(value, y) {
    return svg`
      <line class=${value === 0 ? 'grid base' : 'grid'} x1=${MARGIN.left} x2=${Math.max(MARGIN.left, this.width - MARGIN.right)}
        y1=${y} y2=${y} />
      <text x=${MARGIN.left - 6} y=${y + 4} text-anchor="end">${this.#number(value)}</text>`;
  }

  /** @param {Side} side @param {(at: number) => number} x @param {(value: number) => number} y */
  #line(side, x, y) {
    return runs(this.series[side]).map((run) => {
      const points = run.map(({ at, value }) => `${x(at).toFixed(1)} ${y(value).toFixed(1)}`);
      const [only] = run;
      if (run.length === 1 && only) return svg`<circle class=${side} cx=${x(only.at)} cy=${y(only.value)} r="2" />`;
      return svg`<path class=${side} d=${`M${points.join('L')}`} />`;
    });
  }

  /** @param {(at: number) => number} x @param {(value: number) => number} y */
  #moment(x, y) {
    const { moment } = this;
    if (moment === null) return nothing;
    const rule = svg`<line class="moment" x1=${x(moment)} x2=${x(moment)} y1=${MARGIN.top} y2=${HEIGHT - MARGIN.bottom} />`;
    const dots = SIDES.map((side) => {
      const sample = nearest(this.series[side], moment);
      return sample?.value == null ? nothing : svg`<circle class=${side} cx=${x(sample.at)} cy=${y(sample.value)} r="4" />`;
    });
    return svg`${rule}${dots}`;
  }

  /** @param {PointerEvent} event @param {number} inner */
  #point(event, inner) {
    const [from = 0, to = 1] = this.span;
    const left = /** @type {HTMLElement} */ (event.currentTarget).getBoundingClientRect().left + MARGIN.left;
    const part = Math.min(1, Math.max(0, (event.clientX - left) / inner));
    this.emit('moment', from + part * (to - from));
  }

  /** What the pointer is at; otherwise the middle of each side. */
  #reading() {
    const { moment } = this;
    const read = (/** @type {Side} */ side) =>
      moment === null ? digest(this.series[side])?.median : nearest(this.series[side], moment)?.value;
    const values = SIDES.flatMap((side) => {
      const value = read(side);
      return value == null ? [] : [`${this.t(`quality.at.${side}`)} ${this.#number(value)}`];
    });
    const when = moment === null ? this.t('quality.median') : clockTime(moment);
    return values.length ? `${when} ${values.join(' · ')}` : this.t('quality.no_figure');
  }

  #summary() {
    const sides = SIDES.flatMap((side) => {
      const found = digest(this.series[side]);
      if (!found) return [];
      const { median, lowest, highest } = found;
      const figures = { median: this.#number(median), lowest: this.#number(lowest), highest: this.#number(highest) };
      return [this.t('quality.summary', { side: this.t(`quality.at.${side}`), ...figures })];
    });
    return [this.t(`quality.${this.figure}`), ...sides].join(' ');
  }

  /** @param {number} value */
  #number(value) {
    return new Intl.NumberFormat(text.language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  }
}

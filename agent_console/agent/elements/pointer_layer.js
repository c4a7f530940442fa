import { html, nothing, svg } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { arrow, elementAt } from '../pointing.js';
import { pointerLayer } from '../styles/pointer_layer.js';

/**
 * @import { PageElement, Point } from '/web/messages.js'
 * @import { Pointing } from '../pointing.js'
 */

/** Two points of a line are at least so far apart, as a fraction of the picture. */
const STRIDE = 0.002;
/** Radius of a ring around a place, and the air around an element, as fractions of the picture's height. */
const RADIUS = 0.05;
const AIR = 0.008;
const NAMED = new Set(['button', 'link', 'textbox', 'heading']);
/** @type {Record<string, 1 | -1>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Over the kiosk's picture, and of its size: what is marked on it, and the hand that marks. With the keyboard the arrow keys
 * go from element to element and Enter marks one.
 */
export class PointerLayer extends StaffElement {
  static properties = {
    pointing: { attribute: false },
    size: { attribute: false },
    over: { state: true },
    line: { state: true },
  };

  static styles = [pointerLayer];

  #changed = () => this.requestUpdate();
  /** @type {Point | null} not yet told */
  #moved = null;

  constructor() {
    super();
    /** @type {Pointing} */
    this.pointing = /** @type {any} */ (null);
    /** Of the picture, in its pixels. */
    this.size = { width: 1920, height: 1080 };
    /** @type {PageElement | null} */
    this.over = null;
    /** @type {Point[] | null} being drawn */
    this.line = null;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const { tool } = this.pointing;
    this.dataset.tool = tool ?? '';
    if (tool !== 'ring') this.over = null;
    if (!changed.has('pointing')) return;
    /** @type {Pointing | undefined} */ (changed.get('pointing'))?.removeEventListener('change', this.#changed);
    this.pointing.addEventListener('change', this.#changed);
  }

  render() {
    const { tool, marks, anchor } = this.pointing;
    const { width, height } = this.size;
    const over = this.over;
    return html`<div
      class="field" tabindex=${tool ? '0' : nothing} role=${tool ? 'application' : nothing}
      aria-label=${tool ? this.t('console.pointing.field') : nothing}
      @pointermove=${this.#move} @pointerdown=${this.#press} @pointerup=${this.#lift} @pointercancel=${this.#cancel}
      @pointerleave=${this.#leave} @keydown=${this.#key}
    >
      <svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
        ${anchor ? svg`${this.#around(anchor, 'edge')}${this.#around(anchor, 'line')}` : nothing}
        ${marks.map((mark) => (mark.kind === 'stroke' ? this.#line(mark.points) : this.#ring(mark)))}
        ${this.line ? this.#line(tool === 'arrow' ? this.#arrow(this.line) : this.line) : nothing}
        ${over ? this.#around(over.box, 'over') : nothing}
        ${over ? svg`<text x=${over.box.x * width} y=${(over.box.y - AIR) * height - 6}>${this.#word(over)}</text>` : nothing}
      </svg>
      <span class="unseen" role="status">${over ? this.#word(over) : ''}</span>
    </div>`;
  }

  /** @param {PageElement} element */
  #word({ role, name }) {
    return name || this.t(`console.pointing.${NAMED.has(role) ? role : 'something'}`);
  }

  /** @param {{element: number | null, at: Point | null}} mark */
  #ring({ element, at }) {
    const { width, height } = this.size;
    if (at) {
      const [cx, cy, r] = [at.x * width, at.y * height, RADIUS * height];
      return svg`${['edge', 'line'].map((look) => svg`<circle class=${look} cx=${cx} cy=${cy} r=${r} />`)}`;
    }
    const box = this.pointing.elements.find((one) => one.element === element)?.box;
    return box ? svg`${this.#around(box, 'edge')}${this.#around(box, 'line')}` : nothing;
  }

  /** @param {PageElement['box']} box @param {string} look */
  #around(box, look) {
    const { width, height } = this.size;
    const air = AIR * height;
    const [x, y] = [box.x * width - air, box.y * height - air];
    return svg`<rect class=${look} x=${x} y=${y} width=${box.width * width + 2 * air} height=${box.height * height + 2 * air}
      rx=${2 * air} />`;
  }

  /** @param {readonly Point[]} points */
  #line(points) {
    const { width, height } = this.size;
    const places = points.map(({ x, y }) => `${x * width},${y * height}`).join(' ');
    return svg`${['edge', 'line'].map((look) => svg`<polyline class=${look} points=${places} />`)}`;
  }

  /** @param {readonly Point[]} points */
  #arrow(points) {
    return arrow(points[0], points[points.length - 1], this.size.width / this.size.height);
  }

  /** @param {PointerEvent} event @returns {Point} */
  #place({ clientX, clientY }) {
    const { left, top, width, height } = this.getBoundingClientRect();
    const within = (/** @type {number} */ value) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
    return { x: within((clientX - left) / width), y: within((clientY - top) / height) };
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const { tool, elements } = this.pointing;
    if (!tool) return;
    const at = this.#place(event);
    if (tool === 'ring') this.over = elementAt(elements, at);
    const last = this.line?.at(-1);
    if (this.line && last && Math.hypot(at.x - last.x, at.y - last.y) >= STRIDE) this.line = [...this.line, at];
    if (this.#moved === null) requestAnimationFrame(() => this.#tell());
    this.#moved = at;
  }

  #tell() {
    if (this.#moved) this.pointing.point(this.#moved);
    this.#moved = null;
  }

  /** @param {PointerEvent} event */
  #press(event) {
    const { tool, elements } = this.pointing;
    if (!tool || event.button !== 0) return;
    event.stopPropagation();
    const at = this.#place(event);
    if (tool === 'ring') return this.pointing.highlight(elementAt(elements, at) ?? at);
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.line = [at];
  }

  /** @param {PointerEvent} event */
  #lift(event) {
    if (!this.line) return;
    const line = [...this.line, this.#place(event)];
    this.pointing.stroke(this.pointing.tool === 'arrow' ? this.#arrow(line) : line);
    this.line = null;
  }

  #cancel() {
    this.line = null;
  }

  #leave() {
    this.over = null;
    this.#moved = null;
    this.pointing.point(null);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { tool, elements } = this.pointing;
    if (tool !== 'ring' || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step && elements.length > 0) {
      const at = elements.findIndex(({ element }) => element === this.over?.element);
      this.over = elements[at < 0 ? 0 : (at + step + elements.length) % elements.length];
    } else if (event.key === 'Enter' && this.over) {
      this.pointing.highlight(this.over);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

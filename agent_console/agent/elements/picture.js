import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { controls } from '/staff/styles/controls.js';
import { playing } from '/web/playing.js';
import { picture } from '../styles/picture.js';
import { fit, moveBy, scaleTo, step } from '../zoom.js';

/** @import { Placement } from '../zoom.js' */

const PAN = 80;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [PAN, 0], ArrowRight: [-PAN, 0], ArrowUp: [0, PAN], ArrowDown: [0, -PAN] };

/**
 * The kiosk's screen: as large as it fits, or at a scale, then moved by dragging, by wheel or by arrow keys. Raises
 * `placed` {scale, fits, tall} when that changes.
 */
export class Picture extends StaffElement {
  static properties = { stream: { attribute: false }, pointing: { attribute: false }, size: { state: true } };
  static styles = [...controls, picture];

  /** @type {Placement | null} null: as it fits */
  #placement = null;
  /** @type {{x: number, y: number} | null} */
  #drag = null;
  #resized = new ResizeObserver(() => this.#place());

  constructor() {
    super();
    /** @type {MediaStream | null} */
    this.stream = null;
    /** @type {import('../pointing.js').Pointing | null} null: nothing can be pointed at */
    this.pointing = null;
    this.size = { width: 1920, height: 1080 };
  }

  connectedCallback() {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    const video = this.#video();
    if (!(changed.has('stream') || changed.has('pointing')) || !video) return;
    video.onresize = () => this.#place();
    this.#place();
  }

  disconnectedCallback() {
    this.#resized.disconnect();
    super.disconnectedCallback();
  }

  render() {
    return html`<div
      class="frame" tabindex="0" role="group" aria-label=${this.t('console.picture')}
      @pointerdown=${this.#grab} @pointermove=${this.#move} @pointerup=${this.#release} @pointercancel=${this.#release}
      @keydown=${this.#key} @wheel=${this.#wheel} @dblclick=${this.#toggle}
    >
      ${this.stream ? playing(this.stream) : nothing}
      ${this.stream && this.pointing
        ? html`<bb-pointer-layer .pointing=${this.pointing} .size=${this.size}></bb-pointer-layer>`
        : nothing}
    </div>`;
  }

  fit() {
    this.#placement = null;
    this.#place();
  }

  original() {
    this.#scale(1, this.#centre());
  }

  /** @param {1 | -1} direction */
  zoom(direction) {
    this.#scale(step(this.#present().scale, direction), this.#centre());
  }

  /**
   * @param {number} scale
   * @param {{x: number, y: number}} point
   */
  #scale(scale, point) {
    const { picture, frame } = this.#sizes();
    this.#placement = scaleTo(this.#present(), scale, point, picture, frame);
    this.#place();
  }

  /**
   * @param {number} dx
   * @param {number} dy
   */
  #moveBy(dx, dy) {
    if (!this.#placement) return;
    const { picture, frame } = this.#sizes();
    this.#placement = moveBy(this.#placement, dx, dy, picture, frame);
    this.#place();
  }

  #place() {
    const video = this.#video();
    if (!video) return;
    const { picture, frame } = this.#sizes();
    if (this.#placement) this.#placement = moveBy(this.#placement, 0, 0, picture, frame);
    const { scale, x, y } = this.#present();
    const layer = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('bb-pointer-layer'));
    for (const part of layer ? [video, layer] : [video]) {
      Object.assign(part.style, {
        width: `${picture.width}px`,
        height: `${picture.height}px`,
        transform: `translate(${x}px, ${y}px) scale(${scale})`,
      });
    }
    if (picture.width !== this.size.width || picture.height !== this.size.height) this.size = picture;
    this.classList.toggle('movable', this.#placement !== null);
    this.emit('placed', { scale, fits: this.#placement === null, tall: picture.height > picture.width });
  }

  #present() {
    const { picture, frame } = this.#sizes();
    return this.#placement ?? fit(picture, frame);
  }

  #sizes() {
    const video = this.#video();
    const picture = { width: video?.videoWidth || 1920, height: video?.videoHeight || 1080 };
    return { picture, frame: { width: this.clientWidth, height: this.clientHeight } };
  }

  #video() {
    return /** @type {HTMLVideoElement | null} */ (this.renderRoot.querySelector('video'));
  }

  #centre() {
    return { x: this.clientWidth / 2, y: this.clientHeight / 2 };
  }

  /** @param {PointerEvent} event */
  #grab(event) {
    if (!this.#placement || event.button !== 0) return;
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.#drag = { x: event.clientX, y: event.clientY };
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.#drag) return;
    this.#moveBy(event.clientX - this.#drag.x, event.clientY - this.#drag.y);
    this.#drag = { x: event.clientX, y: event.clientY };
  }

  #release() {
    this.#drag = null;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#moveBy(...arrow);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (!event.ctrlKey && !this.#placement) return;
    event.preventDefault();
    if (!event.ctrlKey) return this.#moveBy(-event.deltaX, -event.deltaY);
    const { left, top } = this.getBoundingClientRect();
    const point = { x: event.clientX - left, y: event.clientY - top };
    this.#scale(this.#present().scale * 1.0015 ** -event.deltaY, point);
  }

  /** @param {MouseEvent} event */
  #toggle(event) {
    if (this.#placement) return this.fit();
    const { left, top } = this.getBoundingClientRect();
    this.#scale(Math.max(1, this.#present().scale * 1.5), { x: event.clientX - left, y: event.clientY - top });
  }
}

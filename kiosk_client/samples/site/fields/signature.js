import { h } from '../dom.js';
import { MOST_PICTURE } from '../rules.js';
import { t } from '../texts.js';

const SIZE = { width: 600, height: 220 };
const PEN = 5;
/** What is written is sent as large as fits with an application. */
const SCALES = [1, 0.75, 0.5, 0.3];

/** @param {import('./drawn.js').Asked} asked @returns {import('./drawn.js').Control} */
export function signature(asked) {
  const sheet = new Sheet(asked);
  return { element: sheet.element, target: sheet.canvas, group: true };
}

/** Signed with a finger; it counts once it is confirmed. */
class Sheet {
  #signed = false;
  #confirmed = false;

  /** @param {import('./drawn.js').Asked} asked */
  constructor({ id, value, save }) {
    this.save = save;
    this.canvas = h('canvas', {
      ...SIZE,
      id: `${id}-canvas`,
      tabindex: 0,
      role: 'img',
      'aria-label': t('signature.area'),
      'data-bangban-mask': true,
      pointerdown: (/** @type {PointerEvent} */ event) => this.#begin(event),
      pointermove: (/** @type {PointerEvent} */ event) => this.#follow(event),
    });
    this.pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    Object.assign(this.pen, { lineWidth: PEN, lineCap: 'round', lineJoin: 'round', strokeStyle: '#10213a' });
    this.said = h('p', { id: `${id}-said`, class: 'said', role: 'status' });
    this.clear = h('button', { id: `${id}-clear`, type: 'button', click: () => this.#clear() }, t('signature.clear'));
    this.confirm = h(
      'button',
      { id: `${id}-confirm`, type: 'button', class: 'strong', 'data-bangban-protected': true, click: () => this.#confirm() },
      t('signature.confirm'),
    );
    this.element = h('div', { class: 'sheet' }, this.canvas, this.said, h('div', { class: 'two' }, this.clear, this.confirm));
    if (value) this.#recall(value);
    this.#draw();
  }

  /** @param {string} value */
  #recall(value) {
    const picture = new Image();
    picture.onload = () => this.pen.drawImage(picture, 0, 0, SIZE.width, SIZE.height);
    picture.src = value;
    this.#signed = true;
    this.#confirmed = true;
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    if (this.#confirmed) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.pen.beginPath();
    this.pen.moveTo(...this.#at(event));
  }

  /** @param {PointerEvent} event */
  #follow(event) {
    if (this.#confirmed || !this.canvas.hasPointerCapture(event.pointerId)) return;
    this.pen.lineTo(...this.#at(event));
    this.pen.stroke();
    this.#signed = true;
    this.#draw();
  }

  /** @param {PointerEvent} event @returns {[number, number]} */
  #at({ offsetX, offsetY }) {
    const { clientWidth, clientHeight } = this.canvas;
    return [(offsetX * SIZE.width) / clientWidth, (offsetY * SIZE.height) / clientHeight];
  }

  #clear() {
    this.pen.clearRect(0, 0, SIZE.width, SIZE.height);
    this.#signed = false;
    this.#confirmed = false;
    this.save('');
    this.#draw();
  }

  #confirm() {
    if (!this.#signed) return this.canvas.focus();
    this.#confirmed = true;
    this.save(written(this.canvas));
    this.#draw();
  }

  #draw() {
    this.element.dataset.state = this.#confirmed ? 'confirmed' : 'open';
    this.confirm.setAttribute('aria-disabled', String(this.#confirmed || !this.#signed));
    this.said.textContent = t(this.#confirmed ? 'signature.confirmed' : 'signature.waiting');
  }
}

/** @param {HTMLCanvasElement} canvas @returns {string} */
function written(canvas) {
  const pictures = SCALES.map((scale) => {
    const copy = Object.assign(document.createElement('canvas'), { width: SIZE.width * scale, height: SIZE.height * scale });
    copy.getContext('2d')?.drawImage(canvas, 0, 0, copy.width, copy.height);
    return copy.toDataURL('image/png');
  });
  return pictures.find(({ length }) => length <= MOST_PICTURE.signature) ?? pictures[pictures.length - 1];
}

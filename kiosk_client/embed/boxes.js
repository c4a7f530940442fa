import { holderOf, withinAndSelf } from './private.js';

/**
 * Where elements are drawn, in the window that is seen.
 *
 * @typedef {import('./messages.js').Area} Area
 * @typedef {import('./messages.js').Sides} Sides
 */

/** Boxes of one element that are told apart: an inline element has one on each line. */
const LINES = 64;
/** @type {WeakMap<Element, number>} */
const keys = new WeakMap();
let nextKey = 0;

/** Measures at one moment: what it has found out of an element holds until the next. */
export class Boxes {
  /** @type {Map<Element, Sides | null>} */
  #clips = new Map();
  /** @type {Map<Element, CSSStyleDeclaration>} */
  #styles = new Map();
  #range = document.createRange();
  #viewport = window.visualViewport;
  #left = this.#viewport?.offsetLeft ?? 0;
  #top = this.#viewport?.offsetTop ?? 0;
  #scale = this.#viewport?.scale ?? 1;

  /** @param {Iterable<Element>} elements @returns {Area[]} of them and of all that is in them */
  ofAllIn(elements) {
    const seen = new Set();
    const areas = [];
    for (const element of elements) {
      for (const part of withinAndSelf(element)) {
        if (!seen.has(part)) areas.push(...this.of(part));
        seen.add(part);
      }
    }
    return areas;
  }

  /** @param {Element} element @returns {Area[]} of it alone, and of the words in it, which may hang over */
  of(element) {
    const found = [...element.getClientRects(), ...this.#words(element)].filter(({ width, height }) => width > 0 && height > 0);
    if (found.length === 0) return [];
    const boxes = found.map((rectangle) => this.inWindow(rectangle));
    const clip = this.#clip(element);
    const key = keyOf(element) * LINES;
    return (boxes.length > LINES ? [around(boxes)] : boxes).map((box, line) => ({ key: key + line, box, clip }));
  }

  /**
   * @param {DOMRect} rectangle in the page's layout, which two fingers may have enlarged
   * @returns {Sides}
   */
  inWindow({ left, top, right, bottom }) {
    const exact = [left - this.#left, top - this.#top, right - this.#left, bottom - this.#top];
    return /** @type {Sides} */ (exact.map((side) => Math.round(side * this.#scale * 4) / 4));
  }

  /** @param {Element} element */
  *#words(element) {
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      this.#range.selectNodeContents(node);
      yield* this.#range.getClientRects();
    }
  }

  /**
   * What is scrolled out of a part of the page is not to be masked beyond it. Where it is not plain that something is cut
   * off, it is not: then too much is masked.
   *
   * @param {Element} element
   * @returns {Sides | null} outside of which nothing of it is seen
   */
  #clip(element) {
    const known = this.#clips.get(element);
    if (known !== undefined) return known;
    const clip = this.#findClip(element);
    this.#clips.set(element, clip);
    return clip;
  }

  /** @param {Element} element */
  #findClip(element) {
    /** @type {Sides | null} */
    let clip = null;
    let { position } = this.#style(element);
    for (let holder = holderOf(element); holder && holder !== document.body; holder = holderOf(holder)) {
      if (position === 'fixed' || holder === document.documentElement) return clip;
      const style = this.#style(holder);
      if (position === 'absolute' && style.position === 'static') continue;
      const cuts = [style.overflowX, style.overflowY].every((overflow) => overflow !== 'visible' && overflow !== 'clip');
      if (cuts) clip = common(clip, this.inWindow(holder.getBoundingClientRect()));
      position = style.position;
    }
    return clip;
  }

  /** @param {Element} element */
  #style(element) {
    const known = this.#styles.get(element) ?? getComputedStyle(element);
    this.#styles.set(element, known);
    return known;
  }
}

/** @param {Element} element */
export function keyOf(element) {
  const known = keys.get(element) ?? nextKey++;
  keys.set(element, known);
  return known;
}

/** @param {Sides[]} boxes @returns {Sides} */
function around(boxes) {
  const side = (/** @type {number} */ at) => boxes.map((box) => box[at]);
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))];
}

/** @param {Sides | null} one @param {Sides} other @returns {Sides} */
function common(one, other) {
  if (!one) return other;
  return [Math.max(one[0], other[0]), Math.max(one[1], other[1]), Math.min(one[2], other[2]), Math.min(one[3], other[3])];
}

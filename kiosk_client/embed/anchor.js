import { nameOf, placeOf, roleOf } from './elements.js';

/**
 * The place of a guide's step on the page, looked for again as the page changes.
 *
 * @typedef {import('/web/messages.js').Anchor} AnchorOfStep
 * @typedef {import('./messages.js').Box} Box
 */
export class Anchor {
  /** @type {AnchorOfStep | null} */
  #anchor = null;
  /** @type {Element | null} */
  #element = null;

  /** @param {AnchorOfStep | null} anchor */
  set(anchor) {
    this.#anchor = anchor;
    this.#element = null;
  }

  /** @returns {Element | null} */
  get element() {
    if (this.#anchor && !this.#element?.isConnected) this.#element = find(this.#anchor);
    return this.#element;
  }

  /** @param {Box} region of the window that the page has @returns {Box | null} fractions of it */
  place(region) {
    const { element } = this;
    return element ? placeOf(element, region) : (this.#anchor?.rectangle ?? null);
  }
}

/**
 * By what lasts longest: selector, then role and name in any language.
 *
 * @param {AnchorOfStep} anchor
 */
function find({ selector, role, name }) {
  const found = selector === null ? null : selected(selector);
  if (found || role === null || name === null) return found;
  const names = new Set(Object.values(name));
  const candidates = document.querySelectorAll(`[role="${role}"], a, button, input, select, textarea, h1, h2, h3, img, summary`);
  return [...candidates].find((one) => roleOf(one) === role && names.has(nameOf(one))) ?? null;
}

/** @param {string} selector */
function selected(selector) {
  try {
    return document.querySelector(selector);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    console.error(`Bangban: the guide's selector ${JSON.stringify(selector)} is none.`);
    return null;
  }
}

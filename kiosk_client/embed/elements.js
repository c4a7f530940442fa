/**
 * What can be pointed at on the page, by number, role and name, and where it is.
 *
 * @typedef {import('./messages.js').Box} Box
 * @typedef {import('/web/messages.js').PageElement} PageElement
 */

const SHOWN = [
  ...['a[href]', 'button', 'input:not([type=hidden])', 'select', 'textarea', 'label', 'legend', 'summary', 'img[alt]'],
  ...['h1', 'h2', 'h3', 'p', 'li', 'dt', 'th', '[role]', '[tabindex]:not([tabindex="-1"])', '[data-bangban-name]'],
].join();
const PRIVATE = '[data-bangban-mask], input, textarea, select, iframe';
const MOST = 200;
const LONGEST_NAME = 60;
/** CSS pixels; what is smaller nobody means. */
const SMALLEST = 8;
/** @type {Record<string, string>} */
const ROLES = { A: 'link', BUTTON: 'button', SELECT: 'combobox', TEXTAREA: 'textbox', INPUT: 'textbox', IMG: 'img', SUMMARY: 'button' };
/** @type {Record<string, string>} */
const INPUTS = { checkbox: 'checkbox', radio: 'radio', button: 'button', submit: 'button', range: 'slider', number: 'spinbutton' };

/** @param {Element} element */
export function roleOf(element) {
  const said = element.getAttribute('role')?.trim().split(' ')[0];
  if (said) return said.slice(0, 32);
  if (element instanceof HTMLInputElement && INPUTS[element.type]) return INPUTS[element.type];
  if (/^H[1-6]$/.test(element.tagName)) return 'heading';
  return ROLES[element.tagName] ?? 'text';
}

/**
 * What the page calls it, never what was entered: an element that holds something private has only the name that its label
 * or an attribute gives it.
 *
 * @param {Element} element
 */
export function nameOf(element) {
  const own = element.closest('[data-bangban-mask]') ? '' : given(element) || (holdsPrivate(element) ? '' : textOf(element));
  return own.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_NAME);
}

/** @param {Element} element */
function given(element) {
  const by = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
  const labels = 'labels' in element ? [.../** @type {HTMLInputElement} */ (element).labels ?? []] : [];
  const nodes = [...by.map((id) => document.getElementById(id)), ...labels].filter((node) => node !== null);
  const words = nodes.filter((node) => !holdsPrivate(node)).map(textOf).join(' ');
  const attributes = ['data-bangban-name', 'aria-label', 'alt', 'title', 'placeholder'];
  return words || (attributes.map((name) => element.getAttribute(name)).find((value) => value) ?? '');
}

/** @param {Element} element */
function holdsPrivate(element) {
  return element.matches(PRIVATE) || element.querySelector(PRIVATE) !== null || element.closest('[contenteditable]') !== null;
}

/** @param {Element} element */
const textOf = (element) => (element instanceof HTMLElement ? element.innerText : element.textContent) ?? '';

/**
 * Where it is in the part of the window that the page has, as far as it is there.
 *
 * @param {Element} element
 * @param {Box} region of the window, in CSS pixels
 * @returns {Box | null} fractions of the region
 */
export function placeOf(element, region) {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const within = (/** @type {number} */ value, /** @type {number} */ start, /** @type {number} */ size) =>
    rounded(Math.min(1, Math.max(0, (value - start) / size)));
  const [x, y] = [within(left, region.x, region.width), within(top, region.y, region.height)];
  const width = rounded(within(right, region.x, region.width) - x);
  const height = rounded(within(bottom, region.y, region.height) - y);
  return width * region.width >= SMALLEST && height * region.height >= SMALLEST ? { x, y, width, height } : null;
}

/** @param {number} fraction */
const rounded = (fraction) => Math.round(fraction * 10_000) / 10_000;

/** The elements of the page that are in sight, each with a number that it keeps. */
export class Elements {
  /** @type {WeakMap<Element, number>} */
  #numbers = new WeakMap();
  /** @type {Map<number, WeakRef<Element>>} */
  #known = new Map();
  #last = 0;
  #mode;

  /** @param {import('./private.js').Mode} mode with an allow-list, nothing is told of what it does not show */
  constructor(mode) {
    this.#mode = mode;
  }

  /** @param {Box} region @returns {PageElement[]} in reading order */
  inSight(region) {
    /** @type {PageElement[]} */
    const found = [];
    for (const element of document.querySelectorAll(SHOWN)) {
      if (found.length === MOST) break;
      if (this.#mode === 'allow-list' && !element.closest('[data-bangban-show]')) continue;
      const box = element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ? placeOf(element, region) : null;
      if (box) found.push({ element: this.#number(element), role: roleOf(element), name: nameOf(element), box });
    }
    return found;
  }

  /** @param {number} number @returns {Element | null} null: the page has it no more */
  get(number) {
    const element = this.#known.get(number)?.deref();
    return element?.isConnected ? element : null;
  }

  /** @param {Element} element */
  #number(element) {
    const known = this.#numbers.get(element);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#numbers.set(element, this.#last);
    this.#known.set(this.#last, new WeakRef(element));
    return this.#last;
  }
}

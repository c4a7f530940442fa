/**
 * A number drawn into the corner of the page, by which a picture of the page tells of which moment it is: a browser may show
 * a frame long after it has made it. Two rows of dots, one the negative of the other: ten digits, two for a check.
 */
export const DOTS = 12;
/** States of a page that can be told apart: more than it draws while a picture is under way. */
export const NUMBERS = 2 ** (DOTS - 2);
const DOT = 3;
const DARK = '#707070';
const LIGHT = '#909090';

/** @param {number} number @returns {boolean[]} the dots that are light in the upper row */
export function dotsOf(number) {
  const digits = Array.from({ length: DOTS - 2 }, (_, at) => Boolean((number >> at) & 1));
  const check = digits.filter(Boolean).length;
  return [...digits, Boolean(check & 1), Boolean(check & 2)];
}

export class Stamp {
  #element = document.createElement('bangban-speck');

  constructor() {
    const { style } = this.#element;
    style.cssText = `all: initial; position: fixed; z-index: 2147483647; width: ${DOTS * DOT}px; height: ${2 * DOT}px;
      pointer-events: none; background-repeat: no-repeat`;
    style.backgroundSize = `100% ${DOT}px`;
    style.backgroundPosition = `0 0, 0 ${DOT}px`;
    this.#element.ariaHidden = 'true';
  }

  appear() {
    document.documentElement.append(this.#element);
  }

  vanish() {
    this.#element.remove();
  }

  /** Into the corner of what is seen of the page. */
  place() {
    const { offsetLeft = 0, offsetTop = 0 } = window.visualViewport ?? {};
    this.#element.style.left = `${offsetLeft}px`;
    this.#element.style.top = `${offsetTop}px`;
  }

  /** @param {number} number */
  show(number) {
    const dots = dotsOf(number);
    this.#element.style.backgroundImage = `${rowOf(dots)}, ${rowOf(dots.map((light) => !light))}`;
  }

  get box() {
    return this.#element.getBoundingClientRect();
  }
}

/** @param {boolean[]} dots */
function rowOf(dots) {
  const colours = dots.map((light, at) => `${light ? LIGHT : DARK} ${at * DOT}px ${(at + 1) * DOT}px`);
  return `linear-gradient(90deg, ${colours.join()})`;
}

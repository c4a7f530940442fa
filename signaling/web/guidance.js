/**
 * What agent and kiosk say of the picture of the screen. Both come over a channel that the server does not see, so what
 * arrives is checked here, as `signaling/protocol/guidance.py` has it.
 *
 * @typedef {import('./messages.js').Guidance} Guidance
 * @typedef {import('./messages.js').Point} Point
 */

const MOST_POINTS = 400;
const MOST_ELEMENTS = 200;
const HIGHEST = 1_000_000;
const LONGEST = 64 * 1024;

/** @param {any} value */
const isFraction = (value) => typeof value === 'number' && value >= 0 && value <= 1;
/** @param {any} value */
const isNumber = (value) => Number.isInteger(value) && value >= 1 && value <= HIGHEST;
/** @param {any} value @param {number} most */
const isText = (value, most) => typeof value === 'string' && value.length <= most;
/** @param {any} value */
const isPoint = (value) => isFraction(value?.x) && isFraction(value?.y);
/** @param {any} value */
const isBox = (value) => isPoint(value) && isFraction(value.width) && isFraction(value.height);
/** @param {any} value @param {number} least @param {number} most @param {(one: any) => boolean} check */
const isList = (value, least, most, check) =>
  Array.isArray(value) && value.length >= least && value.length <= most && value.every(check);

/** @type {Record<Guidance['kind'], (body: any) => boolean>} */
const CHECKS = {
  pointer: ({ at }) => at === null || isPoint(at),
  highlight: ({ mark, element, at }) =>
    isNumber(mark) && ((element === null && isPoint(at)) || (at === null && isNumber(element))),
  stroke: ({ mark, points }) => isNumber(mark) && isList(points, 2, MOST_POINTS, isPoint),
  unmark: ({ mark }) => mark === null || isNumber(mark),
  elements: ({ elements, anchor }) =>
    (anchor === null || isBox(anchor)) &&
    isList(elements, 0, MOST_ELEMENTS, (one) => isNumber(one?.element) && isText(one.role, 32) && isText(one.name, 60) && isBox(one.box)),
  touched: ({ mark }) => isNumber(mark),
};

/**
 * @param {unknown} text of one body
 * @returns {Guidance | null} null: none, and whoever sent it is not one of ours
 */
export function readGuidance(text) {
  if (!isText(text, LONGEST)) return null;
  try {
    const body = JSON.parse(/** @type {string} */ (text));
    return isGuidance(body) ? body : null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

/**
 * @param {any} body
 * @returns {body is Guidance}
 */
export function isGuidance(body) {
  const kind = body?.kind;
  return Object.hasOwn(CHECKS, kind) && CHECKS[/** @type {Guidance['kind']} */ (kind)](body);
}

/** As many as a hand can make; a flood beyond that is dropped. */
export class Allowance {
  #perSecond;
  #left;
  #at;
  #now;

  /** @param {number} perSecond @param {() => number} [now] ms */
  constructor(perSecond, now = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
    this.#now = now;
    this.#at = now();
  }

  /** @returns {boolean} whether one more is within it */
  take() {
    const now = this.#now();
    this.#left = Math.min(this.#perSecond, this.#left + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

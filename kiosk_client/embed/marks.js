import { Anchor } from './anchor.js';
import { placeOf } from './elements.js';

/**
 * The agent's marks, where the resident sees them.
 *
 * @typedef {import('/web/messages.js').Highlight} Highlight
 * @typedef {import('/web/messages.js').Stroke} Stroke
 * @typedef {import('/web/messages.js').Point} Point
 * @typedef {import('./messages.js').Box} Box
 * @typedef {{drawn: HTMLElement, element: Element | null, at: Point | null}} Ring
 */

/** Ms for which a line stays; as long in the console. */
export const STROKE_STAYS = 8_000;
/** Marks at a time; the oldest goes for a newer one. */
const MOST = 30;
/** CSS pixels that a ring keeps from what it is around, for each of a window whose shorter side is 1080. */
const AIR = 10;
const SVG = 'http://www.w3.org/2000/svg';

export const MARKS_STYLE = `
  .pointer, .ring {
    position: absolute;
    left: 0;
    top: 0;
    will-change: transform;
  }

  .pointer {
    width: 3.4vmin;
    height: 3.4vmin;
    margin: -1.7vmin 0 0 -1.7vmin;
    border: 0.5vmin solid #fff;
    border-radius: 50%;
    background: #c2185b;
    box-shadow: 0 0 0 0.3vmin #c2185b, 0 0.3vmin 1.2vmin rgb(0 0 0 / 40%);
  }

  .ring {
    box-sizing: border-box;
    border: 0.8vmin solid #c2185b;
    border-radius: 2vmin;
    box-shadow: 0 0 0 0.35vmin #fff, inset 0 0 0 0.35vmin #fff;
    animation: pulse 1.4s ease-in-out infinite;
  }

  .ring.place {
    width: 11vmin;
    height: 11vmin;
    margin: -5.5vmin 0 0 -5.5vmin;
    border-radius: 50%;
  }

  svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
  }

  polyline {
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
    animation: fade ${STROKE_STAYS}ms ease-in forwards;
  }

  .edge {
    stroke: #fff;
    stroke-width: 1.7vmin;
  }

  .line {
    stroke: #c2185b;
    stroke-width: 1vmin;
  }

  @keyframes pulse {
    50% { box-shadow: 0 0 0 0.35vmin #fff, inset 0 0 0 0.35vmin #fff, 0 0 0 2.2vmin rgb(194 24 91 / 35%); }
  }

  @keyframes fade {
    75% { opacity: 1; }
    to { opacity: 0; }
  }

  @media (prefers-reduced-motion: reduce) {
    .ring { animation: none; }
  }
`;

export class Marks {
  #root;
  #region;
  #pointer = document.createElement('div');
  #anchor = new Anchor();
  #anchored = document.createElement('div');
  #lines = document.createElementNS(SVG, 'svg');
  /** @type {Map<number, Ring>} */
  #rings = new Map();
  /** @type {Map<number, SVGGElement>} */
  #strokes = new Map();

  /**
   * @param {ShadowRoot} root
   * @param {() => Box} region of the window that the page has
   */
  constructor(root, region) {
    this.#root = root;
    this.#region = region;
    this.#pointer.className = 'pointer';
    this.#pointer.hidden = true;
    this.#anchored.className = 'ring';
    root.append(this.#lines, this.#pointer);
  }

  /** @param {import('/web/messages.js').Anchor | null} anchor of the step that is shown */
  anchorAt(anchor) {
    this.#anchor.set(anchor);
    const { element } = this.#anchor;
    if (element && !isInSight(element, this.#region())) element.scrollIntoView({ block: 'center', behavior: 'smooth' });
    this.follow();
  }

  /** @returns {Box | null} of the step that is shown, as fractions of the region */
  get anchor() {
    return this.#anchor.place(this.#region());
  }

  /** @param {Point | null} at */
  point(at) {
    this.#pointer.hidden = at === null;
    if (at) this.#pointer.style.transform = this.#shift(at);
  }

  /**
   * @param {Highlight} highlight
   * @param {Element | null} element what is highlighted, unless it is a place
   */
  ring({ mark, at }, element) {
    this.unmark(mark);
    const drawn = document.createElement('div');
    drawn.className = element ? 'ring' : 'ring place';
    this.#root.append(drawn);
    this.#rings.set(mark, { drawn, element, at });
    this.#makeRoom(this.#rings);
    if (element && !isInSight(element, this.#region())) element.scrollIntoView({ block: 'center', behavior: 'smooth' });
    this.follow();
  }

  /** @param {Stroke} stroke */
  stroke({ mark, points }) {
    this.unmark(mark);
    const { width, height } = this.#region();
    const places = points.map(({ x, y }) => ({ x: x * width, y: y * height }));
    const group = document.createElementNS(SVG, 'g');
    for (const look of ['edge', 'line']) group.append(polyline(places, look));
    group.addEventListener('animationend', () => this.unmark(mark), { once: true });
    this.#lines.append(group);
    this.#strokes.set(mark, group);
    this.#makeRoom(this.#strokes);
  }

  /** @param {number | null} mark null: all of them */
  unmark(mark) {
    for (const number of mark === null ? [...this.#rings.keys(), ...this.#strokes.keys()] : [mark]) {
      this.#rings.get(number)?.drawn.remove();
      this.#strokes.get(number)?.remove();
      this.#rings.delete(number);
      this.#strokes.delete(number);
    }
  }

  /** Rings stay on what they are around, wherever the page has moved it; what is gone has none. */
  follow() {
    const region = this.#region();
    const air = (AIR * Math.min(innerWidth, innerHeight)) / 1080;
    const anchor = this.anchor;
    if (!anchor) this.#anchored.remove();
    else if (!this.#anchored.isConnected) this.#root.prepend(this.#anchored);
    if (anchor) surround(this.#anchored, scaled(anchor, region), region, air);
    for (const [mark, { drawn, element, at }] of this.#rings) {
      if (element && !element.isConnected) this.unmark(mark);
      else if (at) drawn.style.transform = this.#shift(at);
      else if (element) surround(drawn, placeOf(element, region) && element.getBoundingClientRect(), region, air);
    }
  }

  /**
   * @param {Event} touch
   * @returns {number[]} the marks of what was touched
   */
  touched(touch) {
    const path = touch.composedPath();
    const { element } = this.#anchor;
    if (element && path.includes(element)) this.anchorAt(null);
    return [...this.#rings].filter(([, { element, at }]) => at || (element && path.includes(element))).map(([mark]) => mark);
  }

  /** @param {Map<number, unknown>} marks */
  #makeRoom(marks) {
    for (const oldest of [...marks.keys()].slice(0, -MOST)) this.unmark(oldest);
  }

  /** @param {Point} at */
  #shift({ x, y }) {
    const { width, height } = this.#region();
    return `translate(${x * width}px, ${y * height}px)`;
  }
}

/** @param {Element} element @param {Box} region */
function isInSight(element, region) {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return top >= region.y && bottom <= region.y + region.height && left >= region.x && right <= region.x + region.width;
}

/** @param {Box} fractions @param {Box} region @returns {Box} of the window */
function scaled({ x, y, width, height }, region) {
  return {
    x: region.x + x * region.width,
    y: region.y + y * region.height,
    width: width * region.width,
    height: height * region.height,
  };
}

/** @param {HTMLElement} drawn @param {Box | null} box @param {Box} region @param {number} air */
function surround(drawn, box, region, air) {
  drawn.hidden = box === null;
  if (!box) return;
  drawn.style.transform = `translate(${box.x - region.x - air}px, ${box.y - region.y - air}px)`;
  drawn.style.width = `${box.width + 2 * air}px`;
  drawn.style.height = `${box.height + 2 * air}px`;
}

/** @param {Point[]} points @param {string} look */
function polyline(points, look) {
  const line = document.createElementNS(SVG, 'polyline');
  line.setAttribute('points', points.map(({ x, y }) => `${x},${y}`).join(' '));
  line.setAttribute('class', look);
  return line;
}

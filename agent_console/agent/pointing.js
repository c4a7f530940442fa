/**
 * What the agent points at on the kiosk's screen, as the console draws it: the picture that comes from there is without it.
 *
 * @import { Guidance, PageElement, Point } from '/web/messages.js'
 * @typedef {'ring' | 'draw' | 'arrow'} Tool
 * @typedef {{mark: number, kind: 'highlight', element: number | null, at: Point | null}
 *   | {mark: number, kind: 'stroke', points: Point[]}} Drawn
 */

/** Ms for which a line stays, at the kiosk as well. */
export const STROKE_STAYS = 8_000;
/** A page that is found by a finger's width beside an element is meant to be on it, as a fraction of the picture. */
const NEAR = 0.01;
const MOST_POINTS = 400;
/** Of an arrow's head: its length as a fraction of the picture's height, and half its angle. */
const HEAD = 0.045;
const HALF_TIP = 0.5;

/**
 * The element that is meant at a place: the smallest there.
 *
 * @param {readonly PageElement[]} elements
 * @param {Point} at
 */
export function elementAt(elements, { x, y }) {
  const within = elements.filter(
    ({ box }) => x >= box.x - NEAR && x <= box.x + box.width + NEAR && y >= box.y - NEAR && y <= box.y + box.height + NEAR,
  );
  const size = (/** @type {PageElement} */ { box }) => box.width * box.height;
  return within.reduce((/** @type {PageElement | null} */ best, one) => (best && size(best) <= size(one) ? best : one), null);
}

/**
 * A line with no more points than may be sent, its ends kept.
 *
 * @param {readonly Point[]} points
 */
export function thinned(points) {
  const every = Math.ceil(points.length / (MOST_POINTS - 1));
  return every <= 1 ? [...points] : [...points.filter((_, at) => at % every === 0 && at < points.length - 1), points[points.length - 1]];
}

/**
 * A straight arrow as one line that can be drawn without lifting the pen.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {number} ratio of the picture's width to its height
 * @returns {Point[]}
 */
export function arrow(from, to, ratio) {
  const angle = Math.atan2(from.y - to.y, (from.x - to.x) * ratio);
  const side = (/** @type {number} */ turn) => ({
    x: clamped(to.x + (HEAD * Math.cos(angle + turn)) / ratio),
    y: clamped(to.y + HEAD * Math.sin(angle + turn)),
  });
  return [from, to, side(HALF_TIP), to, side(-HALF_TIP)];
}

/** @param {number} value */
const clamped = (value) => Math.min(1, Math.max(0, value));

/** Raises `change`. */
export class Pointing extends EventTarget {
  /** @type {Tool | null} null: the hand, that moves the picture */
  tool = null;
  /** @type {readonly PageElement[]} */
  elements = [];
  /** @type {import('/web/messages.js').Box | null} of the step that is shown */
  anchor = null;
  /** @type {readonly Drawn[]} */
  marks = [];
  /** Whether the kiosk shows a page that can be pointed at. */
  possible = false;
  #send;
  #last = 0;
  /** @type {Set<ReturnType<typeof setTimeout>>} */
  #fading = new Set();

  /** @param {(guidance: Guidance) => void} send */
  constructor(send) {
    super();
    this.#send = send;
  }

  /** @param {Guidance} guidance from the kiosk */
  take(guidance) {
    if (guidance.kind === 'elements') {
      this.possible = true;
      this.elements = guidance.elements;
      this.anchor = guidance.anchor;
    } else if (guidance.kind === 'touched') {
      this.marks = this.marks.filter(({ mark }) => mark !== guidance.mark);
    }
    this.#changed();
  }

  /** Another talk, or another attempt at its media: nothing is marked there. */
  reset() {
    for (const timer of this.#fading) clearTimeout(timer);
    this.#fading.clear();
    this.tool = null;
    this.elements = [];
    this.anchor = null;
    this.marks = [];
    this.possible = false;
    this.#changed();
  }

  /** @param {Tool} tool chosen; again: the hand */
  choose(tool) {
    if (!this.possible) return;
    this.tool = this.tool === tool ? null : tool;
    if (this.tool === null) this.#send({ kind: 'pointer', at: null });
    this.#changed();
  }

  /** @param {Point | null} at */
  point(at) {
    if (this.tool) this.#send({ kind: 'pointer', at });
  }

  /** @param {Point | PageElement} what */
  highlight(what) {
    const target = 'element' in what ? { element: what.element, at: null } : { element: null, at: what };
    const kind = /** @type {const} */ ('highlight');
    const drawn = { kind, mark: this.#number(), ...target };
    // One thing at a time: who is shown two rings does not know which is meant.
    for (const { mark } of this.marks.filter((one) => one.kind === kind)) this.#unmark(mark);
    this.#add(drawn);
  }

  /** @param {readonly Point[]} points */
  stroke(points) {
    if (points.length < 2) return;
    const kind = /** @type {const} */ ('stroke');
    const drawn = { kind, mark: this.#number(), points: thinned(points) };
    this.#add(drawn);
    const timer = setTimeout(() => {
      this.#fading.delete(timer);
      this.marks = this.marks.filter(({ mark }) => mark !== drawn.mark);
      this.#changed();
    }, STROKE_STAYS);
    this.#fading.add(timer);
  }

  undo() {
    const newest = this.marks.at(-1);
    if (newest) this.#unmark(newest.mark);
    this.#changed();
  }

  clear() {
    this.#send({ kind: 'unmark', mark: null });
    this.marks = [];
    this.#changed();
  }

  /** @param {Drawn} drawn */
  #add(drawn) {
    this.marks = [...this.marks, drawn];
    this.#send(drawn);
    this.#changed();
  }

  /** @param {number} number */
  #unmark(number) {
    this.marks = this.marks.filter(({ mark }) => mark !== number);
    this.#send({ kind: 'unmark', mark: number });
  }

  #number() {
    this.#last += 1;
    return this.#last;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

import { Boxes, keyOf } from './boxes.js';
import { holderOf, privateElements } from './private.js';
import { Stamp } from './stamp.js';

/**
 * @typedef {import('./messages.js').MaskReport} MaskReport
 * @typedef {import('./messages.js').PageState} PageState
 * @typedef {import('./private.js').Mode} Mode
 * @typedef {import('./private.js').Found} Found
 */

/** A page that hides more of itself than this, an element at a time, is not shown at all. */
const MOST = 4_000;
/** Ms for which something that was touched may go on moving by itself, before the page hears of it. */
const STIRRED_FOR = 120;
const STIRRING = ['wheel', 'touchmove', 'scroll', 'keydown', 'mousewheel', 'gesturechange'];

/**
 * Tells whoever paints the masks, at every frame that the page draws, where they have to be. Each frame that differs from the
 * last has a number, which is in the picture, too.
 */
export class Masks {
  #mode;
  #stamp = new Stamp();
  /** @type {MessagePort | null} */
  #port = null;
  #drawn = new ResizeObserver(() => this.#measure());
  #number = 0;
  #state = '';
  /** Frames that the painter has got: now, and when it was last measured. */
  #got = 0;
  #known = 0;
  #stirredAt = -Infinity;
  #set = '';

  /** @param {Mode} mode */
  constructor(mode) {
    this.#mode = mode;
    const stirred = () => (this.#stirredAt = performance.now());
    for (const type of STIRRING) addEventListener(type, stirred, { capture: true, passive: true });
  }

  /** @param {MessagePort} port to the painter, as long as it is open */
  tell(port) {
    this.#port?.close();
    this.#port = port;
    this.#stamp.appear();
    this.#state = '';
    this.#set = '';
    this.#got = this.#known = 0;
    port.onmessage = ({ data }) => this.#hear(data);
    port.addEventListener('close', () => this.#stop(port));
    this.#watch(port);
  }

  /** Makes the next frame differ from this one. */
  change() {
    this.#state = '';
  }

  /** @param {import('./messages.js').FromPainter} message */
  #hear(message) {
    if (message.type === 'got') this.#got = message.frame;
    else if (message.type === 'refresh') this.change();
    else if (this.#port) this.#stop(this.#port);
  }

  /** @param {MessagePort} port */
  #stop(port) {
    port.close();
    if (this.#port !== port) return;
    this.#port = null;
    this.#stamp.vanish();
  }

  /** @param {MessagePort} port */
  #watch(port) {
    if (this.#port !== port) return;
    requestAnimationFrame(() => this.#watch(port));
    // Whoever begins to observe an element hears of it after all that the page does in this frame, and before it is drawn.
    this.#drawn.disconnect();
    this.#drawn.observe(document.documentElement);
  }

  #measure() {
    this.#stamp.place();
    const found = privateElements(this.#mode);
    const state = this.#stateOf(found);
    const said = JSON.stringify(state);
    const changed = said !== this.#state;
    if (changed) this.#stamp.show(++this.#number);
    this.#state = said;
    const time = performance.now();
    /** @type {MaskReport} */
    const report = { type: 'report', number: this.#number, time, got: this.#known, stirred: this.#isStirred(time, found) };
    this.#known = this.#got;
    this.#port?.postMessage(changed ? { ...report, state } : report);
    this.#tellSet(found);
  }

  /** @param {Found} found @returns {PageState} */
  #stateOf({ masked, shown, unlisted }) {
    const boxes = new Boxes();
    const page = { width: innerWidth, height: innerHeight, stamp: boxes.inWindow(this.#stamp.box) };
    const areas = [...boxes.ofAllIn(masked), ...boxes.ofAllIn(unlisted)];
    const listed = this.#mode === 'allow-list' ? shown.flatMap((element) => boxes.of(element)) : null;
    const certain = areas.length <= MOST && !document.documentElement.matches(':active-view-transition');
    return certain ? { ...page, certain, masked: areas, shown: listed } : { ...page, certain, masked: [], shown: [] };
  }

  /**
   * What moves without asking the page may be elsewhere than the page believes.
   *
   * @param {number} now
   * @param {Found} found
   */
  #isStirred(now, { roots, masked, shown, unlisted }) {
    if (now - this.#stirredAt < STIRRED_FOR) return true;
    const running = roots.flatMap((root) => root.getAnimations()).filter(isMoving);
    if (running.length === 0) return false;
    const around = new Set();
    for (const element of [...masked, ...shown, ...unlisted]) {
      for (let at = /** @type {Element | null} */ (element); at && !around.has(at); at = holderOf(at)) around.add(at);
    }
    return running.some(({ effect }) => effect instanceof KeyframeEffect && around.has(effect.target));
  }

  /** @param {Found} found */
  async #tellSet({ masked, shown }) {
    const set = [...masked, ...shown].map(keyOf).join();
    if (set === this.#set) return;
    this.#set = set;
    const names = [this.#mode, ...masked.map(nameOf), '', ...shown.map(nameOf)].join('\n');
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(names)));
    const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    this.#port?.postMessage({ type: 'masks', hash, count: masked.length, mode: this.#mode });
  }
}

/** @param {Animation} animation */
function isMoving({ playState, pending }) {
  return pending || playState === 'running';
}

/** @param {Element} element @returns {string} where it is in the page, by names that are no values */
function nameOf(element) {
  const steps = [];
  for (let at = /** @type {Element | null} */ (element); at; at = holderOf(at)) {
    const siblings = at.parentNode ? [...at.parentNode.children] : [];
    steps.unshift(`${at.localName}:${siblings.indexOf(at)}`);
  }
  return `${steps.join('/')}#${element.id}[${element.getAttribute('name') ?? ''}]`;
}

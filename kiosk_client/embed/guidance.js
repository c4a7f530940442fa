import { Elements } from './elements.js';
import { Marks } from './marks.js';

/**
 * @typedef {import('/web/messages.js').Guidance} GuidanceBody
 * @typedef {import('./messages.js').Box} Box
 */

/** Ms between two looks at what is in sight. */
const LOOK_EVERY = 200;

/** What the agent points at, while they see the page: drawn here; and what there is to point at: told to them. */
export class Guidance {
  #marks;
  #region;
  #say;
  #elements;
  #running = 0;
  #seen = false;
  #anchored = false;
  #lookedAt = 0;
  #told = '';

  /**
   * @param {object} options
   * @param {ShadowRoot} options.root to draw in
   * @param {() => Box} options.region of the window that the page has
   * @param {(guidance: GuidanceBody) => void} options.say
   * @param {import('./private.js').Mode} options.mode
   */
  constructor({ root, region, say, mode }) {
    this.#elements = new Elements(mode);
    this.#marks = new Marks(root, region);
    this.#region = region;
    this.#say = say;
    document.addEventListener('pointerdown', (event) => this.#touched(event), { capture: true, passive: true });
  }

  /** @param {boolean} seen whether the agent sees the page */
  see(seen) {
    this.#seen = seen;
    this.#told = '';
    if (!seen) {
      this.#marks.unmark(null);
      this.#marks.point(null);
    }
    this.#run();
  }

  /** @param {import('/web/messages.js').Anchor | null} anchor of the step that is shown, whether or not the agent sees the page */
  anchor(anchor) {
    this.#anchored = anchor !== null;
    this.#marks.anchorAt(anchor);
    this.#run();
  }

  /** @param {GuidanceBody} body */
  take(body) {
    switch (body.kind) {
      case 'pointer':
        return this.#marks.point(body.at);
      case 'highlight':
        return this.#highlight(body);
      case 'stroke':
        return this.#marks.stroke(body);
      case 'unmark':
        return this.#marks.unmark(body.mark);
    }
  }

  /** @param {import('/web/messages.js').Highlight} highlight of what may have gone meanwhile */
  #highlight(highlight) {
    const element = highlight.element === null ? null : this.#elements.get(highlight.element);
    if (element || highlight.at) this.#marks.ring(highlight, element);
    else this.#say({ kind: 'touched', mark: highlight.mark });
  }

  #run() {
    cancelAnimationFrame(this.#running);
    if (this.#seen || this.#anchored) this.#follow();
  }

  #follow() {
    this.#running = requestAnimationFrame((now) => {
      this.#marks.follow();
      if (this.#seen && now - this.#lookedAt >= LOOK_EVERY) this.#look(now);
      this.#follow();
    });
  }

  /** @param {number} now */
  #look(now) {
    this.#lookedAt = now;
    /** @type {GuidanceBody} */
    const body = { kind: 'elements', elements: this.#elements.inSight(this.#region()), anchor: this.#marks.anchor };
    const telling = JSON.stringify(body);
    if (telling === this.#told) return;
    this.#told = telling;
    this.#say(body);
  }

  /** @param {Event} event */
  #touched(event) {
    for (const mark of this.#marks.touched(event)) {
      this.#marks.unmark(mark);
      this.#say({ kind: 'touched', mark });
    }
  }
}

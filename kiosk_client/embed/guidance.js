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
  #elements = new Elements();
  #running = 0;
  #lookedAt = 0;
  #told = '';

  /**
   * @param {object} options
   * @param {ShadowRoot} options.root to draw in
   * @param {() => Box} options.region of the window that the page has
   * @param {(guidance: GuidanceBody) => void} options.say
   */
  constructor({ root, region, say }) {
    this.#marks = new Marks(root, region);
    this.#region = region;
    this.#say = say;
    document.addEventListener('pointerdown', (event) => this.#touched(event), { capture: true, passive: true });
  }

  /** @param {boolean} seen whether the agent sees the page */
  see(seen) {
    cancelAnimationFrame(this.#running);
    this.#told = '';
    if (seen) return this.#follow();
    this.#marks.unmark(null);
    this.#marks.point(null);
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

  #follow() {
    this.#running = requestAnimationFrame((now) => {
      this.#marks.follow();
      if (now - this.#lookedAt >= LOOK_EVERY) this.#look(now);
      this.#follow();
    });
  }

  /** @param {number} now */
  #look(now) {
    this.#lookedAt = now;
    const elements = this.#elements.inSight(this.#region());
    const telling = JSON.stringify(elements);
    if (telling === this.#told) return;
    this.#told = telling;
    this.#say({ kind: 'elements', elements });
  }

  /** @param {Event} event */
  #touched(event) {
    for (const mark of this.#marks.touched(event)) {
      this.#marks.unmark(mark);
      this.#say({ kind: 'touched', mark });
    }
  }
}

import { MARKS_STYLE } from './marks.js';

const STYLE = `
  :host {
    all: initial;
    position: fixed;
    inset: 0 var(--bangban-inset-right, 0px) var(--bangban-inset-bottom, 0px) 0;
    display: block;
    pointer-events: none;
  }

  .seen {
    position: absolute;
    z-index: 1;
    inset: 0;
    border: 0.75vmin solid #ffb000;
  }

  [hidden] {
    display: none;
  }

  ${MARKS_STYLE}
`;

/** What is drawn above the page, and never touched: the agent's marks, and over them the frame that says that somebody sees it. */
export class Overlay {
  #host = document.createElement('bangban-overlay');
  #seen = document.createElement('div');

  constructor() {
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    const shadow = this.#host.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [style];
    this.#seen.className = 'seen';
    this.#seen.hidden = true;
    shadow.append(this.#seen);
    this.root = shadow;
    this.#host.popover = 'manual';
    this.#host.ariaHidden = 'true';
    document.documentElement.append(this.#host);
    this.#host.showPopover();
  }

  /** @param {boolean} seen */
  showSeen(seen) {
    this.#seen.hidden = !seen;
  }
}

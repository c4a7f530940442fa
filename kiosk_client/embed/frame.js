import { Guidance } from './guidance.js';
import { Masks } from './masks.js';
import { Overlay } from './overlay.js';
import { pageAsTarget } from './picture.js';

/**
 * The help in its frame, above the page, at the place and of the size that it asks for.
 *
 * @typedef {import('./messages.js').ToFrame} ToFrame
 * @typedef {import('./messages.js').ToPage} ToPage
 * @typedef {import('./messages.js').Place} Place
 */

const STYLE = `
  :host {
    all: initial;
    position: fixed;
    inset: auto;
    overflow: visible;
    color-scheme: light;
  }

  :host([data-position="hidden"]) {
    visibility: hidden;
  }

  :host(:is([data-position="button"], [data-position="card"])) {
    right: 2vmin;
    bottom: 2vmin;
  }

  :host([data-position="panel"]) {
    right: 0;
    bottom: 0;
  }

  :host([data-position="full"]) {
    inset: 0;
  }

  iframe {
    display: block;
    width: 100%;
    height: 100%;
    border: 0;
  }
`;
/** The page gives way to the panel: what is in its flow moves, and what is fixed in it can use the two lengths. */
const PAGE_STYLE = `
  :root {
    margin-right: var(--bangban-inset-right) !important;
    margin-bottom: var(--bangban-inset-bottom) !important;
    scroll-padding: 0 var(--bangban-inset-right) var(--bangban-inset-bottom) 0;
  }
`;

export class Frame {
  #origin;
  #overlay = new Overlay();
  #guidance;
  #masks;
  #host = document.createElement('bangban-help');
  #frame = document.createElement('iframe');
  #pageStyle = new CSSStyleSheet();
  /** @type {MessagePort | null} */
  #port = null;
  /** @type {Place | null} */
  #place = null;
  #insets = { right: 0, bottom: 0 };

  /**
   * @param {string} origin of the server that the help comes from
   * @param {import('./private.js').Mode} mode
   */
  constructor(origin, mode) {
    this.#origin = origin;
    this.#guidance = new Guidance({
      root: this.#overlay.root,
      region: () => ({ x: 0, y: 0, width: innerWidth - this.#insets.right, height: innerHeight - this.#insets.bottom }),
      say: (guidance) => this.#say({ type: 'guidance', guidance }),
      mode,
    });
    this.#masks = new Masks(mode);
    this.#pageStyle.replaceSync(PAGE_STYLE);
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    const shadow = this.#host.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [style];
    shadow.append(this.#frame);
    this.#host.popover = 'manual';
    this.#host.dataset.position = 'hidden';
    this.#frame.title = '视频帮助 Video help';
    this.#frame.allow = 'microphone; camera; display-capture; autoplay; speaker-selection';
    this.#frame.src = `${origin}/kiosk/?embedded`;
    addEventListener('message', (event) => this.#meet(event));
    addEventListener('resize', () => this.#tellWindow());
    new MutationObserver(() => this.#tellWindow()).observe(document.documentElement, { attributeFilter: ['lang'] });
    // Not in the body: pages replace all that is in theirs.
    document.documentElement.append(this.#host);
    this.#host.showPopover();
  }

  /** @param {Place | null} place */
  tellPlace(place) {
    this.#place = place;
    if (place) this.#say({ type: 'place', place });
  }

  /** @param {MessageEvent} event the frame's page is there: for the first time, or after it has loaded itself again */
  #meet({ source, origin, data }) {
    if (source !== this.#frame.contentWindow || origin !== this.#origin || data?.bangban !== 'ready') return;
    const { port1, port2 } = new MessageChannel();
    this.#port?.close();
    this.#port = port1;
    port1.onmessage = ({ data: message, ports }) => this.#hear(message, ports);
    this.#frame.contentWindow?.postMessage({ bangban: 'welcome' }, this.#origin, [port2]);
    this.#tellWindow();
    this.tellPlace(this.#place);
  }

  #tellWindow() {
    const language = document.documentElement.lang.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
    this.#say({ type: 'window', width: innerWidth, height: innerHeight, language });
  }

  /** @param {ToFrame} message */
  #say(message) {
    this.#port?.postMessage(message);
  }

  /** @param {ToPage} message @param {readonly MessagePort[]} ports */
  async #hear(message, [painter]) {
    switch (message.type) {
      case 'layout':
        return this.#layOut(message);
      case 'capture':
        this.#masks.tell(painter);
        return this.#say({ type: 'target', target: await pageAsTarget() });
      case 'refresh':
        return this.#masks.change();
      case 'sharing':
        this.#overlay.showSeen(message.seen);
        return this.#guidance.see(message.seen);
      case 'guidance':
        return this.#guidance.take(message.guidance);
      case 'anchor':
        return this.#guidance.anchor(message.anchor);
    }
  }

  /** @param {Extract<ToPage, {type: 'layout'}>} layout */
  #layOut({ position, width, height }) {
    const full = position === 'full';
    this.#host.dataset.position = position;
    this.#host.style.width = full ? '100vw' : `${width}px`;
    this.#host.style.height = full ? '100vh' : `${height}px`;
    this.#giveWay(position === 'panel', width, height);
  }

  /** @param {boolean} panel @param {number} width @param {number} height of it */
  #giveWay(panel, width, height) {
    const root = document.documentElement.style;
    const others = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#pageStyle);
    document.adoptedStyleSheets = panel ? [...others, this.#pageStyle] : others;
    const below = innerWidth <= innerHeight;
    this.#insets = { right: panel && !below ? width : 0, bottom: panel && below ? height : 0 };
    for (const [name, length] of Object.entries(this.#insets)) {
      if (panel) root.setProperty(`--bangban-inset-${name}`, `${length}px`);
      else root.removeProperty(`--bangban-inset-${name}`);
    }
  }
}

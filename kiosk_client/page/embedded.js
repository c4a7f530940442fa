import { on } from './on.js';
import { screen } from './state.js';
import { text } from './text.js';

/**
 * @typedef {import('/embed/messages.js').Position} Position
 * @typedef {import('./host.js').Host} Host
 * @typedef {import('./kiosk.js').Kiosk} Kiosk
 */

/** By screen; every other covers the page. */
const POSITIONS = /** @type {Partial<Record<import('./state.js').Screen, Position>>} */ ({
  starting: 'hidden',
  superseded: 'hidden',
  revoked: 'hidden',
  enrolment: 'card',
  idle: 'button',
  session: 'panel',
});
/** Width and height, in pixels of a screen whose shorter side is 1080. */
const SIZES = { hidden: [0, 0], full: [0, 0], button: [420, 132], card: [760, 560] };
/** How much of the page's longer side the panel takes, of as many pixels. */
const PANEL = { wide: 600, high: 660 };

/** This page in the frame of another: how large and where it is follows from the screen that it shows. */
export class Embedded {
  #kiosk;
  #host;
  #window = { width: 0, height: 0 };
  #said = '';
  #seen = false;
  /** @type {string | null} of which step the page was told the anchor */
  #step = null;

  /**
   * @param {Kiosk} kiosk
   * @param {Host} host
   */
  constructor(kiosk, host) {
    this.#kiosk = kiosk;
    this.#host = host;
    kiosk.addEventListener('change', () => {
      this.#layOut();
      this.#tellSharing();
      this.#tellAnchor();
    });
    host.hear('window', ({ width, height, language }) => {
      this.#window = { width, height };
      document.documentElement.style.setProperty('--u', `${Math.min(width, height) / 1080}px`);
      // Whoever changes it there wants it here; a language chosen here stays when only the window has changed.
      if (language !== kiosk.greeting) text.set(language);
      kiosk.greeting = language;
      this.#layOut();
    });
    host.hear('guidance', ({ guidance }) => kiosk.guide(guidance));
    on(kiosk, 'guidance', (guidance) => host.say({ type: 'guidance', guidance }));
    host.hear('place', ({ place }) => kiosk.tellPlace(place));
  }

  /** @returns {Position} */
  #position() {
    const { state } = this.#kiosk;
    if (screen(state) === 'session' && state.reconsider) return 'full';
    return POSITIONS[screen(state)] ?? 'full';
  }

  #layOut() {
    const { width, height } = this.#window;
    if (width === 0) return;
    const position = this.#position();
    const unit = Math.min(width, height) / 1080;
    const [across, down] = position === 'panel' ? this.#panel() : SIZES[position].map((side) => side * unit);
    this.#host.region = { window: this.#window, ...this.#beside(position, across, down) };
    const said = JSON.stringify([position, across, down]);
    if (said === this.#said) return;
    this.#said = said;
    document.documentElement.dataset.embedded = position;
    document.documentElement.dataset.beside = String(width > height);
    this.#host.say({ type: 'layout', position, width: across, height: down });
  }

  /**
   * @param {Position} position
   * @param {number} across
   * @param {number} down
   * @returns {{width: number, height: number}} what the page has for itself
   */
  #beside(position, across, down) {
    const { width, height } = this.#window;
    if (position !== 'panel') return { width, height };
    return width > height ? { width: width - across, height } : { width, height: height - down };
  }

  #tellSharing() {
    const seen = this.#kiosk.state.seenSince !== null;
    if (seen === this.#seen) return;
    this.#seen = seen;
    this.#host.say({ type: 'sharing', seen });
  }

  /** Told once for each step: who has touched what it is about, is shown it no more. */
  #tellAnchor() {
    const shown = this.#kiosk.state.session?.shown_step ?? null;
    const step = shown && `${shown.service} ${shown.version} ${shown.step}`;
    if (step === this.#step) return;
    this.#step = step;
    this.#host.say({ type: 'anchor', anchor: shown?.anchor ?? null });
  }

  #panel() {
    const { width, height } = this.#window;
    const unit = Math.min(width, height) / 1080;
    return width > height ? [PANEL.wide * unit, height] : [width, PANEL.high * unit];
  }
}

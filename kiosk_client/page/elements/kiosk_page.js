import { html } from 'lit';

import { QuietWatch } from '../quiet_watch.js';
import { screen } from '../state.js';
import { text } from '../text.js';
import { KioskElement } from './kiosk_element.js';

/** Nobody has touched the machine: warn after this, and give up half a minute later. */
const WARN_AFTER = 90_000;
const GIVE_UP_AFTER = 30_000;
/** Ms by which the first pictures of a session go before its screen is drawn, which takes a small machine as long. */
const HEAD_START = 110;
/** On these screens the resident waits for us, or talks: silence means nothing. */
const UNHURRIED = new Set(['waiting', 'session', 'receipt', 'starting', 'enrolment', 'superseded', 'revoked']);

/** On these the page around this one is what the resident works with, and keeps the focus. */
const IN_CORNER = new Set(['idle', 'starting', 'enrolment', 'superseded', 'revoked']);

/** The whole page: the bar at the top and, below, the one screen that the state asks for. */
export class KioskPage extends KioskElement {
  static properties = { ...KioskElement.properties, quietUntil: { state: true }, embedded: { attribute: false } };

  #quiet = new QuietWatch({
    warnAfter: WARN_AFTER,
    giveUpAfter: GIVE_UP_AFTER,
    onwarn: (until) => (this.quietUntil = until),
    onquiet: () => this.#goHome(),
  });
  #drawn = '';
  #changed = () => {
    this.state = this.kiosk.state;
  };

  constructor() {
    super();
    /** @type {number | null} */
    this.quietUntil = null;
    /** @type {import('../embedded.js').Embedded | null} where the page is in the frame of another */
    this.embedded = null;
    // What the document says until this renders would stand beside it: Lit adds to an element's children.
    this.replaceChildren();
  }

  connectedCallback() {
    super.connectedCallback();
    text.addEventListener('change', () => (this.language = text.language));
    document.addEventListener('pointerdown', () => this.#watchQuiet(), { capture: true });
    document.addEventListener('contextmenu', (event) => event.preventDefault());
  }

  async scheduleUpdate() {
    if (this.#drawn === 'waiting' && screen(this.state) === 'session') {
      await new Promise((resolve) => setTimeout(resolve, HEAD_START));
    }
    super.scheduleUpdate();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('kiosk') || !this.kiosk) return;
    this.kiosk.addEventListener('change', this.#changed);
    this.#changed();
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    document.title = this.t('title');
    if (!changed.has('state') || !this.state) return;
    document.documentElement.dataset.size = String(this.state.size);
    const before = /** @type {import('../state.js').State | undefined} */ (changed.get('state'));
    const another = this.#drawn !== screen(this.state);
    this.#drawn = screen(this.state);
    const inCorner = this.embedded && IN_CORNER.has(this.#drawn);
    if (another && !inCorner) this.querySelector('main')?.focus({ preventScroll: true });
    if (another || before?.card !== this.state.card) this.#watchQuiet();
  }

  render() {
    if (!this.state) return html``;
    const { kiosk, state, language } = this;
    return html`
      <bb-top-bar .kiosk=${kiosk} .state=${state} .language=${language}></bb-top-bar>
      ${this.#screen()}
      ${this.quietUntil === null
        ? ''
        : html`<bb-quiet-question .language=${language} .until=${this.quietUntil}></bb-quiet-question>`}
    `;
  }

  #screen() {
    const { kiosk, state, language } = this;
    const name = screen(state);
    switch (name) {
      case 'enrolment':
        return html`<bb-enrolment .kiosk=${kiosk} .state=${state} .language=${language}></bb-enrolment>`;
      case 'idle':
        if (this.embedded) {
          return html`<main class="corner"><bb-help-button .kiosk=${kiosk} .language=${language}></bb-help-button></main>`;
        }
        return html`<bb-idle .kiosk=${kiosk} .state=${state} .language=${language}></bb-idle>`;
      case 'waiting':
        return html`<bb-waiting .kiosk=${kiosk} .state=${state} .language=${language}></bb-waiting>`;
      case 'session':
        return html`<bb-session .kiosk=${kiosk} .state=${state} .language=${language}></bb-session>`;
      case 'notice':
        return html`<bb-notice .kiosk=${kiosk} .state=${state} .language=${language}></bb-notice>`;
      case 'instead':
        return html`<bb-instead .kiosk=${kiosk} .state=${state} .language=${language}></bb-instead>`;
      case 'keypad':
        return html`<bb-keypad .kiosk=${kiosk} .state=${state} .language=${language}></bb-keypad>`;
      case 'ticket':
        return html`<bb-ticket .kiosk=${kiosk} .state=${state} .language=${language}></bb-ticket>`;
      case 'rating':
        return html`<bb-rating .kiosk=${kiosk} .state=${state} .language=${language}></bb-rating>`;
      case 'receipt':
        return html`<bb-receipt .kiosk=${kiosk} .state=${state} .language=${language}></bb-receipt>`;
      default:
        return html`<bb-plain-screen .kiosk=${kiosk} .state=${state} .language=${language} .screen=${name}>
        </bb-plain-screen>`;
    }
  }

  /** Whoever was here may have left something open: a card, a language, large text, a rating not given. */
  #watchQuiet() {
    if (!this.state) return;
    const name = screen(this.state);
    const untouched = name === 'idle' && !this.state.card && this.state.size === 1 && text.language === 'zh-CN';
    if (UNHURRIED.has(name) || untouched) this.#quiet.stop();
    else this.#quiet.restart();
  }

  #goHome() {
    if (this.state.session) this.kiosk.tell({ type: 'instead', step: null });
    else if (screen(this.state) === 'rating') this.kiosk.tell({ type: 'stage', stage: 'receipt' });
    else this.kiosk.wipe();
  }
}

import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';
import { call } from '../styles/call.js';
import { screenWithheld } from '../view.js';
import { ConsoleElement } from './console_element.js';

/** @type {Record<string, 'screen' | 'line'>} */
const DRAWING = { connecting: 'screen', starting: 'screen', consult: 'line' };

/** The stage of a talk, for its agent and for guests: the kiosk's screen gets all that nothing else needs. */
export class Call extends ConsoleElement {
  static properties = {
    ...ConsoleElement.properties,
    streams: { attribute: false },
    own: { attribute: false },
    others: { attribute: false },
    pointing: { attribute: false },
    placed: { state: true },
  };

  static styles = [...controls, call];

  constructor() {
    super();
    /** @type {import('../call.js').Call['streams']} */
    this.streams = { audio: null, screen: null, camera: null };
    /** @type {MediaStream | null} */
    this.own = null;
    /** @type {ReadonlyMap<string, import('../call.js').Other>} by participant */
    this.others = new Map();
    /** @type {import('../pointing.js').Pointing} */
    this.pointing = /** @type {any} */ (null);
    this.placed = { scale: 1, fits: true, tall: false };
  }

  /** @returns {import('./picture.js').Picture | null} */
  get picture() {
    return /** @type {any} */ (this.renderRoot.querySelector('bb-picture'));
  }

  render() {
    const withheld = screenWithheld(this.state);
    return html`
      <bb-topline .state=${this.state} .now=${this.now}></bb-topline>
      ${this.#shown()}
      <div class="stage" @placed=${this.#onplaced}>
        <bb-picture class=${withheld ? 'withheld' : ''} .stream=${this.streams.screen} .pointing=${this.pointing}></bb-picture>
        ${withheld ? this.#withheld(withheld) : html`<bb-tools .state=${this.state} .pointing=${this.pointing}></bb-tools>`}
        <bb-insets
          ?tall=${this.placed.tall} .state=${this.state} .now=${this.now} .camera=${this.streams.camera}
          .own=${this.own} .others=${this.others}
        ></bb-insets>
        <bb-banners .state=${this.state} .now=${this.now}></bb-banners>
      </div>
      <bb-call-bar .state=${this.state} .placed=${this.placed}></bb-call-bar>
    `;
  }

  /** What of a guide the resident sees, where the panel does not say so. */
  #shown() {
    const { session, panel } = this.state;
    const step = session?.shown_step;
    if (!session || !(step || session.guide_done) || (panel.open && panel.tab === 'guide')) return '';
    return html`<p class="shown" role="status">
      ${icon(step ? 'screen' : 'check', 18)}
      <span>${step
        ? this.t('console.shown.line', { number: step.number, count: step.count, title: step.title[text.language] })
        : this.t('console.shown.done')}</span>
    </p>`;
  }

  /** @param {string} why */
  #withheld(why) {
    const name = this.state.session?.agent_name ?? '';
    return html`<div class="why" role="status">
      ${icon(DRAWING[why] ?? 'screen_off', 48)}
      <h2>${this.t(`console.screen.${why}.title`, { name })}</h2>
      <p class="muted">${this.t(`console.screen.${why}`)}</p>
      ${why === 'broken'
        ? html`<button @click=${() => this.ask('restart_media')}>${this.t('console.screen.retry')}</button>`
        : ''}
    </div>`;
  }

  /** @param {CustomEvent} event */
  #onplaced({ detail }) {
    const { scale, fits, tall } = this.placed;
    if (detail.scale !== scale || detail.fits !== fits || detail.tall !== tall) this.placed = detail;
  }
}

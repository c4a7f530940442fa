import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { ringCard } from '../styles/ring_card.js';
import { languageTitle, serviceTitle } from '../titles.js';
import { duration } from '../view.js';
import { RunningElement } from './console_element.js';
import { guideRead } from '../reading.js';
import { errorWord, stepWord, stuckWord } from './step_word.js';

/** How long a ring usually lasts, so that a page loaded in the middle of one shows how much is left. */
const USUAL = 20_000;

/** A resident who calls, or a colleague who asks for help: all there is to know before answering, and how long there is to decide. */
export class RingCard extends RunningElement {
  static styles = [...controls, ringCard];

  /** @type {Animation | null} */
  #running = null;
  #shown = '';

  render() {
    const { ring, desk, answering } = this.state;
    if (!ring) return '';
    const { context, invitation } = ring;
    const { guide } = guideRead(this.state);
    const stuck = stuckWord(context, this.now());
    const busy = answering !== null;
    const accept = invitation ? 'console.invited.accept' : 'console.ring.accept';
    return html`
      <section class="card ${invitation ? 'invited' : ''}" aria-labelledby="who">
        <div class="deadline"><div class="bar"></div></div>
        <header>
          <span class="bell">${icon(invitation ? 'line' : 'bell', 28)}</span>
          <div class="caller">${invitation ? this.#invited(invitation) : this.#calls(ring)}</div>
          <div class="until figures">
            <p class="ticket">${ring.ticket}</p>
            <p class="muted" role="timer">
              ${this.t('console.ring.left', { seconds: Math.max(0, Math.ceil((ring.deadline - this.now()) / 1000)) })}
            </p>
          </div>
        </header>
        <dl>
          ${this.#row('service', serviceTitle(context, desk))}
          ${context.step ? this.#row('step', stepWord(context, guide)) : ''}
          ${context.step && stuck ? this.#row('stuck', html`<span class="figures">${stuck}</span>`) : ''}
          ${context.error ? this.#row('wrong', errorWord(context, guide)) : ''}
          ${this.#row('language', languageTitle(context))}
          ${invitation
            ? this.#row('site', `${ring.site_name} · ${ring.kiosk_name}`)
            : html`
                ${this.#row('waited', html`<span class="figures">${duration(this.now() - ring.requested_at)}</span>`)}
                ${this.#row('consent', html`<bb-consent .consent=${ring.consent}></bb-consent>`)}
              `}
        </dl>
        <div class="actions">
          <button class="main large accept" aria-disabled=${busy} @click=${() => this.ask('accept')}>
            ${icon('answer', 22)}
            ${this.t(answering?.answer === 'accept' ? 'console.ring.accepting' : accept)}<kbd>A</kbd>
          </button>
          <button class="large" aria-disabled=${busy} @click=${() => this.ask('decline')}>
            ${this.t(answering?.answer === 'decline' ? 'console.ring.declining' : 'console.ring.decline')}<kbd>D</kbd>
          </button>
          ${invitation
            ? ''
            : html`<button class="large" aria-disabled=${busy} title=${this.t('console.ring.busy.hint')} @click=${() => this.ask('busy')}>
                ${this.t(answering?.answer === 'busy' ? 'console.ring.declining' : 'console.ring.busy')}<kbd>F</kbd>
              </button>`}
        </div>
        <bb-why .state=${this.state} .now=${this.now}></bb-why>
      </section>
    `;
  }

  /** @param {import('/web/messages.js').RingCard} ring */
  #calls({ site_name, kiosk_name, rings, others, from_desk: desk }) {
    return html`
      <h1 id="who">${site_name} · ${kiosk_name}</h1>
      <p class="muted">${this.t(rings === 1 ? 'console.ring.first' : 'console.ring.again', { count: rings })}</p>
      ${desk ? html`<p class="muted">${this.t('console.ring.from', { desk })}</p>` : ''}
      ${others > 0 ? html`<p class="muted">${this.t('console.ring.others', { count: others })}</p>` : ''}
    `;
  }

  /** @param {import('/web/messages.js').Invitation} invitation */
  #invited({ by_name: name, mode }) {
    return html`
      <h1 id="who">${this.t(`console.invited.${mode}`, { name })}</h1>
      <p class="muted">${this.t(`console.invited.${mode}.hint`, { name })}</p>
    `;
  }

  updated() {
    const { ring } = this.state;
    if (!ring || ring.ring === this.#shown) return;
    this.#shown = ring.ring;
    this.#run(ring.deadline);
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.accept'))?.focus({ preventScroll: true });
  }

  /** The bar says the same as the seconds beside it, and is no decoration: it runs with reduced motion too. */
  #run(/** @type {number} */ deadline) {
    this.#running?.cancel();
    const bar = this.renderRoot.querySelector('.bar');
    const left = Math.max(0, deadline - this.now());
    const whole = Math.max(USUAL, left);
    this.#running =
      bar?.animate([{ transform: `scaleX(${left / whole})` }, { transform: 'scaleX(0)' }], {
        duration: left,
        fill: 'forwards',
      }) ?? null;
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  #row(name, value) {
    return html`<dt>${this.t(`console.${name}`)}</dt><dd>${value}</dd>`;
  }
}

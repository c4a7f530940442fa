import { html } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { Clock } from '../clock.js';
import { topline } from '../styles/topline.js';
import { serviceTitle, stepTitle } from '../titles.js';
import { duration, networks } from '../view.js';

const LOOK = { good: 'good', fair: 'warn', weak: 'bad', away: 'bad' };

/** Who, where, which service and step; how long; and both sides' network in words. */
export class Topline extends StaffElement {
  static properties = { state: { attribute: false }, now: { attribute: false } };
  static styles = [...controls, topline];

  constructor() {
    super();
    /** @type {import('../state.js').ConsoleState} */
    this.state = /** @type {any} */ (null);
    this.now = () => Date.now();
    new Clock(this, () => this.now());
  }

  render() {
    const { session, desk } = this.state;
    if (!session) return '';
    const { own, resident } = networks(this.state);
    const until = session.ended_at ?? this.now();
    return html`
      <h1 class="figures">${session.ticket}</h1>
      <span class="where">${session.site_name} · ${session.kiosk_name}</span>
      <span class="muted what">${serviceTitle(session.context, desk)}${session.context.step ? ` · ${stepTitle(session.context)}` : ''}</span>
      <span class="badges">
        ${this.#network('resident', resident)} ${this.#network('own', own)}
        <span class="timer figures" role="timer" aria-label=${this.t('console.talk_time')}>${duration(until - session.answered_at)}</span>
      </span>
    `;
  }

  /**
   * @param {'own' | 'resident'} side
   * @param {keyof typeof LOOK | null} rating
   */
  #network(side, rating) {
    const word = this.t(`console.network.${rating ?? 'measuring'}`);
    return html`<span class="chip ${rating ? LOOK[rating] : ''}">
      ${icon(rating === 'away' ? 'warning' : 'network', 16)}${this.t(`console.network.${side}`, { word })}
    </span>`;
  }
}

import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { idle } from '../styles/idle.js';
import { breakTitle } from '../titles.js';
import { duration } from '../view.js';
import { RunningElement } from './console_element.js';
import { ICONS } from './rail.js';

/** Nobody to serve now: what my state means, the one thing to do about it, and the line. */
export class Idle extends RunningElement {
  static styles = [...controls, idle];

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    this.toggleAttribute('wide', this.state.talks !== null);
  }

  render() {
    const me = /** @type {import('/web/messages.js').Me} */ (this.state.me);
    const { state } = me;
    const failed = me.reason === 'microphone_failed';
    const cutOff = me.reason === 'connection_lost';
    if (state === 'ringing' || state === 'in_session' || state === 'wrap_up') return '';
    return html`
      <div class="me ${state}">
        <span class="badge">${icon(ICONS[state], 32)}</span>
        <div class="words">
          <h1>${this.#title(state, me.reason)}</h1>
          <p class="muted">${this.t(`console.idle.${failed ? 'microphone' : cutOff ? 'connection_lost' : state}`)}</p>
          ${failed ? this.#microphone() : ''}
        </div>
        <p class="figures since">
          ${state === 'offline' ? '' : this.t('console.idle.since', { time: duration(this.now() - me.since) })}
        </p>
      </div>
      ${state === 'available'
        ? ''
        : html`<button class="main large back" @click=${() => this.ask('presence', { state: 'available' })}>
            ${icon('check')}${this.t(state === 'offline' ? 'console.start' : 'console.back')}
          </button>`}
      ${failed
        ? html`<button class="plain back" @click=${() => this.ask('recheck')}>${this.t('console.recheck')}</button>`
        : ''}
      <bb-talks .state=${this.state} .now=${this.now}></bb-talks>
      <section class="card">
        <h2>${this.t('console.queue.title')}</h2>
        <bb-queue .state=${this.state} .now=${this.now}></bb-queue>
      </section>
    `;
  }

  /** Whether it works now. */
  #microphone() {
    const { microphone } = this.state.devices;
    const works = microphone === 'on';
    const word = works || microphone === 'opening' || microphone === 'refused' || microphone === 'dead' ? microphone : 'missing';
    return html`<p role="status" class="chip ${works ? 'good' : 'warn'}">
      ${icon(works ? 'check' : 'microphone_off', 16)}${this.t(`console.idle.microphone.${word}`)}
    </p>`;
  }

  /**
   * @param {'available' | 'break' | 'offline' | 'not_responding'} state
   * @param {string | null} reason
   */
  #title(state, reason) {
    if (reason === 'microphone_failed') return this.t('console.idle.microphone.title');
    if (reason === 'connection_lost') return this.t('console.idle.connection_lost.title');
    return state === 'break' ? breakTitle(reason, this.state.desk) : this.t(`console.idle.${state}.title`);
  }
}

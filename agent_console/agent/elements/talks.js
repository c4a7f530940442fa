import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { icon } from '/staff/icons.js';
import { controls, tables } from '/staff/styles/controls.js';
import { waysOf } from '../company.js';
import { talks } from '../styles/talks.js';
import { serviceTitle } from '../titles.js';
import { duration } from '../view.js';
import { RunningElement } from './console_element.js';

/** @import { Talk } from '/web/messages.js' */

const DRAWING = /** @type {const} */ ({ monitor: 'speaker', whisper: 'chat', conference: 'line' });

/** For supervisors: the desk's talks, raised hands first, each with the ways to join it. */
export class Talks extends RunningElement {
  static styles = [...controls, tables, talks];

  render() {
    const { talks: list } = this.state;
    if (!list) return '';
    const hands = list.filter(({ hand_raised_at }) => hand_raised_at !== null).length;
    return html`<section class="card" aria-labelledby="title">
      <header>
        <h2 id="title">${this.t('console.talks.title')}</h2>
        <p role="status">
          ${hands ? html`<span class="chip warn">${icon('hand', 16)}${this.t('console.talks.hands', { count: hands })}</span>` : ''}
        </p>
      </header>
      ${list.length ? this.#table(list) : this.#empty()}
    </section>`;
  }

  #empty() {
    return html`<div class="empty muted">${icon('answer', 32)}<p>${this.t('console.talks.empty')}</p></div>`;
  }

  /** @param {readonly Talk[]} list */
  #table(list) {
    return html`<table>
      <thead>
        <tr>
          <th>${this.t('console.talks.agent')}</th>
          <th>${this.t('console.ticket')}</th>
          <th class="number">${this.t('console.talks.time')}</th>
          <th><span class="quiet">${this.t('console.talks.join')}</span></th>
        </tr>
      </thead>
      <tbody>${repeat(list, ({ session }) => session, (talk) => this.#row(talk))}</tbody>
    </table>`;
  }

  /** @param {Talk} talk */
  #row(talk) {
    const { agent_name, hand_raised_at: raised, guests, answered_at } = talk;
    const service = serviceTitle({ service: talk.service }, this.state.desk);
    return html`<tr class=${raised === null ? '' : 'raised'}>
      <td>
        <strong>${agent_name}</strong>
        ${raised === null
          ? ''
          : html`<span class="chip warn figures">
              ${icon('hand', 16)}${this.t('console.talks.raised', { time: duration(this.now() - raised) })}
            </span>`}
        ${guests ? html`<span class="muted small">${this.t('console.talks.guests', { count: guests })}</span>` : ''}
      </td>
      <td>
        <strong>${talk.ticket}</strong> ${service}
        <span class="muted small">${talk.site_name} · ${talk.kiosk_name}</span>
      </td>
      <td class="number">${duration(this.now() - answered_at)}</td>
      <td class="join">${waysOf(this.state.rights).map((mode) => this.#join(talk, mode))}</td>
    </tr>`;
  }

  /** @param {Talk} talk @param {'monitor' | 'whisper' | 'conference'} mode */
  #join({ session, agent_name: name }, mode) {
    return html`<button class="small" aria-label=${this.t(`console.join.${mode}.of`, { name })}
      @click=${() => this.ask('join', { session, mode })}>${icon(DRAWING[mode], 16)}${this.t(`console.join.${mode}`)}</button>`;
  }
}

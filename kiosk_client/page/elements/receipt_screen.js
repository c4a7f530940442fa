import { html } from 'lit';

import { fullDate, placeName } from '../format.js';
import { TickingElement } from './kiosk_element.js';

const SHOWN_FOR = 60_000;

/** What to take home: when, about what, with whom, whom to call. Then everything is wiped. */
export class ReceiptScreen extends TickingElement {
  #until = Date.now() + SHOWN_FOR;

  render() {
    const { kiosk, state, language } = this;
    const seconds = Math.ceil((this.#until - Date.now()) / 1000);
    const service = this.service(state.ended?.service ?? null);
    const ended = state.ended;
    if (!ended) return html``;
    return html`<main tabindex="-1" class="screen receipt">
      <div class="content">
        <h1>${this.t('receipt.title')}</h1>
        <p class="large">${this.t('receipt.what')}</p>
        <dl class="card">
          ${this.#row('date', fullDate(ended.answered_at ?? kiosk.now(), language, this.desk?.zone))}
          ${this.#row('topic', service?.title[language] ?? this.t('receipt.topic.none'))}
          ${this.#row('number', ended.ticket)} ${this.#row('agent', ended.agent_name ?? '')}
          ${this.#row('place', placeName(state.welcome?.site_name ?? '', language))} ${this.#row('phone', this.phone)}
        </dl>
        <p class="next">${this.t('receipt.next')}</p>
      </div>
      <p class="countdown muted">${this.t('receipt.countdown', { seconds: Math.max(0, seconds) })}</p>
      <div class="action pair">
        <button class="quiet" @click=${this.#longer}>${this.t('receipt.more')}</button>
        <button class="primary" @click=${() => kiosk.wipe()}>${this.t('receipt.done')}</button>
      </div>
    </main>`;
  }

  updated() {
    if (Date.now() >= this.#until && this.state.ended) this.kiosk.wipe();
  }

  /** @param {string} name @param {string} value */
  #row(name, value) {
    return value ? html`<dt>${this.t(`receipt.${name}`)}</dt><dd>${value}</dd>` : '';
  }

  #longer() {
    this.#until = Date.now() + SHOWN_FOR;
    this.requestUpdate();
  }
}

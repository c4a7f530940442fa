import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import { tongueTitle } from '/web/tongues.js';

import { offers, told } from '../state.js';
import { confirmation } from './confirm.js';
import { icon, serviceIcon } from './icons.js';
import { TickingElement } from './kiosk_element.js';
import { phoneLine } from './phone.js';

/** Characters of a line that have room in the largest letters. */
const SHORT = 48;

/** In the line: number, place and an honest wait; meanwhile the questions that are worth asking now, one at a time. */
export class WaitingScreen extends TickingElement {
  render() {
    return html`<main tabindex="-1" class="screen waiting">
      <div class="content">
        ${this.#place()} ${this.#trouble()} ${this.#question()}
      </div>
      ${this.#action()}
      ${phoneLine(this.phone)}
    </main>`;
  }

  /** To leave; and, after a long wait or before one, the other ways. */
  #action() {
    const { kiosk, state } = this;
    if (state.confirming) return html`<div class="action">${confirmation('waiting.leave', kiosk)}</div>`;
    const leave = html`<button class="quiet leave" @click=${() => kiosk.tell({ type: 'confirming', open: true })}>
      ${icon('back')}<span>${this.t('waiting.leave')}</span>
    </button>`;
    if (!offers(state, kiosk.now()).counter) return html`<div class="action">${leave}</div>`;
    return html`<div class="action pair">
      <button class="quiet instead" @click=${() => kiosk.tell({ type: 'instead', step: 'offers' })}>
        ${this.t('waiting.instead')}
      </button>
      ${leave}
    </div>`;
  }

  #place() {
    const { session, link } = this.state;
    if (!session) {
      const words = link.state === 'online' ? 'waiting.asking' : 'waiting.asking.offline';
      return html`<section class="place"><h1><span role="status">${this.t(words)}</span></h1></section>`;
    }
    return html`<section class="place">
      <p class="number"><span>${this.t('waiting.number')}</span><strong>${session.ticket}</strong></p>
      <div class="prospect" aria-live="polite">
        <h1>${this.#ahead(session)}</h1>
        ${session.state === 'waiting' ? html`<p class="large">${this.#wait(session)}</p>` : nothing}
        ${this.#told()}
      </div>
      <p class="then muted">${this.t('waiting.then')}</p>
    </section>`;
  }

  /** What somebody of the staff wrote; a new line is another element, so that it is read out whole. */
  #told() {
    const line = told(this.state);
    if (!line) return nothing;
    const who = line.name ? this.t('waiting.told', { name: line.name }) : this.t('waiting.told.somebody');
    return keyed(
      line.key,
      html`<blockquote class="told" ?data-long=${line.text.length > SHORT}>
        <span class="who">${who}</span><span class="line" translate="no">${line.text}</span>
      </blockquote>`,
    );
  }

  /** @param {import('../state.js').KioskSession} session */
  #ahead({ state, ahead }) {
    if (state !== 'waiting') return this.t('waiting.coming');
    return ahead > 0 ? this.t('waiting.ahead', { count: ahead }) : this.t('waiting.next');
  }

  /** @param {import('../state.js').KioskSession} session */
  #wait({ wait }) {
    if (!wait) return this.t('waiting.unknown');
    const { low_minutes: low, high_minutes: high } = wait;
    if (high <= 1) return this.t('waiting.soon');
    if (Math.max(1, low) === high) return this.t('waiting.minutes', { minutes: high });
    return this.t('waiting.range', { low: Math.max(1, low), high });
  }

  #trouble() {
    const { link, session, desk } = this.state;
    if (!session) return nothing;
    /** @type {[boolean, string][]} */
    const reasons = [
      [link.state === 'offline', 'waiting.offline'],
      [session.requeued === 'lost', 'waiting.requeued'],
      [session.requeued !== null, 'waiting.passed_on'],
      [desk?.staffed === false, 'waiting.unstaffed'],
    ];
    const [, words] = reasons.find(([applies]) => applies) ?? [];
    return words ? html`<p class="notice" role="status">${icon('warning')}<span>${this.t(words)}</span></p>` : nothing;
  }

  #question() {
    const { kiosk, state, language } = this;
    if (!state.consent || state.reconsider) {
      return html`<bb-consent .kiosk=${kiosk} .state=${state} .language=${language}></bb-consent>`;
    }
    const service = state.card ?? state.session?.context.service ?? null;
    const asks = service === null && !state.topicSkipped && this.desk !== null && this.desk.services.length > 0;
    return html`${asks ? this.#topics() : this.#asksSpoken ? this.#tongues() : this.#topic(service)}
      <bb-consented .kiosk=${kiosk} .state=${state} .language=${language}></bb-consented>`;
  }

  /** Where the desk has agents who speak something else besides, it is worth asking. */
  get #asksSpoken() {
    const { session, spoken } = this.state;
    return spoken === null && !session?.context.spoken && (this.desk?.tongues.length ?? 0) > 0;
  }

  #tongues() {
    const offered = ['zh-CN', ...(this.desk?.tongues ?? []).filter((tongue) => tongue !== 'zh-CN')];
    return html`<section class="card topics tongues">
      <h2>${this.t('spoken.title')}</h2>
      <p>${this.t('spoken.what')}</p>
      <ul class="tiles">
        ${offered.map(
          (tongue) => html`<li>
            <button class="tile" @click=${() => this.kiosk.chooseSpoken(tongue)}>
              <span translate="no">${tongueTitle(tongue, this.language)}</span>
            </button>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  #topics() {
    return html`<section class="card topics">
      <h2>${this.t('topic.title')}</h2>
      <p>${this.t('topic.what')}</p>
      <ul class="tiles">
        ${this.desk?.services.map(
          ({ code, title }) => html`<li>
            <button class="tile" @click=${() => this.kiosk.chooseTopic(code)}>
              ${serviceIcon(code)}<span>${title[this.language]}</span>
            </button>
          </li>`,
        )}
      </ul>
      <button class="quiet" @click=${() => this.kiosk.chooseTopic(null)}>${this.t('topic.skip')}</button>
    </section>`;
  }

  /** @param {string | null} code */
  #topic(code) {
    const service = this.service(code);
    if (!service) return nothing;
    return html`<section class="card topic">
      <h2>${serviceIcon(service.code)}<span>${this.t('topic.chosen', { service: service.title[this.language] })}</span></h2>
      <h3 class="label">${this.t(service.papers.length > 0 ? 'card.papers' : 'card.papers.none')}</h3>
      <ol class="papers">
        ${service.papers.map(
          (paper, index) => html`<li><b aria-hidden="true">${index + 1}</b><span>${paper[this.language]}</span></li>`,
        )}
      </ol>
    </section>`;
  }
}

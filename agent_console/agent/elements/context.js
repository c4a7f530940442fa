import { html } from 'lit';

import { controls } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';
import { guideRead } from '../reading.js';
import { context } from '../styles/context.js';
import { clockTime, languageTitle, serviceTitle } from '../titles.js';
import { duration } from '../view.js';
import { RunningElement } from './console_element.js';
import { errorWord, stepWord, stuckWord } from './step_word.js';

/** What is known of this resident's errand: place, service and the papers it needs, consent, times. */
export class Context extends RunningElement {
  static styles = [...controls, context];

  render() {
    const { session, desk } = this.state;
    if (!session) return '';
    const { guide } = guideRead(this.state);
    const stuck = stuckWord(session.context, this.now());
    const service = desk?.services.find(({ code }) => code === session.context.service);
    return html`
      <section class="stack">
        <h2>${this.t('console.context.errand')}</h2>
        <dl>
          ${this.#row('service', serviceTitle(session.context, desk))}
          ${session.context.step ? this.#row('step', stepWord(session.context, guide)) : ''}
          ${session.context.step && stuck ? this.#row('stuck', stuck) : ''}
          ${session.context.error ? this.#row('wrong', errorWord(session.context, guide)) : ''}
          ${this.#row('language', languageTitle(session.context))}
        </dl>
      </section>
      ${service?.papers.length
        ? html`<section class="stack">
            <h2>${this.t('console.context.papers')}</h2>
            <ul class="lines">
              ${service.papers.map((paper) => html`<li>${paper[text.language]}</li>`)}
            </ul>
          </section>`
        : ''}
      <section class="stack">
        <h2>${this.t('console.consent')}</h2>
        <bb-consent .consent=${session.consent}></bb-consent>
      </section>
      <section class="stack">
        <h2>${this.t('console.context.place')}</h2>
        <dl>
          ${this.#row('ticket', session.ticket)} ${this.#row('site', session.site_name)}
          ${this.#row('kiosk', session.kiosk_name)}
          ${this.#row('waited', duration(session.answered_at - session.requested_at))}
          ${this.#row('since', clockTime(session.answered_at))}
        </dl>
        <bb-why .state=${this.state} .now=${this.now}></bb-why>
      </section>
    `;
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  #row(name, value) {
    return html`<dt>${this.t(`console.${name}`)}</dt><dd class="figures">${value}</dd>`;
  }
}

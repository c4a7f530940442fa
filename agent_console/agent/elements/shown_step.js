import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';
import { guideRead } from '../reading.js';
import { canShow, isAtTheEnd, shows, waysFrom } from '../showing.js';
import { shownStep } from '../styles/shown_step.js';
import { ConsoleElement } from './console_element.js';

/** @import { ShownStep as Step } from '/web/messages.js' */

/** The step that the resident sees; for the agent, the ways on from it. */
export class ShownStep extends ConsoleElement {
  static styles = [...controls, shownStep];

  render() {
    const { session, link, showing } = this.state;
    const agent = shows(this.state);
    if (!session) return '';
    const waits = link.state === 'online' ? showing && 'asking' : 'offline';
    return html`
      <div role="status">
        ${session.shown_step ? this.#step(session.shown_step) : this.#instead(session.guide_done)}
        ${agent && waits ? html`<p class="muted">${this.t(`console.shown.${waits}`)}</p>` : ''}
      </div>
      ${agent ? html`<div class="ways">${this.#ways(session)}</div>` : ''}
    `;
  }

  /** @param {Step} step */
  #step({ number, count, title, card }) {
    const { language } = text;
    return html`
      <p class="what">${icon('screen', 18)}${this.t('console.shown')} · ${this.t('console.shown.step', { number, count })}</p>
      <p><strong>${title[language]}</strong></p>
      <p>${card[language]}</p>
    `;
  }

  /** @param {boolean} done */
  #instead(done) {
    if (!done) return html`<p class="muted">${this.t('console.shown.nothing')}</p>`;
    return html`<p class="what">${icon('check', 18)}${this.t('console.shown.done')}</p>`;
  }

  /** @param {import('/web/messages.js').AgentSession} session */
  #ways({ shown_step: shown, guide_done }) {
    const { back, next } = waysFrom(this.state);
    if (!shown) {
      if (guide_done) return this.#button('hide', 'hide', '/');
      const steps = guideRead(this.state).guide?.steps ?? [];
      const number = steps.findIndex(({ code }) => code === next) + 1;
      return number ? this.#button('show_next', 'begin', '.', { number, main: true }) : '';
    }
    const end = isAtTheEnd(this.state);
    return html`
      ${this.#button('show_back', 'back', ',', { off: back === null })}
      ${this.#button('show_next', end ? 'done' : 'next', '.', { off: !end && next === null, main: true })}
      ${this.#button('hide', 'hide', '/')}
    `;
  }

  /**
   * @param {string} what
   * @param {string} word
   * @param {string} key
   * @param {{number?: number, off?: boolean, main?: boolean}} [more]
   */
  #button(what, word, key, { number = 0, off = false, main = false } = {}) {
    const idle = off || !canShow(this.state);
    return html`<button class=${main && !idle ? 'main' : ''} aria-disabled=${idle} @click=${() => this.ask(what)}>
      ${this.t(`console.show.${word}`, { number })}<kbd>${key}</kbd>
    </button>`;
  }
}

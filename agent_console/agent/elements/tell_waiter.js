import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { text } from '/staff/text.js';
import { controls, forms } from '/staff/styles/controls.js';
import { tellWaiter } from '../styles/tell_waiter.js';
import { ConsoleElement } from './console_element.js';

const PHRASES = [1, 2, 3];
const LONGEST = 200;

/** A line to a resident who waits: a phrase in the language of their page, or words of one's own. Enter sends. */
export class TellWaiter extends ConsoleElement {
  static styles = [...controls, forms, tellWaiter];

  async write() {
    await this.updateComplete;
    this.#input()?.focus();
  }

  render() {
    const { telling } = this.state;
    if (!telling) return '';
    const { waiter, step } = telling;
    const busy = step === 'sending';
    return html`<form @submit=${this.#send} aria-labelledby="to">
      <header>
        <h2 id="to">${this.t('console.tell.to', { ticket: waiter.ticket })}</h2>
        <button type="button" class="plain icon" aria-label=${this.t('console.close')}
          @click=${() => this.ask('tell', { waiter: null })}>${icon('close')}</button>
      </header>
      <div class="phrases" lang=${waiter.context.language}>
        ${PHRASES.map((number) => this.#phrase(text.t(`console.tell.phrase.${number}`, {}, waiter.context.language)))}
      </div>
      <div class="write">
        <label class="quiet" for="text">${this.t('console.tell.words')}</label>
        <input id="text" maxlength=${LONGEST} autocomplete="off" placeholder=${this.t('console.tell.words')} />
        <button class="main icon" aria-disabled=${busy} aria-label=${this.t('console.chat.send')}>${icon('send')}</button>
      </div>
      <p class="small" role="status">${this.#said(telling)}</p>
    </form>`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    const before = /** @type {ConsoleElement['state'] | undefined} */ (changed.get('state'))?.telling;
    const { telling } = this.state;
    const input = this.#input();
    const anew = before?.waiter.session !== telling?.waiter.session;
    if (input && before && (anew || (telling?.step === 'sent' && before.step !== 'sent'))) input.value = '';
  }

  /** @param {import('../writing.js').Telling} telling */
  #said({ step, text: words, code, waiter }) {
    if (step === 'writing') return html`<span class="muted">${this.t('console.tell.shown')}</span>`;
    if (step === 'sending') return html`<span class="muted">${this.t('console.chat.sending')}</span>`;
    if (step === 'sent') {
      return html`<span class="sent">${icon('check', 16)}${this.t('console.tell.sent', { text: words })}</span>`;
    }
    const key = `console.tell.fault.${code}`;
    const fault = text.has(key) ? key : 'console.tell.fault';
    return html`<span class="refused">${icon('warning', 16)}${this.t(fault, { ticket: waiter.ticket, code: code ?? '' })}</span>`;
  }

  /** @param {string} words */
  #phrase(words) {
    const choose = () => {
      const input = this.#input();
      if (!input) return;
      input.value = words;
      input.focus();
    };
    return html`<button type="button" class="small" @click=${choose}>${words}</button>`;
  }

  /** @param {Event} event */
  #send(event) {
    event.preventDefault();
    const words = this.#input()?.value.trim();
    if (words && this.state.telling?.step !== 'sending') this.ask('tell_send', { text: words });
  }

  #input() {
    return this.renderRoot.querySelector('input');
  }
}

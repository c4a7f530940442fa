import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { icon } from '/staff/icons.js';
import { controls, forms } from '/staff/styles/controls.js';
import { chatFor } from '../company.js';
import { chat } from '../styles/chat.js';
import { clockTime } from '../titles.js';
import { inTalk } from '../view.js';
import { isMine } from '../writing.js';
import { ConsoleElement } from './console_element.js';

/** What is written between resident and agent. Enter sends, Shift + Enter starts a new line. */
export class Chat extends ConsoleElement {
  static styles = [...controls, forms, chat];

  #count = 0;

  focusInput() {
    this.#input()?.focus();
  }

  render() {
    const { lines, sending } = this.state.chat;
    const { session } = this.state;
    const talks = session !== null && inTalk(session);
    const may = talks ? chatFor(session) : 'over';
    const open = may === 'open';
    return html`
      <div class="lines" role="log" tabindex="0" aria-label=${this.t('console.tab.chat')}>
        ${lines.length + sending.length === 0 ? html`<p class="muted empty">${this.t(may === 'closed' ? 'console.chat.closed' : 'console.chat.empty')}</p>` : ''}
        ${repeat(lines, ({ key }) => key, (line) => this.#line(line))}
        ${repeat(sending, ({ key }) => key, (line) => this.#sending(line))}
      </div>
      <form @submit=${this.#send}>
        <label class="quiet" for="text">${this.t('console.chat.write')}</label>
        <textarea id="text" rows="2" maxlength="1000" ?disabled=${!open} @keydown=${this.#key}
          placeholder=${this.t(open ? 'console.chat.write' : `console.chat.${may}.hint`)}></textarea>
        <button class="main icon" ?disabled=${!open} aria-label=${this.t('console.chat.send')}>${icon('send')}</button>
      </form>
    `;
  }

  /** @param {import('/web/messages.js').ChatLine} line */
  #line(line) {
    const { sender, name, at, text: words } = line;
    const mine = isMine(line, this.state);
    const nameless = { kiosk: 'console.resident', agent: 'console.colleague', desk: 'console.colleague' }[sender];
    const who = mine ? this.t('console.you') : name || this.t(nameless ?? 'console.family');
    return html`<div class="line ${mine ? 'mine' : ''}">
      <p class="words">${words}</p>
      <p class="small muted figures">
        ${sender === 'desk' ? this.t('console.chat.waiting', { who }) : who} · ${clockTime(at)}
      </p>
    </div>`;
  }

  /** @param {{key: string, text: string, failed: boolean}} line */
  #sending({ key, text: words, failed }) {
    const again = () => this.ask('chat', { key, text: words });
    return html`<div class="line mine">
      <p class="words">${words}</p>
      <p class="small muted" role=${failed ? 'alert' : 'presentation'}>
        ${failed
          ? html`${this.t('console.chat.failed')}
              <button class="link small" @click=${again}>${this.t('console.again')}</button>`
          : this.t('console.chat.sending')}
      </p>
    </div>`;
  }

  updated() {
    const { lines, sending } = this.state.chat;
    const count = lines.length + sending.length;
    if (count === this.#count) return;
    this.#count = count;
    const log = this.renderRoot.querySelector('.lines');
    log?.scrollTo({ top: log.scrollHeight });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.isComposing) return;
    this.#send(event);
  }

  /** @param {Event} event */
  #send(event) {
    event.preventDefault();
    const input = this.#input();
    const words = input?.value.trim();
    if (!input || !words) return;
    input.value = '';
    this.ask('chat', { text: words });
  }

  #input() {
    return /** @type {HTMLTextAreaElement | null} */ (this.renderRoot.querySelector('textarea'));
  }
}

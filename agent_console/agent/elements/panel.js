import { html } from 'lit';

import { controls } from '/staff/styles/controls.js';
import { isAgent } from '../company.js';
import { panel } from '../styles/panel.js';
import { inTalk } from '../view.js';
import { ConsoleElement } from './console_element.js';

/** @import { Tab } from '../state.js' */

/** @type {readonly Tab[]} */
const IN_TALK = ['context', 'guide', 'chat', 'note'];
/** @type {readonly Tab[]} */
const ALWAYS = ['context', 'guide', 'chat'];

/** The right panel: one tab at a time, arrow keys between them. */
export class Panel extends ConsoleElement {
  static styles = [...controls, panel];

  /** Puts the cursor where something is written: the next chat line, the note. */
  async focusInput() {
    await this.updateComplete;
    const writing = /** @type {import('./chat.js').Chat | import('./note.js').Note | null} */ (
      this.renderRoot.querySelector('bb-chat, bb-note')
    );
    await writing?.updateComplete;
    writing?.focusInput();
  }

  get #tabs() {
    const { session } = this.state;
    return isAgent(session) && inTalk(session) ? IN_TALK : ALWAYS;
  }

  get #shown() {
    const { tab } = this.state.panel;
    return this.#tabs.includes(tab) ? tab : 'context';
  }

  render() {
    const tab = this.#shown;
    return html`
      <div role="tablist" aria-label=${this.t('console.panel')} @keydown=${this.#arrows}>
        ${this.#tabs.map((name) => this.#tab(name, name === tab))}
      </div>
      <div role="tabpanel" aria-labelledby=${tab} id="content">
        ${this.#content(tab)}
      </div>
    `;
  }

  /** @param {Tab} tab */
  #content(tab) {
    if (tab === 'guide') return html`<bb-guide .state=${this.state}></bb-guide>`;
    if (tab === 'chat') return html`<bb-chat .state=${this.state}></bb-chat>`;
    if (tab === 'note') return html`<bb-note .state=${this.state}></bb-note>`;
    return html`<bb-context .state=${this.state} .now=${this.now}></bb-context>`;
  }

  /**
   * @param {Tab} name
   * @param {boolean} chosen
   */
  #tab(name, chosen) {
    const { unread } = this.state.chat;
    return html`<button class="plain" role="tab" id=${name} aria-selected=${chosen} aria-controls="content"
      tabindex=${chosen ? 0 : -1} @click=${() => this.#choose(name)}>
      ${this.t(`console.tab.${name}`)}
      ${name === 'chat' && unread
        ? html`<span class="count figures" aria-label=${this.t('console.unread', { count: unread })}>${unread}</span>`
        : ''}
    </button>`;
  }

  /** @param {Tab} tab */
  #choose(tab) {
    this.ask('tab', { tab });
  }

  /** @param {KeyboardEvent} event */
  async #arrows(event) {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (!step) return;
    const tabs = this.#tabs;
    const tab = tabs[(tabs.indexOf(this.#shown) + step + tabs.length) % tabs.length];
    this.#choose(tab);
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`#${tab}`))?.focus();
  }
}

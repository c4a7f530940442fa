import { html } from 'lit';

import { controls } from '/staff/styles/controls.js';
import { panel } from '../styles/panel.js';
import { ConsoleElement } from './console_element.js';

const TABS = /** @type {const} */ (['context', 'chat']);

/** The right panel: one tab at a time, arrow keys between them. */
export class Panel extends ConsoleElement {
  static styles = [...controls, panel];

  /** Puts the cursor where the next chat line is written. */
  async focusChat() {
    await this.updateComplete;
    const chat = /** @type {import('./chat.js').Chat | null} */ (this.renderRoot.querySelector('bb-chat'));
    await chat?.updateComplete;
    chat?.focusInput();
  }

  render() {
    const { tab } = this.state.panel;
    return html`
      <div role="tablist" aria-label=${this.t('console.panel')} @keydown=${this.#arrows}>
        ${TABS.map((name) => this.#tab(name, name === tab))}
      </div>
      <div role="tabpanel" aria-labelledby=${tab} id="content">
        ${tab === 'chat'
          ? html`<bb-chat .state=${this.state}></bb-chat>`
          : html`<bb-context .state=${this.state} .now=${this.now}></bb-context>`}
      </div>
    `;
  }

  /**
   * @param {'context' | 'chat'} name
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

  /** @param {'context' | 'chat'} tab */
  #choose(tab) {
    this.ask('tab', { tab });
  }

  /** @param {KeyboardEvent} event */
  async #arrows(event) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const tab = this.state.panel.tab === 'chat' ? 'context' : 'chat';
    this.#choose(tab);
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`#${tab}`))?.focus();
  }
}

import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { text } from '/staff/text.js';
import { controls } from '/staff/styles/controls.js';
import { presenceMenu } from '../styles/presence_menu.js';
import { inTalk } from '../view.js';
import { ConsoleElement } from './console_element.js';

const BUSY = new Set(['ringing', 'in_session', 'wrap_up']);

/** Available, a break with its reason, offline; while busy, what comes after, and whether a wrap-up is to be before it. */
export class PresenceMenu extends ConsoleElement {
  static styles = [...controls, presenceMenu];

  render() {
    const { me, desk } = this.state;
    if (!me) return html`<p class="muted">${this.t('console.connecting')}</p>`;
    const busy = BUSY.has(me.state);
    const chosen = busy ? (me.next_state ?? 'available') : me.state;
    const reason = busy ? me.next_reason : me.reason;
    return html`
      <h2>${this.t(busy ? 'console.presence.after' : 'console.presence.title')}</h2>
      <ul>
        ${this.#item('available', null, 'check', chosen === 'available', this.t('console.state.available'))}
        ${(desk?.break_reasons.length ? desk.break_reasons : [null]).map((code) =>
          this.#item('break', code, 'cup', chosen === 'break' && reason === code, breakWord(code, this)),
        )}
        ${this.#item('offline', null, 'power', chosen === 'offline', this.t('console.state.offline'))}
      </ul>
      ${this.#wrapUp()}
    `;
  }

  /** At a desk where the agent may do without. */
  #wrapUp() {
    const { session } = this.state;
    if (!inTalk(session) || !session || session.wrap_up === 'mandatory') return '';
    const asked = session.wrap_up === 'asked';
    return html`<button class="plain wrap-up" aria-pressed=${asked} @click=${() => this.ask('wrap_up')}>
      ${icon('keyboard')}<span>${this.t('console.wrap_up.first')}</span>
      ${asked ? html`<span class="now small">${this.t('console.presence.now')}</span>` : ''}<kbd>W</kbd>
    </button>`;
  }

  /**
   * @param {'available' | 'break' | 'offline'} state
   * @param {string | null} reason
   * @param {'check' | 'cup' | 'power'} drawing
   * @param {boolean} chosen
   * @param {string} word
   */
  #item(state, reason, drawing, chosen, word) {
    return html`<li>
      <button class="plain" aria-pressed=${chosen} @click=${() => this.ask('presence', { state, reason })}>
        ${icon(drawing)}<span>${word}</span>
        ${chosen ? html`<span class="now small">${this.t('console.presence.now')}</span>` : ''}
      </button>
    </li>`;
  }
}

/**
 * @param {string | null} code
 * @param {ConsoleElement} element
 */
export function breakWord(code, element) {
  if (!code) return element.t('console.state.break');
  const key = `console.break.${code}`;
  return element.t('console.break', { reason: text.has(key) ? element.t(key) : code });
}

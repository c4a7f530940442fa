import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { presenceMenu } from '../styles/presence_menu.js';
import { breakTitle } from '../titles.js';
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
        ${this.#breaks(chosen === 'break', reason).map(([code, taken]) =>
          this.#item('break', code, 'cup', taken, breakTitle(code, desk)),
        )}
        ${this.#item('offline', null, 'power', chosen === 'offline', this.t('console.state.offline'))}
      </ul>
      ${this.#wrapUp()}
    `;
  }

  /**
   * The desk's reasons, and whether it is this; a break without one, where the desk has none or no longer this.
   *
   * @param {boolean} away
   * @param {string | null} reason
   * @returns {[string | null, boolean][]}
   */
  #breaks(away, reason) {
    const codes = this.state.desk?.break_reasons.map(({ code }) => code) ?? [];
    const other = away && (reason === null || !codes.includes(reason));
    /** @type {[string, boolean][]} */
    const offered = codes.map((code) => [code, away && code === reason]);
    return codes.length === 0 || other ? [...offered, [null, other]] : offered;
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

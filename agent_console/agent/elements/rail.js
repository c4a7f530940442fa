import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { controls } from '/staff/styles/controls.js';
import { rail } from '../styles/rail.js';
import { duration, inTalk, longestWait } from '../view.js';
import { RunningElement } from './console_element.js';

export const ICONS = /** @type {const} */ ({
  available: 'check',
  ringing: 'bell',
  in_session: 'answer',
  wrap_up: 'keyboard',
  break: 'cup',
  offline: 'power',
  not_responding: 'warning',
});

/** The left rail: my state and the line, each opening its menu beside it. */
export class Rail extends RunningElement {
  static properties = { ...RunningElement.properties, tickets: { attribute: false } };
  static styles = [...controls, rail];

  constructor() {
    super();
    /** @type {import('../tickets.js').Tickets} */
    this.tickets = /** @type {any} */ (null);
  }

  closeMenus() {
    for (const menu of this.renderRoot.querySelectorAll('[popover]')) /** @type {HTMLElement} */ (menu).hidePopover();
  }

  render() {
    const { me, queue, session } = this.state;
    const state = me?.state ?? 'offline';
    const longest = longestWait(queue, this.now());
    const word = me?.reason === 'microphone_failed' || me?.reason === 'connection_lost' ? me.reason : state;
    const after = session?.wrap_up === 'asked' && inTalk(session) ? 'wrap_up' : me?.next_state;
    const next = after && after !== 'available' ? this.t(`console.state.${after}`) : '';
    return html`
      <nav aria-label=${this.t('console.rail')}>
        <button class="plain tile ${state}" popovertarget="presence">
          <span class="badge">${icon(ICONS[state], 22)}</span>
          <span class="word">${this.t(`console.state.${word}`)}</span>
          <span class="figures small">${me && state !== 'offline' ? duration(this.now() - me.since) : ''}</span>
          ${next ? html`<span class="next small">${this.t('console.next', { state: next })}</span>` : ''}
        </button>
        <button class="plain tile" popovertarget="queue">
          <span class="badge number figures">${queue?.waiting ?? '–'}</span>
          <span class="word">${this.t('console.waiting')}</span>
          <span class="figures small">${longest === null ? '' : duration(longest)}</span>
        </button>
        <button class="plain tile" @click=${() => this.ask('tickets')}>
          <span class="badge number figures">${this.tickets.items?.length ?? '–'}</span>
          <span class="word">${this.t('console.tickets')}</span>
        </button>
        <span class="gap"></span>
        <button class="plain tile" @click=${() => this.ask('sheet')}>
          ${icon('keyboard', 22)}<span class="word">${this.t('console.keys')}</span>
        </button>
        <button class="plain tile" popovertarget="settings">
          ${icon('settings', 22)}<span class="word">${this.t('console.settings')}</span>
        </button>
        <div popover id="presence"><bb-presence-menu .state=${this.state}></bb-presence-menu></div>
        <div popover id="queue" class="wide">
          <h2>${this.t('console.queue.title')}</h2>
          <bb-queue .state=${this.state} .now=${this.now}></bb-queue>
        </div>
        <div popover id="settings" class="low stack">
          <p><strong>${this.state.agent?.name}</strong><br /><span class="muted small">${this.state.desk?.name}</span></p>
          <bb-preferences></bb-preferences>
          <button @click=${() => this.ask('recheck')}>${icon('camera')}${this.t('console.recheck')}</button>
          <button @click=${() => this.ask('sign_out')}>${icon('power')}${this.t('staff.sign_out')}</button>
        </div>
      </nav>
    `;
  }
}

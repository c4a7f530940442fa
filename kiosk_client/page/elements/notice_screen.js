import { html } from 'lit';

import { dayAndTime } from '../format.js';
import { offers } from '../state.js';
import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';

/** Ends after which another try may succeed at once. */
const WORTH_ANOTHER_TRY = new Set(['kiosk_lost_waiting', 'kiosk_lost', 'system', 'lost', 'failed', 'no_agent', 'queue_full']);
const KNOWN = new Set([...WORTH_ANOTHER_TRY, 'desk_closed', 'max_wait', 'never_connected']);

/** It did not come to help: why, the telephone, and a way on. */
export class NoticeScreen extends KioskElement {
  render() {
    const { kiosk, state } = this;
    const said = state.ended?.reason ?? 'system';
    const reason = KNOWN.has(said) ? said : 'system';
    return html`<main tabindex="-1" class="screen plain notice-screen">
      <div class="content">
        <h1>${this.t(`notice.${reason}`)}</h1>
        <p class="large" role="status">${this.#what(reason)}</p>
        ${this.#offers()}
        ${this.phone ? html`<p class="call">${icon('phone')}<span>${this.phone}</span></p>` : ''}
      </div>
      <div class="action pair">
        ${WORTH_ANOTHER_TRY.has(reason)
          ? html`<button class="quiet" @click=${() => kiosk.wipe()}>${this.t('notice.home')}</button>
              <button class="primary" @click=${() => kiosk.askForHelp()}>${this.t('notice.again')}</button>`
          : html`<button class="primary" @click=${() => kiosk.wipe()}>${this.t('notice.home')}</button>`}
      </div>
    </main>`;
  }

  /** @param {string} reason */
  #what(reason) {
    if (reason !== 'desk_closed') return this.t(`notice.${reason}.what`);
    const next = this.state.desk?.next_opening ?? null;
    if (next === null) return this.t('notice.desk_closed.unknown');
    const when = dayAndTime(next, this.kiosk.now(), this.language, this.desk?.zone);
    return this.t('notice.desk_closed.what', { when });
  }

  /** What is better than coming again: to be called, or to be known at the counter. */
  #offers() {
    const { kiosk, state } = this;
    const { callBack, counter } = offers(state, kiosk.now());
    if (!counter) return '';
    const { sending, refused } = state.handoff ?? { sending: false, refused: false };
    const busy = this.t(state.link.state === 'online' ? 'keypad.sending' : 'keypad.offline');
    return html`
      <div class="offers">
        ${callBack
          ? this.#offer('phone', 'call_back', () => kiosk.tell({ type: 'stage', stage: 'keypad' }))
          : ''}
        ${this.#offer('paper', 'counter', () => kiosk.requestTicket('counter'))}
      </div>
      ${sending ? html`<p class="hint" role="status">${icon('wait')}${busy}</p>` : ''}
      ${refused ? html`<p class="notice" role="status">${icon('warning')}${this.t('ticket.refused')}</p>` : ''}
    `;
  }

  /**
   * @param {import('./icons.js').Icon} drawing
   * @param {'call_back' | 'counter'} kind
   * @param {() => unknown} act
   */
  #offer(drawing, kind, act) {
    return html`<button class="choice two-lines" data-offer=${kind} @click=${act}>
      ${icon(drawing)}
      <span class="words"><strong>${this.t(`offer.${kind}`)}</strong><span>${this.t(`offer.${kind}.what`)}</span></span>
    </button>`;
  }
}

import { html } from 'lit';

import { dayAndTime } from '../format.js';
import { icon } from './icons.js';
import { KioskElement } from './kiosk_element.js';
import { ticketOffers } from './offers.js';

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
        ${ticketOffers(this, () => kiosk.tell({ type: 'stage', stage: 'keypad' }))}
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
}

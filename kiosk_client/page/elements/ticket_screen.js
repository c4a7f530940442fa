import { html } from 'lit';

import { dayAndTime } from '../format.js';
import { KioskElement } from './kiosk_element.js';
import { phoneLine } from './phone.js';

/** The ticket: its number, what happens next, and what becomes of the telephone number. */
export class TicketScreen extends KioskElement {
  render() {
    const { kiosk, state } = this;
    const made = state.handoff?.made;
    if (!made) return html``;
    return html`<main tabindex="-1" class="screen plain ticket-screen">
      <div class="content">
        <h1>${this.t(`ticket.${made.kind}`)}</h1>
        <p class="ticket-number"><span class="unseen">${this.t('waiting.number')}</span>${made.number}</p>
        <p class="large" role="status">${this.#next(made)}</p>
        <p>${this.t(`ticket.${made.kind}.kept`)}</p>
      </div>
      <div class="action">
        <button class="primary" @click=${() => kiosk.wipe()}>${this.t('ticket.done')}</button>
      </div>
      ${phoneLine(this.phone)}
    </main>`;
  }

  /** @param {import('/web/messages.js').TicketMade} made */
  #next({ kind, call_from: from }) {
    if (kind === 'counter') return this.t('ticket.counter.what');
    const tail = this.state.handoff?.digits ?? '';
    if (from === null) return this.t('ticket.call_back.open', { tail });
    const when = dayAndTime(from, this.kiosk.now(), this.language, this.desk?.zone);
    return this.t('ticket.call_back.from', { tail, when });
  }
}

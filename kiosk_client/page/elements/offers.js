import { html } from 'lit';

import { offers } from '../state.js';
import { icon } from './icons.js';

/**
 * What is better than coming again, or than waiting for long: to be called, or to be known at the counter.
 *
 * @param {import('./kiosk_element.js').KioskElement} element
 * @param {() => void} openKeypad
 */
export function ticketOffers(element, openKeypad) {
  const { kiosk, state } = element;
  const { callBack, counter } = offers(state, kiosk.now());
  if (!counter) return '';
  const { sending, refused } = state.handoff ?? { sending: false, refused: false };
  const busy = element.t(state.link.state === 'online' ? 'keypad.sending' : 'keypad.offline');
  return html`
    <div class="offers">
      ${callBack ? offer(element, 'phone', 'call_back', openKeypad) : ''}
      ${offer(element, 'paper', 'counter', () => kiosk.requestTicket('counter'))}
    </div>
    ${sending ? html`<p class="hint" role="status">${icon('wait')}${busy}</p>` : ''}
    ${refused ? html`<p class="notice" role="status">${icon('warning')}${element.t('ticket.refused')}</p>` : ''}
  `;
}

/**
 * @param {import('./kiosk_element.js').KioskElement} element
 * @param {import('./icons.js').Icon} drawing
 * @param {'call_back' | 'counter'} kind
 * @param {() => unknown} act
 */
function offer(element, drawing, kind, act) {
  return html`<button class="choice two-lines" data-offer=${kind} @click=${act}>
    ${icon(drawing)}
    <span class="words"><strong>${element.t(`offer.${kind}`)}</strong><span>${element.t(`offer.${kind}.what`)}</span></span>
  </button>`;
}

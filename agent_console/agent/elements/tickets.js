import { html } from 'lit';

import { icon } from '/staff/icons.js';
import { text } from '/staff/text.js';
import { controls, forms } from '/staff/styles/controls.js';
import { grouped } from '/web/phone_number.js';
import { tickets } from '../styles/tickets.js';
import { FINAL, RESULTS } from '../tickets.js';
import { clockTime, serviceTitle, stepTitle } from '../titles.js';
import { ConsoleElement } from './console_element.js';

/**
 * @typedef {import('../tickets.js').Ticket} Ticket
 * @typedef {import('../tickets.js').Result} Result
 */

const LATER = [30, 120];
const DAY = 86_400_000;

/** Whom to call back, and who comes to the counter: the list, and the one in this agent's hands. */
export class TicketList extends ConsoleElement {
  static properties = { ...ConsoleElement.properties, tickets: { attribute: false }, result: { state: true } };
  static styles = [...controls, forms, tickets];

  #changed = () => this.requestUpdate();

  constructor() {
    super();
    /** @type {import('../tickets.js').Tickets} */
    this.tickets = /** @type {any} */ (null);
    /** @type {Result | null} */
    this.result = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.tickets.addEventListener('change', this.#changed);
  }

  disconnectedCallback() {
    this.tickets.removeEventListener('change', this.#changed);
    super.disconnectedCallback();
  }

  show() {
    const dialog = this.#dialog();
    if (!dialog || dialog.open) return;
    dialog.showModal();
    this.tickets.refresh();
  }

  /** A ring is more urgent; what is in hand stays in hand. */
  close() {
    this.#dialog()?.close();
  }

  get open() {
    return this.#dialog()?.open ?? false;
  }

  render() {
    const { items, fault } = this.tickets;
    return html`<dialog aria-labelledby="title">
      <header>
        <h1 id="title">${this.t('console.tickets.title')}</h1>
        <button class="plain icon" aria-label=${this.t('console.close')} @click=${() => this.close()}>${icon('close')}</button>
      </header>
      ${fault ? this.#fault(fault) : ''}
      ${items === null ? (fault ? '' : html`<div class="skeleton" aria-busy="true"></div>`) : this.#list(items)}
    </dialog>`;
  }

  /** @param {string} code */
  #fault(code) {
    const key = `console.tickets.fault.${code}`;
    return html`<p class="banner bad" role="alert">
      ${icon('warning')}<span>${text.has(key) ? this.t(key) : this.t('console.tickets.fault', { code })}</span>
      <button @click=${() => this.tickets.refresh()}>${this.t('console.again')}</button>
    </p>`;
  }

  /** @param {Ticket[]} items */
  #list(items) {
    if (items.length === 0) return html`<p class="muted empty">${this.t('console.tickets.empty')}</p>`;
    const mine = this.tickets.heldBy(this.state.agent?.id);
    return html`
      ${mine ? this.#inHand(mine) : ''}
      <ul>${items.filter((item) => item !== mine).map((item) => this.#row(item, mine !== null))}</ul>
    `;
  }

  /** @param {Ticket} ticket @param {boolean} oneInHand */
  #row(ticket, oneInHand) {
    const busy = this.tickets.busy || oneInHand;
    return html`<li>
      ${this.#about(ticket)}
      ${ticket.holder
        ? html`<span class="chip">${this.t('console.tickets.held', { name: ticket.holder_name ?? '' })}</span>`
        : html`<button aria-disabled=${busy} @click=${() => !busy && this.#take(ticket)}>
            ${this.t(`console.tickets.take.${ticket.kind}`)}
          </button>`}
    </li>`;
  }

  /** @param {Ticket} ticket */
  #about(ticket) {
    const { desk } = this.state;
    const context = { ...ticket, spoken: null };
    const reason = `end_reason.${ticket.reason}`;
    const step = stepTitle(context) ?? context.step;
    return html`
      <strong class="number">${ticket.number}</strong>
      <div class="about">
        <span>${serviceTitle(context, desk)}${step ? ` · ${step}` : ''}</span>
        <span class="muted small">
          ${ticket.site_name} · ${this.t('console.tickets.made', { time: this.#when(ticket.made_at) })}
          ${text.has(reason) ? ` · ${this.t(reason)}` : ''}
        </span>
        ${ticket.attempts
          ? html`<span class="small">${this.t('console.tickets.tried', { count: ticket.attempts })}
              ${ticket.not_before && ticket.not_before > this.now()
                ? this.t('console.tickets.not_before', { time: this.#when(ticket.not_before) })
                : ''}</span>`
          : ''}
      </div>
    `;
  }

  /** @param {Ticket} ticket */
  #inHand(ticket) {
    const { busy, phone } = this.tickets;
    const shown = phone?.ticket === ticket.id ? phone.digits : null;
    return html`<section aria-label=${this.t('console.tickets.mine', { number: ticket.number })}>
      <div class="head">${this.#about(ticket)}</div>
      ${ticket.kind === 'call_back' && shown === null
        ? html`<div class="row">
            <button class="main" aria-disabled=${busy} @click=${() => this.tickets.call(ticket.id)}>
              ${icon('answer')}${this.t('console.tickets.call')}
            </button>
            ${this.#release(ticket)}
          </div>
          <p class="muted small">${this.t('console.tickets.on_record')}</p>`
        : this.#outcome(ticket, shown)}
    </section>`;
  }

  /** @param {Ticket} ticket @param {string | null} digits */
  #outcome(ticket, digits) {
    const { busy } = this.tickets;
    const { result } = this;
    const ready = result !== null && !busy;
    const again = ready && !FINAL.has(result);
    return html`
      ${digits ? html`<p class="phone figures">${grouped(digits)}</p>` : ''}
      <fieldset>
        <legend>${this.t(`console.tickets.how.${ticket.kind}`)}</legend>
        ${RESULTS[ticket.kind].map(
          (name) => html`<label>
            <input type="radio" name="result" .checked=${result === name} @change=${() => (this.result = name)} />
            ${this.t(`ticket_result.${name}`)}
          </label>`,
        )}
      </fieldset>
      <div class="row">
        <button class="main" aria-disabled=${!ready} @click=${() => ready && this.#report(ticket, null)}>
          ${icon('check')}${this.t('console.tickets.done')}
        </button>
        ${ticket.kind === 'call_back'
          ? LATER.map(
              (minutes) => html`<button aria-disabled=${!again} @click=${() => again && this.#report(ticket, minutes)}>
                ${this.t(`console.tickets.later.${minutes}`)}
              </button>`,
            )
          : ''}
        ${this.#release(ticket)}
      </div>
      ${digits ? html`<p class="muted small">${this.t('console.tickets.deleted')}</p>` : ''}
    `;
  }

  /** @param {Ticket} ticket */
  #release(ticket) {
    return html`<button class="plain" aria-disabled=${this.tickets.busy} @click=${() => this.tickets.release(ticket.id)}>
      ${this.t('console.tickets.release')}
    </button>`;
  }

  /** @param {Ticket} ticket */
  async #take(ticket) {
    this.result = null;
    await this.tickets.take(ticket.id);
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('section .main, section input'))?.focus();
  }

  /** @param {Ticket} ticket @param {number | null} minutes */
  #report(ticket, minutes) {
    const { result } = this;
    if (result) this.tickets.report(ticket.id, result, minutes);
    this.result = null;
  }

  /** @param {number} at */
  #when(at) {
    if (Math.abs(at - this.now()) < DAY / 2) return clockTime(at);
    return new Date(at).toLocaleString(text.language, { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  }

  #dialog() {
    return this.renderRoot.querySelector('dialog');
  }
}

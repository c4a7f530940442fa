import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, buttons, cards, tables } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { NOBODY, titles } from '../choices.js';
import * as icons from '../icons.js';
import { Loading } from '../loading.js';
import { TICKETS } from '../records.js';
import { address } from '../route.js';
import { directory } from '../styles/directory.js';
import { ticketRecords } from '../styles/ticket_records.js';
import { dayAndTime } from '../times.js';

/** @import { Ticket, TicketLine } from '../types.js' */
/** @typedef {{items: Ticket[], more: boolean}} Listed */

const COLUMNS = ['number', 'made', 'where', 'service', 'reason', 'attempts', 'state'];
const LOOKS = { open: ['warn', icons.clock], taken: ['', icons.person], done: ['good', icons.check], expired: ['bad', icons.cross] };

/** Call-backs and counter tickets: who left one, what was tried and how it went. Telephone numbers are never here. */
export class TicketRecords extends StaffElement {
  static properties = { records: { attribute: false }, open: { state: true } };

  static styles = [base, buttons, cards, tables, directory, ticketRecords];

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    /** @type {string | null} whose course is shown */
    this.open = null;
    /** @type {Loading<Listed>} */
    this.list = new Loading(this);
    /** @type {Loading<{ticket: string, lines: TicketLine[]}>} */
    this.course = new Loading(this);
    /** @type {Loading<import('../choices.js').Directory>} */
    this.directory = new Loading(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const { records } = this;
    if (!changed.has('records') || !records) return;
    void this.directory.run(() => records.directory());
    this.#ask([]);
  }

  render() {
    const { value, fault, busy } = this.list;
    return html`
      <div class="top">
        <div>
          <h1>${this.t('tickets.title')}</h1>
          <p class="hint">${this.t('tickets.no_numbers')}</p>
        </div>
        <button class="plain" @click=${() => this.#ask([])}>${icons.again} ${this.t('sessions.refresh')}</button>
      </div>
      <bb-notice .fault=${fault} ?hidden=${!fault} @again=${() => this.list.retry()}></bb-notice>
      ${value ? this.#list(value, busy) : fault ? nothing : html`<div class="card list">
        ${Array(6).fill(html`<div class="skeleton"></div>`)}
      </div>`}
    `;
  }

  /** @param {Listed} listed @param {boolean} busy */
  #list({ items, more }, busy) {
    if (items.length === 0) return html`<section class="card"><p>${this.t('tickets.empty')}</p></section>`;
    const title = titles((this.directory.value ?? NOBODY).services);
    return html`<div class="card list"><table>
        <thead>
          <tr>${COLUMNS.map((name) => html`<th scope="col">${this.t(`tickets.column.${name}`)}</th>`)}</tr>
        </thead>
        <tbody>
          ${items.map((ticket) => this.#row(ticket, title(ticket.service, text.language)))}
        </tbody>
      </table></div>
      ${more
        ? html`<button class="more" aria-disabled=${busy} @click=${() => !busy && this.#ask(items)}>
            ${this.t(busy ? 'sessions.loading' : 'tickets.older')}
          </button>`
        : nothing}`;
  }

  /** @param {Ticket} ticket @param {string} service */
  #row(ticket, service) {
    const open = this.open === ticket.id;
    const [look, drawing] = LOOKS[ticket.state];
    const reason = `end_reason.${ticket.reason}`;
    return html`<tr>
        <td>
          <button class="plain" aria-expanded=${open} @click=${() => this.#look(ticket.id)}>
            <b class="figures">${ticket.number}</b> ${this.t(`tickets.kind.${ticket.kind}`)}
          </button>
        </td>
        <td class="figures">${dayAndTime(ticket.made_at, text.language)}</td>
        <td>${ticket.site_name}</td>
        <td>${service}</td>
        <td><a href=${address('sessions', ticket.session)}>
          ${text.has(reason) ? this.t(reason) : this.t('tickets.reason.waiting')}</a></td>
        <td class="figures">${ticket.attempts}</td>
        <td>
          <span class="chip ${look}">${drawing} ${this.t(`tickets.state.${ticket.state}`, { name: ticket.holder_name ?? '' })}</span>
        </td>
      </tr>
      ${open ? html`<tr class="course"><td colspan=${COLUMNS.length}>${this.#course(ticket)}</td></tr>` : nothing}`;
  }

  /** @param {Ticket} ticket */
  #course({ id }) {
    const { value, fault } = this.course;
    if (fault) return html`<bb-notice .fault=${fault} @again=${() => this.course.retry()}></bb-notice>`;
    if (value?.ticket !== id) return html`<div class="skeleton"></div>`;
    return html`<ol>
      ${value.lines.map(
        (line) => html`<li><time class="figures muted">${dayAndTime(line.at, text.language)}</time> ${this.#told(line)}</li>`,
      )}
    </ol>`;
  }

  /** @param {TicketLine} line */
  #told({ kind, by_name, result, until }) {
    return this.t(`tickets.line.${kind}`, {
      name: by_name ?? this.t('session.some_agent'),
      result: result ? this.t(`ticket_result.${result}`) : '',
      time: until ? dayAndTime(until, text.language) : '',
    });
  }

  /** @param {string} id */
  #look(id) {
    const { records } = this;
    this.open = this.open === id ? null : id;
    if (!this.open || !records) return;
    void this.course.run(async () => ({ ticket: id, lines: await records.ticket(id) }));
  }

  /** The page after these; none: the newest. @param {Ticket[]} known */
  #ask(known) {
    const { records } = this;
    if (!records) return;
    void this.list.run(async () => {
      const found = await records.tickets(known.at(-1)?.made_at);
      return { items: [...known, ...found], more: found.length === TICKETS };
    });
  }
}

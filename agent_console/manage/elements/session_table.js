import { html } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, cards, tables } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import * as icons from '../icons.js';
import { address } from '../route.js';
import { sessionTable } from '../styles/session_table.js';
import { PROMISED_RESPONSE } from '../summary.js';
import { clockTime, isoDay, longDay, stopwatch } from '../times.js';
import { mishap, result } from '../words.js';

/** @typedef {import('../types.js').SessionRow} SessionRow */

const COLUMNS = /** @type {const} */ ([
  'time',
  'ticket',
  'where',
  'service',
  'waited',
  'agent',
  'talk',
  'result',
  'rating',
  'notes',
]);
const FIGURES = new Set(['waited', 'talk']);
const SKELETON_ROWS = 12;

/** Sessions, newest first, under the day on which they were asked for. `rows` null: not there yet. */
export class SessionTable extends StaffElement {
  static properties = {
    rows: { attribute: false },
    busy: { type: Boolean },
    service: { attribute: false },
  };

  static styles = [base, cards, tables, sessionTable];

  constructor() {
    super();
    /** @type {readonly SessionRow[] | null} */
    this.rows = null;
    this.busy = false;
    /** @type {(code: string | null, language: 'zh-CN' | 'en') => string} */
    this.service = (code) => code ?? '—';
  }

  render() {
    return html`<table aria-busy=${this.busy}>
      <caption class="quiet">${this.t('sessions.caption')}</caption>
      <thead>
        <tr>
          ${COLUMNS.map(
            (name) => html`<th scope="col" class=${FIGURES.has(name) ? 'number' : ''}>${this.t(`column.${name}`)}</th>`,
          )}
        </tr>
      </thead>
      ${this.rows ? byDay(this.rows).map(([day, rows]) => this.#day(day, rows)) : this.#skeleton()}
    </table>`;
  }

  #skeleton() {
    const row = html`<tr>${COLUMNS.map(() => html`<td><div class="skeleton"></div></td>`)}</tr>`;
    return html`<tbody>${Array(SKELETON_ROWS).fill(row)}</tbody>`;
  }

  /** @param {string} day @param {readonly SessionRow[]} rows */
  #day(day, rows) {
    const first = rows[0];
    return html`<tbody>
      <tr class="day">
        <th scope="rowgroup" colspan=${COLUMNS.length}>
          ${first ? longDay(first.requested_at, text.language) : day}
          <span class="figures">${this.t('sessions.on_day', { count: rows.length })}</span>
        </th>
      </tr>
      ${rows.map((row) => this.#row(row))}
    </tbody>`;
  }

  /** @param {SessionRow} row */
  #row(row) {
    return html`<tr class="session">
      <td>${clockTime(row.requested_at)}</td>
      <td><a href=${address('sessions', row.id)}>${row.ticket ?? this.t('sessions.no_ticket')}</a></td>
      ${this.#clipped('where', `${row.kiosk_name} · ${row.site_name}`)}
      ${this.#clipped('service', this.service(row.service, text.language))}
      <td class="number">${this.#waited(row)}</td>
      <td>${row.agent_name ?? '—'}</td>
      <td class="number">${row.answered_at === null ? '—' : stopwatch(row.talk_ms)}</td>
      <td>${this.#result(row)}</td>
      <td class=${row.rating !== null && row.rating <= 2 ? 'low' : ''}>
        ${row.rating === null ? '—' : this.t(`rating.${row.rating}`)}
      </td>
      <td class="notes">${this.#notes(row)}</td>
    </tr>`;
  }

  /** A cell that gives way to the others. @param {'where' | 'service'} column @param {string} words */
  #clipped(column, words) {
    return html`<td class=${column} title=${words}>${words}</td>`;
  }

  /** @param {SessionRow} row */
  #waited({ waited_ms }) {
    if (waited_ms === null || waited_ms <= PROMISED_RESPONSE) return stopwatch(waited_ms);
    return html`<span class="long">${icons.clock}<span class="quiet">${this.t('sessions.long_wait')}</span>
      ${stopwatch(waited_ms)}</span>`;
  }

  /** @param {SessionRow} row */
  #result(row) {
    const { key, tone, icon } = result(row);
    return html`<span class="chip ${tone}">${icons[icon]} ${this.t(key)}</span>`;
  }

  /** @param {SessionRow} row */
  #notes(row) {
    const fault = mishap(row);
    const notes = [
      fault ? this.t(fault) : '',
      row.rings > 1 ? this.t('note.rings', { count: row.rings }) : '',
      row.interruptions ? this.t('note.interruptions', { count: row.interruptions }) : '',
      row.requeues ? this.t('note.requeues', { count: row.requeues }) : '',
      row.transfers ? this.t('note.transfers', { count: row.transfers }) : '',
    ];
    return notes.filter(Boolean).join(' · ');
  }
}

/** @param {readonly SessionRow[]} rows newest first @returns {[string, SessionRow[]][]} */
function byDay(rows) {
  /** @type {Map<string, SessionRow[]>} */
  const days = new Map();
  for (const row of rows) {
    const day = isoDay(row.requested_at);
    const rowsOfDay = days.get(day);
    if (rowsOfDay) rowsOfDay.push(row);
    else days.set(day, [row]);
  }
  return [...days];
}

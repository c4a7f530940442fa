import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, buttons, cards } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { NOBODY, titles } from '../choices.js';
import { toCsv } from '../csv.js';
import { download } from '../download.js';
import { fromQuery, NONE, toQuery, toRequest } from '../filters.js';
import * as icons from '../icons.js';
import { Loading } from '../loading.js';
import { address } from '../route.js';
import { COLUMNS, sheet } from '../sheet.js';
import { notice } from '../styles/notice.js';
import { sessions } from '../styles/sessions.js';
import { isoDay } from '../times.js';

/** @typedef {import('../filters.js').Filters} Filters */
/** @typedef {{asked: string, at: number, items: import('../types.js').SessionRow[], next: string | null}} Listed */

const PAGE = 100;

/** The list of sessions: what is listed is what the address says. */
export class Sessions extends StaffElement {
  static properties = { records: { attribute: false }, query: { attribute: false } };

  static styles = [base, buttons, cards, notice, sessions];

  /** @type {string | null} What the list was last asked for: coming back to it from a session asks nothing again. */
  #asked = null;

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    this.query = new URLSearchParams();
    /** @type {Readonly<Filters>} */
    this.filters = NONE;
    /** @type {Loading<Listed>} */
    this.list = new Loading(this);
    /** @type {Loading<import('../choices.js').Directory>} */
    this.directory = new Loading(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const { records } = this;
    if (changed.has('records') && records) void this.directory.run(() => records.directory());
    const wanted = fromQuery(this.query);
    if (this.#asked === toQuery(wanted).toString()) return;
    this.filters = wanted;
    this.#ask();
  }

  render() {
    const { fault, busy } = this.list;
    const listed = this.#listed;
    const directory = this.directory.value ?? NOBODY;
    return html`
      <bb-session-filters .filters=${this.filters} .rows=${listed?.items ?? []} .directory=${directory}
        @filters=${this.#choose}><h1>${this.t('sessions.title')}</h1></bb-session-filters>
      <bb-notice .fault=${fault} ?hidden=${!fault} @again=${() => this.list.retry()}></bb-notice>
      ${this.#summary(listed)} ${this.#table(listed, busy, directory)} ${this.#more(listed, busy)}
    `;
  }

  /** What came, unless it answers another question than the address asks, and never will. */
  get #listed() {
    const { value, fault } = this.list;
    return value && fault && value.asked !== toQuery(this.filters).toString() ? null : value;
  }

  /** @param {Listed | null} listed */
  #summary(listed) {
    if (!listed) return html`<div class="summary"><div class="skeleton" ?hidden=${!this.list.busy}></div></div>`;
    if (listed.items.length === 0) return nothing;
    return html`<div class="summary">
      <bb-session-summary .rows=${listed.items} .more=${listed.next !== null} .at=${listed.at}></bb-session-summary>
      <div class="row">
        <button class="plain" @click=${() => this.#ask()}>${icons.again} ${this.t('sessions.refresh')}</button>
        <button @click=${this.#download}>${icons.download} ${this.t('sessions.download')}</button>
      </div>
    </div>`;
  }

  /** @param {Listed | null} listed @param {boolean} busy @param {import('../choices.js').Directory} directory */
  #table(listed, busy, directory) {
    if (!listed && !busy) return nothing;
    if (listed?.items.length === 0)
      return html`<section class="card empty">
        <h2>${this.t('sessions.empty.title')}</h2>
        <p>${this.t('sessions.empty.text')}</p>
        <a class="button" href=${address('sessions', null, new URLSearchParams('period=30d'))}>
          ${this.t('sessions.empty.way')}
        </a>
      </section>`;
    return html`<bb-session-table .rows=${listed?.items ?? null} .busy=${busy}
      .service=${titles(directory.services)}></bb-session-table>`;
  }

  /** @param {Listed | null} listed @param {boolean} busy */
  #more(listed, busy) {
    if (!listed?.next) return nothing;
    return html`<button class="more" aria-disabled=${busy} @click=${this.#next}>
      ${this.t(busy ? 'sessions.loading' : 'sessions.more')}
    </button>`;
  }

  #ask() {
    const asked = toQuery(this.filters).toString();
    this.#asked = asked;
    const query = toRequest(this.filters, Date.now(), { limit: PAGE });
    void this.list.run(async () => ({ asked, at: Date.now(), ...(await this.#fetch(query)) }));
  }

  #next() {
    const listed = this.list.value;
    if (!listed?.next || this.list.busy) return;
    const query = toRequest(this.filters, listed.at, { cursor: listed.next, limit: PAGE });
    void this.list.run(async () => {
      const { items, next } = await this.#fetch(query);
      return { ...listed, items: [...listed.items, ...items], next };
    });
  }

  /** @param {URLSearchParams} query */
  async #fetch(query) {
    const { items, next } = (await this.records?.sessions(query)) ?? { items: [], next: null };
    return { items, next };
  }

  /** @param {CustomEvent<Filters>} event */
  #choose({ detail }) {
    location.hash = address('sessions', null, toQuery(detail));
  }

  #download() {
    const rows = this.list.value?.items ?? [];
    const title = titles((this.directory.value ?? NOBODY).services);
    const head = COLUMNS.map((name) => this.t(`sheet.${name}`));
    const table = toCsv([head, ...sheet(rows, (code) => title(code, text.language))]);
    download(`bangban-${isoDay(Date.now())}.csv`, table, 'text/csv');
  }
}

import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, buttons, cards, tables } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { together, weekday, write } from '../hours.js';
import * as icons from '../icons.js';
import { Loading } from '../loading.js';
import { directory } from '../styles/directory.js';
import { notice } from '../styles/notice.js';
import { sites } from '../styles/sites.js';
import { isoDay, spoken } from '../times.js';

/** @typedef {import('../types.js').Desk} Desk */
/** @typedef {import('../types.js').Site} Site */
/** @typedef {{sites: Site[], desks: Desk[], kiosks: import('../types.js').Kiosk[]}} Known */

/** The desks – who answers, by which telephone and when – and the sites that they serve. */
export class Sites extends StaffElement {
  static properties = { records: { attribute: false } };

  static styles = [base, buttons, cards, tables, directory, notice, sites];

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    /** @type {Loading<Known>} */
    this.known = new Loading(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('records')) this.#ask();
  }

  #ask() {
    const { records } = this;
    if (!records) return;
    void this.known.run(async () => {
      const [sites, desks, kiosks] = await Promise.all([records.sites(), records.desks(), records.kiosks()]);
      return { sites, desks, kiosks };
    });
  }

  render() {
    const { value, fault } = this.known;
    return html`
      <h1>${this.t('sites.title')}</h1>
      <bb-notice .fault=${fault} ?hidden=${!fault} @again=${() => this.known.retry()}></bb-notice>
      ${value ? this.#known(value) : fault ? nothing : this.#skeleton()}
      <div @done=${() => this.#ask()}>
        <bb-desk-dialog .records=${this.records} .desks=${value?.desks ?? []}></bb-desk-dialog>
        <bb-services-dialog .records=${this.records} .desks=${value?.desks ?? []}></bb-services-dialog>
        <bb-breaks-dialog .records=${this.records} .desks=${value?.desks ?? []}></bb-breaks-dialog>
        <bb-fitting-dialog .records=${this.records} .desks=${value?.desks ?? []}></bb-fitting-dialog>
        <bb-limits-dialog .records=${this.records} .desks=${value?.desks ?? []}></bb-limits-dialog>
        <bb-site-dialog .records=${this.records} .desks=${value?.desks ?? []}></bb-site-dialog>
      </div>
    `;
  }

  #skeleton() {
    return html`<div class="card">${Array(8).fill(html`<div class="skeleton"></div>`)}</div>`;
  }

  /** @param {Known} known */
  #known({ sites, desks, kiosks }) {
    const names = new Map(desks.map(({ id, name }) => [id, name]));
    const count = (/** @type {Site} */ { id }) => kiosks.filter(({ site, revoked }) => site === id && !revoked).length;
    const heads = ['sites.name', 'sites.desk'];
    return html`
      ${desks.map((desk) => this.#desk(desk, names))}
      <div class="top">
        <h2>${this.t('sites.sites')}</h2>
        <button @click=${() => this.renderRoot.querySelector('bb-site-dialog')?.show()}>
          ${icons.plus} ${this.t('sites.add')}
        </button>
      </div>
      <div class="card list"><table>
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${this.t(head)}</th>`)}
            <th scope="col" class="number">${this.t('sites.kiosks')}</th>
          </tr>
        </thead>
        <tbody>
          ${sites.map(
            (site) => html`<tr>
              <td><b>${site.name}</b></td>
              <td>${names.get(site.desk) ?? '—'}</td>
              <td>${count(site)}</td>
            </tr>`,
          )}
        </tbody>
      </table></div>
    `;
  }

  /** @param {Desk} desk @param {Map<string, string>} names */
  #desk(desk, names) {
    return html`<section class="card desk">
      <header>
        <div>
          <h2>${desk.name}</h2>
          <p class="muted">${this.t('desk.phone')} ${desk.phone || '—'}</p>
          <p class="muted">${this.t('desk.strategy')} ${this.t(`desk.strategy.${desk.strategy}`)}</p>
          ${this.#overflow(desk, names)}
        </div>
        <div class="acts">
          <button aria-label="${this.t('desk.offer')} ${desk.name}"
            @click=${() => this.renderRoot.querySelector('bb-services-dialog')?.edit(desk)}>${this.t('desk.offer')}</button>
          <button aria-label="${this.t('desk.breaks')} ${desk.name}"
            @click=${() => this.renderRoot.querySelector('bb-breaks-dialog')?.edit(desk)}>${this.t('desk.breaks')}</button>
          <button aria-label="${this.t('desk.fitting')} ${desk.name}"
            @click=${() => this.renderRoot.querySelector('bb-fitting-dialog')?.edit(desk)}>${this.t('desk.fitting')}</button>
          <button aria-label="${this.t('desk.limits')} ${desk.name}"
            @click=${() => this.renderRoot.querySelector('bb-limits-dialog')?.edit(desk)}>${this.t('desk.limits')}</button>
          <button aria-label="${this.t('desk.edit')} ${desk.name}"
            @click=${() => this.renderRoot.querySelector('bb-desk-dialog')?.edit(desk)}>${this.t('desk.edit')}</button>
        </div>
      </header>
      <div><h3>${this.t('desk.hours')}</h3>${this.#weekly(desk)}</div>
      <div><h3>${this.t('desk.exceptions')}</h3>${this.#exceptions(desk)}</div>
      <div>
        <h3>${this.t('desk.services')}</h3>
        ${desk.services.length
          ? html`<ul class="services">${desk.services.map(({ title }) => html`<li>${title[text.language]}</li>`)}</ul>`
          : html`<p class="muted">${this.t('services.none')}</p>`}
        <h3>${this.t('desk.break_reasons')}</h3>
        ${this.#breaks(desk)}
      </div>
    </section>`;
  }

  /** @param {Desk} desk @param {Map<string, string>} names */
  #overflow({ overflow: { after, to } }, names) {
    if (to === null) return nothing;
    const told = { time: spoken(after, text.t), desk: names.get(to) ?? to };
    return html`<p class="muted">${this.t('desk.overflow', told)}</p>`;
  }

  /** @param {Desk} desk */
  #weekly({ hours }) {
    return html`<dl>
      ${together(hours.weekly).map(({ from, to, text: spans }) => {
        const [first, last] = [weekday(from, text.language), weekday(to, text.language)];
        return html`<dt>${from === to ? first : `${first} – ${last}`}</dt><dd>${this.#open(spans)}</dd>`;
      })}
    </dl>`;
  }

  /** Those to come: what is past is for the dialog. @param {Desk} desk */
  #exceptions({ hours }) {
    const today = isoDay(Date.now(), hours.zone);
    const coming = Object.entries(hours.exceptions).filter(([day]) => day >= today).sort();
    if (coming.length === 0) return html`<p class="muted">${this.t('desk.exceptions.none')}</p>`;
    return html`<dl>
      ${coming.slice(0, 12).map(([day, spans]) => html`<dt>${day}</dt><dd>${this.#open(write(spans))}</dd>`)}
      ${coming.length > 12 ? html`<dt>${this.t('desk.exceptions.more', { count: coming.length - 12 })}</dt>` : nothing}
    </dl>`;
  }

  /** @param {Desk} desk */
  #breaks({ break_reasons: entries }) {
    if (entries.length === 0) return html`<p class="muted">${this.t('breaks.none')}</p>`;
    return html`<p>${entries.map(({ title }) => title[text.language]).join(this.t('setting.list'))}</p>`;
  }

  /** @param {string} spans */
  #open(spans) {
    return spans === '' ? html`<span class="muted">${this.t('desk.closed')}</span>` : spans;
  }
}

import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, buttons, cards, tables } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { Loading } from '../loading.js';
import { address } from '../route.js';
import { directory } from '../styles/directory.js';
import { notice } from '../styles/notice.js';
import { dayAndTime } from '../times.js';
import { whoMade } from '../versions.js';

/** @typedef {import('../types.js').NumberedGuide} NumberedGuide */
/** @typedef {import('../types.js').Text} Text */
/** @typedef {{code: string, title: Text, numbered: NumberedGuide | null}} Row */

/** The services that desks offer, each with its guide, and guides of services that no desk offers. */
export class Guides extends StaffElement {
  static properties = { records: { attribute: false }, fixed: { attribute: false }, kept: { attribute: false } };

  static styles = [base, buttons, cards, tables, directory, notice];

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    /** Whoever looks at it may not write guides. */
    this.fixed = false;
    /** @type {ReadonlyMap<string, unknown>} What was changed and not saved yet, by its service. */
    this.kept = new Map();
    /** @type {Loading<Row[]>} */
    this.rows = new Loading(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const { records } = this;
    if (!changed.has('records') || !records) return;
    void this.rows.run(async () => {
      const [guides, desks] = await Promise.all([records.guides(), records.desks()]);
      return rowsOf(guides, desks.flatMap(({ services }) => services));
    });
  }

  render() {
    const { value, fault } = this.rows;
    return html`
      <h1>${this.t('guides.title')}</h1>
      <p class="muted">${this.t('guides.hint')}</p>
      <bb-notice .fault=${fault} ?hidden=${!fault} @again=${() => this.rows.retry()}></bb-notice>
      ${value?.length ? this.#table(value) : value ? this.#empty() : fault ? nothing : this.#skeleton()}
    `;
  }

  #skeleton() {
    return html`<div class="card">${Array(6).fill(html`<div class="skeleton"></div>`)}</div>`;
  }

  #empty() {
    return html`<section class="card empty">
      <h2>${this.t('guides.empty.title')}</h2>
      <p>${this.t('guides.empty.text')}</p>
    </section>`;
  }

  /** @param {Row[]} rows */
  #table(rows) {
    const heads = ['service', 'steps', 'version', 'changed', 'by'];
    return html`<div class="card list"><table>
      <thead>
        <tr>${heads.map((head) => html`<th scope="col" class=${head === 'steps' ? 'number' : nothing}>${this.t(`guides.${head}`)}</th>`)}</tr>
      </thead>
      <tbody>${rows.map((row) => this.#row(row))}</tbody>
    </table></div>`;
  }

  /** @param {Row} row */
  #row({ code, title, numbered }) {
    const { guide, made } = numbered ?? {};
    const unsaved = this.kept.has(code) ? html`<span class="chip warn">${this.t('guide.unsaved')}</span>` : nothing;
    const name = html`<th scope="row"><a href=${address('guides', code)}>${title[text.language] || code}</a> ${unsaved}</th>`;
    if (!guide || !made)
      return html`<tr>
        ${name}
        <td></td>
        <td colspan="3" class="muted">${this.t(this.fixed ? 'guides.none' : 'guides.none.write')}</td>
      </tr>`;
    return html`<tr>
      ${name}
      <td class="number">${guide.steps.length}</td>
      <td>${made.number}</td>
      <td>${dayAndTime(made.at, text.language)}</td>
      <td>${whoMade(made, this.t.bind(this))}</td>
    </tr>`;
  }
}

/**
 * @param {readonly NumberedGuide[]} guides
 * @param {readonly {code: string, title: Text}[]} services
 * @returns {Row[]} in the order of the desks
 */
function rowsOf(guides, services) {
  const rows = new Map(services.map(({ code, title }) => [code, { code, title, numbered: /** @type {NumberedGuide | null} */ (null) }]));
  for (const numbered of guides) {
    const { service: code, title } = numbered.guide;
    rows.set(code, { code, title: rows.get(code)?.title ?? title, numbered });
  }
  return [...rows.values()];
}

import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, buttons, cards, tables } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import * as icons from '../icons.js';
import { Loading } from '../loading.js';
import { directory } from '../styles/directory.js';
import { notice } from '../styles/notice.js';
import { dayAndTime } from '../times.js';

/** @typedef {import('../types.js').Kiosk} Kiosk */
/** @typedef {{kiosks: Kiosk[], sites: import('../types.js').Site[]}} Known */

/** The enrolled kiosks, and the way to enrol one more. */
export class Kiosks extends StaffElement {
  static properties = { records: { attribute: false } };

  static styles = [base, buttons, cards, tables, directory, notice];

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
      const [kiosks, sites] = await Promise.all([records.kiosks(), records.sites()]);
      return { kiosks, sites };
    });
  }

  render() {
    const { value, fault } = this.known;
    return html`
      <div class="top">
        <h1>${this.t('kiosks.title')}</h1>
        <button class="main" @click=${() => this.#dialog('bb-enrol-dialog')?.begin()}>
          ${icons.plus} ${this.t('kiosks.enrol')}
        </button>
      </div>
      <bb-notice .fault=${fault} ?hidden=${!fault} @again=${() => this.known.retry()}></bb-notice>
      ${value ? this.#list(value.kiosks) : fault ? nothing : this.#skeleton()}
      <div @done=${() => this.#ask()}>
        <bb-enrol-dialog .records=${this.records} .sites=${value?.sites ?? []}></bb-enrol-dialog>
        <bb-kiosk-dialog .records=${this.records} .sites=${value?.sites ?? []}></bb-kiosk-dialog>
        <bb-confirm-dialog></bb-confirm-dialog>
      </div>
    `;
  }

  #skeleton() {
    return html`<div class="card list">${Array(6).fill(html`<div class="skeleton"></div>`)}</div>`;
  }

  /** @param {readonly Kiosk[]} kiosks */
  #list(kiosks) {
    if (kiosks.length === 0)
      return html`<section class="card empty">
        <h2>${this.t('kiosks.empty.title')}</h2>
        <p>${this.t('kiosks.empty.text')}</p>
      </section>`;
    const ordered = [...kiosks].sort((a, b) => Number(a.revoked) - Number(b.revoked) || byPlace(a, b));
    const heads = ['kiosks.name', 'kiosks.site', 'kiosks.enrolled', 'kiosks.state'];
    return html`<div class="card list"><table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${this.t(head)}</th>`)}
          <th scope="col"><span class="quiet">${this.t('kiosks.actions')}</span></th>
        </tr>
      </thead>
      <tbody>${ordered.map((kiosk) => this.#row(kiosk))}</tbody>
    </table></div>`;
  }

  /** @param {Kiosk} kiosk */
  #row(kiosk) {
    const { name, site_name, enrolled_at, revoked } = kiosk;
    return html`<tr class=${revoked ? 'off' : ''}>
      <td><b>${name}</b></td>
      <td>${site_name}</td>
      <td>${dayAndTime(enrolled_at, text.language)}</td>
      <td><span class="chip ${revoked ? '' : 'good'}">
        ${revoked ? icons.cross : icons.check} ${this.t(revoked ? 'kiosks.revoked' : 'kiosks.in_use')}
      </span></td>
      <td>
        ${revoked
          ? nothing
          : [
              this.#action('kiosks.edit', kiosk, () => this.#dialog('bb-kiosk-dialog')?.edit(kiosk)),
              this.#action('kiosks.revoke', kiosk, () => this.#revoke(kiosk)),
            ]}
      </td>
    </tr>`;
  }

  /** @param {string} key @param {Kiosk} kiosk @param {() => unknown} act */
  #action(key, { name, site_name }, act) {
    const [look, word] = [key === 'kiosks.revoke' ? 'end' : 'plain', this.t(key)];
    return html`<button class=${look} aria-label="${word} ${name} ${site_name}" @click=${act}>${word}</button>`;
  }

  /** @param {Kiosk} kiosk */
  #revoke({ id, name, site_name }) {
    void this.#dialog('bb-confirm-dialog')?.ask({
      title: this.t('kiosks.revoke.title', { name, site: site_name }),
      text: this.t('kiosks.revoke.text'),
      action: this.t('kiosks.revoke'),
      act: async () => this.records?.revokeKiosk(id),
    });
  }

  /** @template {keyof HTMLElementTagNameMap} T @param {T} name */
  #dialog(name) {
    return this.renderRoot.querySelector(name);
  }
}

/** @param {Kiosk} a @param {Kiosk} b */
function byPlace(a, b) {
  const { compare } = new Intl.Collator('zh-CN', { numeric: true });
  return compare(a.site_name, b.site_name) || compare(a.name, b.name);
}

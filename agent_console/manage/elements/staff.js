import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, buttons, cards, tables } from '/staff/styles/controls.js';

import * as icons from '../icons.js';
import { Loading } from '../loading.js';
import { directory } from '../styles/directory.js';
import { notice } from '../styles/notice.js';

/** @typedef {import('../types.js').Staff} Account */
/** @typedef {{accounts: Account[], desks: import('../types.js').Desk[], sites: import('../types.js').Site[]}} Known */

/** Who may sign in, and as what. */
export class Staff extends StaffElement {
  static properties = { records: { attribute: false }, me: { attribute: false } };

  static styles = [base, buttons, cards, tables, directory, notice];

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    this.me = '';
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
    void this.known.run(() => this.#read(records));
  }

  /** @param {import('../records.js').Records} records @returns {Promise<Known>} */
  async #read(records) {
    const [accounts, desks, sites] = await Promise.all([records.staff(), records.desks(), records.sites()]);
    return { accounts, desks, sites };
  }

  render() {
    const { value, fault } = this.known;
    return html`
      <div class="top">
        <h1>${this.t('people.title')}</h1>
        <button class="main" @click=${() => this.#dialog('bb-staff-dialog')?.edit(null)}>
          ${icons.plus} ${this.t('people.add')}
        </button>
      </div>
      <bb-notice .fault=${fault} ?hidden=${!fault} @again=${() => this.known.retry()}></bb-notice>
      ${value ? this.#list(value) : fault ? nothing : this.#skeleton()}
      <div @done=${() => this.#ask()} @added=${this.#added}>
        <bb-staff-dialog .records=${this.records} .desks=${value?.desks ?? []}></bb-staff-dialog>
        <bb-profile-dialog .records=${this.records} .desks=${value?.desks ?? []} .sites=${value?.sites ?? []}>
        </bb-profile-dialog>
        <bb-confirm-dialog></bb-confirm-dialog>
        <bb-secret-dialog></bb-secret-dialog>
      </div>
    `;
  }

  #skeleton() {
    return html`<div class="card list">${Array(6).fill(html`<div class="skeleton"></div>`)}</div>`;
  }

  /** @param {Known} known */
  #list({ accounts, desks }) {
    const names = new Map(desks.map(({ id, name }) => [id, name]));
    const ordered = [...accounts].sort((a, b) => Number(a.disabled) - Number(b.disabled));
    const heads = ['people.display_name', 'people.name', 'people.role', 'people.desk', 'people.state'];
    return html`<div class="card list"><table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${this.t(head)}</th>`)}
          <th scope="col"><span class="quiet">${this.t('kiosks.actions')}</span></th>
        </tr>
      </thead>
      <tbody>${ordered.map((account) => this.#row(account, names.get(account.desk ?? '') ?? '—'))}</tbody>
    </table></div>`;
  }

  /** @param {Account} account @param {string} desk */
  #row(account, desk) {
    const { id, name, display_name, role, disabled } = account;
    const mine = id === this.me;
    return html`<tr class=${disabled ? 'off' : ''}>
      <td><b>${display_name}</b>${mine ? html` <span class="muted">${this.t('people.you')}</span>` : nothing}</td>
      <td>${name}</td>
      <td>${this.t(`role.${role}`)}</td>
      <td>${desk}</td>
      <td>${this.#state(account)}</td>
      <td>
        ${this.#action('people.edit', display_name, () => this.#dialog('bb-staff-dialog')?.edit(account))}
        ${disabled || !account.desk
          ? nothing
          : this.#action('people.profile', display_name, () => this.#dialog('bb-profile-dialog')?.edit(account))}
        ${disabled || mine ? nothing : this.#action('people.reset', display_name, () => this.#reset(account))}
        ${mine ? nothing : this.#action(disabled ? 'people.enable' : 'people.disable', display_name, () => this.#able(account))}
      </td>
    </tr>`;
  }

  /** @param {Account} account */
  #state({ disabled, must_change_password }) {
    if (disabled) return html`<span class="chip">${icons.cross} ${this.t('people.disabled')}</span>`;
    if (must_change_password) return html`<span class="chip warn">${icons.clock} ${this.t('people.invited')}</span>`;
    return html`<span class="chip good">${icons.check} ${this.t('people.active')}</span>`;
  }

  /** @param {string} key @param {string} name @param {() => unknown} act */
  #action(key, name, act) {
    const look = key === 'people.disable' ? 'end' : 'plain';
    return html`<button class=${look} aria-label="${this.t(key)} ${name}" @click=${act}>${this.t(key)}</button>`;
  }

  /** @param {Account} account */
  #reset({ id, display_name }) {
    void this.#dialog('bb-confirm-dialog')?.ask({
      title: this.t('people.reset.title', { name: display_name }),
      text: this.t('people.reset.text'),
      action: this.t('people.reset'),
      act: async () => {
        const reset = await this.records?.resetPassword(id);
        if (reset) void this.#dialog('bb-secret-dialog')?.reveal(display_name, reset.one_time_password);
      },
    });
  }

  /** @param {Account} account */
  #able({ id, display_name, disabled }) {
    if (disabled) return this.#enable(id);
    void this.#dialog('bb-confirm-dialog')?.ask({
      title: this.t('people.disable.title', { name: display_name }),
      text: this.t('people.disable.text'),
      action: this.t('people.disable'),
      act: async () => this.records?.changeStaff(id, { disabled: true }),
    });
  }

  /** @param {string} id */
  #enable(id) {
    const { records } = this;
    if (!records) return;
    void this.known.run(async () => {
      await records.changeStaff(id, { disabled: false });
      return this.#read(records);
    });
  }

  /** @param {CustomEvent<{display_name: string, secret: string}>} event */
  #added({ detail }) {
    void this.#dialog('bb-secret-dialog')?.reveal(detail.display_name, detail.secret);
  }

  /** @template {keyof HTMLElementTagNameMap} T @param {T} name */
  #dialog(name) {
    return this.renderRoot.querySelector(name);
  }
}

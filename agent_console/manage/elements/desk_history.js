import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, buttons, cards, forms } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { again } from '../icons.js';
import { Loading } from '../loading.js';
import { inWords, together } from '../settings_words.js';
import { deskHistory } from '../styles/desk_history.js';
import { notice } from '../styles/notice.js';
import { dayAndTime } from '../times.js';
import { whoMade } from './desk_form.js';

/** @typedef {import('../types.js').Desk} Desk */
/** @typedef {import('../types.js').Version} Version */
/** @typedef {import('../types.js').SettingChange} SettingChange */

const SHOWN = 6;

/** What a desk was set to, when and by whom; one button per version, asked once. Raises `restore` with the version. */
export class DeskHistory extends StaffElement {
  static properties = {
    records: { attribute: false },
    desk: { attribute: false },
    words: { attribute: false },
    busy: { attribute: false },
    asked: { state: true },
  };

  static styles = [base, buttons, cards, forms, notice, deskHistory];

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    /** @type {Desk | null} */
    this.desk = null;
    /** @type {import('../settings_words.js').Words | undefined} */
    this.words = undefined;
    this.busy = false;
    /** @type {number | null} The version that the question is about. */
    this.asked = null;
    /** @type {Loading<{items: Version[], next: number | null}>} */
    this.versions = new Loading(this);
    /** @type {Loading<SettingChange[]>} */
    this.back = new Loading(this);
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has('desk') || !this.desk) return;
    this.asked = null;
    const before = changed.get('desk');
    if (before?.id !== this.desk.id) this.versions.clear();
    this.#load();
  }

  #load() {
    const { records, desk } = this;
    if (records && desk) void this.versions.run(() => records.versions(desk.id));
  }

  #older() {
    const { records, desk } = this;
    const { value } = this.versions;
    if (!records || !desk || !value?.next || this.versions.busy) return;
    const { items, next } = value;
    void this.versions.run(async () => {
      const older = await records.versions(desk.id, next);
      return { items: [...items, ...older.items], next: older.next };
    });
  }

  render() {
    const { value, fault, busy } = this.versions;
    return html`
      <bb-notice .fault=${fault} ?hidden=${!fault} @again=${() => this.versions.retry()}></bb-notice>
      ${value ? this.#list(value.items) : fault ? nothing : this.#skeleton()}
      ${value?.next
        ? html`<button type="button" class="older" aria-disabled=${busy} @click=${this.#older}>
            ${this.t(busy ? 'sessions.loading' : 'history.older')}
          </button>`
        : nothing}
    `;
  }

  #skeleton() {
    return html`<p class="quiet" role="status">${this.t('sessions.loading')}</p>
      ${Array(3).fill(html`<div class="skeleton"></div>`)}`;
  }

  /** @param {Version[]} items */
  #list(items) {
    return html`
      ${items.length === 1 ? html`<p class="hint">${this.t('history.empty')}</p>` : nothing}
      <ol>${items.map((version) => this.#version(version))}</ol>
    `;
  }

  /** @param {Version} version */
  #version(version) {
    const { number, at, note, restores } = version;
    const present = number === this.desk?.version;
    return html`<li>
      <div class="head">
        <h2>${this.t('history.version', { number })}</h2>
        ${present ? html`<span class="chip good">${this.t('history.present')}</span>` : nothing}
        <p class="muted">
          ${this.t('history.made', {
            at: dayAndTime(at, text.language, this.desk?.hours.zone),
            who: whoMade(version, this.t.bind(this)),
          })}
        </p>
        ${present || this.asked === number ? nothing : this.#restoreButton(number)}
      </div>
      ${restores ? html`<p>${this.t('history.restores', { number: restores })}</p>` : nothing}
      ${note ? html`<p><q>${note}</q></p>` : nothing}
      ${this.#what(version)} ${this.asked === number ? this.#question(number) : nothing}
    </li>`;
  }

  /** @param {number} number */
  #restoreButton(number) {
    return html`<button type="button" id="restore-${number}" class="plain"
      aria-label="${this.t('history.restore')}: ${this.t('history.version', { number })}"
      @click=${() => this.#ask(number)}>${again} ${this.t('history.restore')}</button>`;
  }

  /** @param {Version} version */
  #what({ changes, number }) {
    if (number === 1) return html`<p class="muted">${this.t('history.first')}</p>`;
    const lines = together(changes);
    const [shown, more] = [lines.slice(0, SHOWN), lines.slice(SHOWN)];
    return html`${this.#changes(shown)}
    ${more.length
      ? html`<details>
          <summary>${this.t('history.more', { count: more.length })}</summary>
          ${this.#changes(more)}
        </details>`
      : nothing}`;
  }

  /** @param {SettingChange[]} changes */
  #changes(changes) {
    const { words } = this;
    if (!words || changes.length === 0) return nothing;
    return html`<dl>
      ${changes.map((change) => {
        const { label, before, after } = inWords(change, words);
        return html`<div>
          <dt>${label}</dt>
          <dd><span class="before">${before}</span> <span aria-hidden="true">→</span>
            <span class="quiet">${this.t('history.to')}</span> <b>${after}</b></dd>
        </div>`;
      })}
    </dl>`;
  }

  /** @param {number} number */
  #question(number) {
    const { value, fault } = this.back;
    return html`<div class="question" role="group" aria-labelledby="question" @keydown=${this.#escape}>
      <p id="question">${this.t(value?.length === 0 ? 'history.same' : 'history.question', { number })}</p>
      <bb-notice .fault=${fault} ?hidden=${!fault} @again=${() => this.back.retry()}></bb-notice>
      ${value ? this.#changes(together(value)) : fault ? nothing : html`<div class="skeleton"></div>`}
      <div class="row">
        <button type="button" @click=${this.#forget}>${this.t('dialog.cancel')}</button>
        ${value?.length
          ? html`<button type="button" class="main" aria-disabled=${this.busy} @click=${() => this.emit('restore', number)}>
              ${this.t('history.restore')}
            </button>`
          : nothing}
      </div>
    </div>`;
  }

  /** @param {number} number */
  async #ask(number) {
    const { records, desk } = this;
    if (!records || !desk) return;
    this.asked = number;
    this.back.clear();
    void this.back.run(async () => (await records.version(desk.id, number, desk.version)).changes);
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.question button'))?.focus();
  }

  async #forget() {
    const number = this.asked;
    this.asked = null;
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`#restore-${number}`))?.focus();
  }

  /** The question goes, the dialog around it stays. @param {KeyboardEvent} event */
  #escape(event) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    void this.#forget();
  }
}

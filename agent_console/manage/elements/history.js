import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, buttons, cards, forms } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { again } from '../icons.js';
import { Loading } from '../loading.js';
import { history } from '../styles/history.js';
import { notice } from '../styles/notice.js';
import { dayAndTime } from '../times.js';
import { whoMade } from '../versions.js';

/** @typedef {import('../types.js').Version} Version */
/** @typedef {import('../types.js').SettingChange} SettingChange */

const SHOWN = 6;

/** What something was, when and by whom; one button per version, asked once. Raises `restore` with the version. */
export class History extends StaffElement {
  static properties = {
    versions: { attribute: false },
    of: { attribute: false },
    present: { attribute: false },
    tell: { attribute: false },
    zone: { attribute: false },
    question: { attribute: false },
    fixed: { attribute: false },
    busy: { attribute: false },
    asked: { state: true },
  };

  static styles = [base, buttons, cards, forms, notice, history];

  constructor() {
    super();
    /** @type {import('../versions.js').Versions<unknown> | undefined} */
    this.versions = undefined;
    /** @type {string | undefined} The id of what it is the history of. */
    this.of = undefined;
    /** @type {number | undefined} The version in force. */
    this.present = undefined;
    /** @type {(changes: readonly SettingChange[]) => import('../settings_words.js').Line[]} */
    this.tell = () => [];
    /** @type {string | undefined} */
    this.zone = undefined;
    /** A key of the catalogue: whether to restore. */
    this.question = 'history.question';
    /** Nothing can be restored by whoever reads it. */
    this.fixed = false;
    this.busy = false;
    /** @type {number | null} The version that the question is about. */
    this.asked = null;
    /** @type {Loading<{items: Version[], next: number | null}>} */
    this.listed = new Loading(this);
    /** @type {Loading<SettingChange[]>} */
    this.back = new Loading(this);
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has('of') && !changed.has('present')) return;
    this.asked = null;
    if (changed.has('of')) this.listed.clear();
    this.#load();
  }

  #load() {
    const { versions, of } = this;
    if (versions && of) void this.listed.run(() => versions.list(of));
  }

  #older() {
    const { versions, of } = this;
    const { value } = this.listed;
    if (!versions || !of || !value?.next || this.listed.busy) return;
    const { items, next } = value;
    void this.listed.run(async () => {
      const older = await versions.list(of, next);
      return { items: [...items, ...older.items], next: older.next };
    });
  }

  render() {
    const { value, fault, busy } = this.listed;
    return html`
      <bb-notice .fault=${fault} ?hidden=${!fault} @again=${() => this.listed.retry()}></bb-notice>
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
    const present = number === this.present;
    return html`<li>
      <div class="head">
        <h2>${this.t('history.version', { number })}</h2>
        ${present ? html`<span class="chip good">${this.t('history.present')}</span>` : nothing}
        <p class="muted">
          ${this.t('history.made', {
            at: dayAndTime(at, text.language, this.zone),
            who: whoMade(version, this.t.bind(this)),
          })}
        </p>
        ${present || this.fixed || this.asked === number ? nothing : this.#restoreButton(number)}
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
    const lines = this.tell(changes);
    const [shown, more] = [lines.slice(0, SHOWN), lines.slice(SHOWN)];
    return html`${this.#changes(shown)}
    ${more.length
      ? html`<details>
          <summary>${this.t('history.more', { count: more.length })}</summary>
          ${this.#changes(more)}
        </details>`
      : nothing}`;
  }

  /** @param {import('../settings_words.js').Line[]} lines */
  #changes(lines) {
    if (lines.length === 0) return nothing;
    return html`<dl>
      ${lines.map(
        ({ label, before, after }) => html`<div>
          <dt>${label}</dt>
          <dd><span class="before">${before}</span> <span aria-hidden="true">→</span>
            <span class="quiet">${this.t('history.to')}</span> <b>${after}</b></dd>
        </div>`,
      )}
    </dl>`;
  }

  /** @param {number} number */
  #question(number) {
    const { value, fault } = this.back;
    return html`<div class="question" role="group" aria-labelledby="question" @keydown=${this.#escape}>
      <p id="question">${this.t(value?.length === 0 ? 'history.same' : this.question, { number })}</p>
      <bb-notice .fault=${fault} ?hidden=${!fault} @again=${() => this.back.retry()}></bb-notice>
      ${value ? this.#changes(this.tell(value)) : fault ? nothing : html`<div class="skeleton"></div>`}
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
    const { versions, of, present } = this;
    if (!versions || !of || !present) return;
    this.asked = number;
    this.back.clear();
    void this.back.run(async () => (await versions.compare(of, number, present)).changes);
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

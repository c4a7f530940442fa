import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { text } from '/staff/text.js';

import * as hours from '../hours.js';
import * as icons from '../icons.js';
import { inWords, together } from '../settings_words.js';
import { deskDialog } from '../styles/desk_dialog.js';
import { addDays, isoDay } from '../times.js';
import { DeskForm } from './desk_form.js';

/** @typedef {import('../types.js').Desk} Desk */
/** @typedef {import('../types.js').Span} Span */
/** @typedef {{day: string, hours: string}} Exception */

/** @type {import('../types.js').Strategy[]} */
const STRATEGIES = [
  'longest_idle', 'round_robin', 'fewest_sessions', 'least_talk_time', 'ring_progressively', 'ring_all',
];

/**
 * Name, telephone, order of the agents and opening hours of a desk, and what they were before; hours are typed as one
 * writes them on a door.
 */
export class DeskDialog extends DeskForm {
  static properties = {
    exceptions: { state: true },
    wrong: { state: true },
    looksBack: { state: true },
    restored: { state: true },
  };

  static styles = [...DeskForm.styles, deskDialog];

  constructor() {
    super();
    /** @type {Exception[]} */
    this.exceptions = [];
    /** @type {string | null} The field that could not be read. */
    this.wrong = null;
    this.looksBack = false;
    /** @type {number | null} The version that was just brought back. */
    this.restored = null;
  }

  /** @param {Desk} desk */
  async edit(desk) {
    this.looksBack = false;
    await super.edit(desk);
  }

  /** @param {Desk} desk */
  take(desk) {
    super.take(desk);
    this.wrong = null;
    this.restored = null;
    const exceptions = Object.entries(desk.hours.exceptions).sort();
    this.exceptions = exceptions.map(([day, spans]) => ({ day, hours: hours.write(spans) }));
  }

  render() {
    return this.frame(
      this.t('desk.edit.title'),
      html`${keyed(this.desk?.version, this.#fields())} ${this.#history()}`,
      [
        this.looksBack
          ? nothing
          : html`<button type="button" class="plain away" @click=${this.#showHistory}>
              ${icons.clock} ${this.t('history.title')}
            </button>`,
        this.cancelButton(),
        this.submitButton(this.t('dialog.save')),
      ],
    );
  }

  #fields() {
    const { name = '', phone = '', strategy = '', hours: opening } = this.desk ?? {};
    return html`
        <div class="pair">
          ${this.input('name', this.t('desk.name'), name, { autofocus: true })}
          ${this.input('phone', this.t('desk.phone'), phone, { maxlength: 40, hint: this.t('desk.phone.hint') })}
        </div>
        ${this.select('strategy', this.t('desk.strategy'), strategy, this.#strategies())}
        <fieldset class="week">
          <legend>${this.t('desk.hours')}</legend>
          <p class="hint" id="how">${this.t('desk.hours.hint', { zone: opening?.zone ?? '' })}</p>
          ${(opening?.weekly ?? []).map((spans, index) =>
            this.#day(`day-${index}`, weekdayLabel(index), hours.write(spans)),
          )}
        </fieldset>
        <fieldset @change=${this.#keep}>
          <legend>${this.t('desk.exceptions')}</legend>
          <p class="hint">${this.t('desk.exceptions.hint')}</p>
          ${this.exceptions.map((exception, index) => this.#exception(exception, index))}
          <button type="button" class="add" @click=${this.#add}>${icons.plus} ${this.t('desk.exceptions.add')}</button>
        </fieldset>
        ${this.note()}
      `;
  }

  #history() {
    if (!this.looksBack) return nothing;
    return html`<section class="history" aria-labelledby="history">
      <h2 id="history" tabindex="-1">${this.t('history.title')}</h2>
      ${this.restored === null
        ? nothing
        : html`<p class="banner good" role="status">
            ${icons.check} ${this.t('history.restored', { number: this.restored, now: this.desk?.version ?? '' })}
          </p>`}
      <bb-history .versions=${this.records?.deskVersions} .of=${this.desk?.id} .present=${this.desk?.version}
        .tell=${this.#tell} .zone=${this.desk?.hours.zone} .busy=${this.busy} @restore=${this.#restore}></bb-history>
    </section>`;
  }

  /** @param {readonly import('../types.js').SettingChange[]} changes */
  #tell = (changes) => together(changes).map((change) => inWords(change, this.words));

  async #showHistory() {
    this.looksBack = true;
    await this.updateComplete;
    const history = this.renderRoot.querySelector('.history');
    history?.scrollIntoView({ block: 'start' });
    history?.querySelector('h2')?.focus({ preventScroll: true });
  }

  /** @param {CustomEvent<number>} event */
  async #restore({ detail: number }) {
    await this.attempt(async () => {
      const { records, desk } = this;
      if (!records || !desk) return;
      try {
        this.take(await records.deskVersions.restore(desk.id, number, desk.version));
      } catch (error) {
        if (this.tellMeanwhile(error)) return;
        throw error;
      }
      this.restored = number;
      this.emit('done');
    });
    await this.updateComplete;
    if (this.restored === number) this.renderRoot.querySelector('summary')?.focus();
  }

  /** @returns {[string, string][]} code and word */
  #strategies() {
    return STRATEGIES.map((code) => [code, this.t(`desk.strategy.${code}`)]);
  }

  /** @param {string} name @param {unknown} label @param {string} value */
  #day(name, label, value) {
    return html`<div class="day"><label for=${name}>${label}</label>${this.#hours(name, value)}</div>`;
  }

  /** @param {string} name @param {string} value @param {string} [label] */
  #hours(name, value, label) {
    return html`<input id=${name} name=${name} .value=${value} maxlength="120" autocomplete="off" spellcheck="false"
      placeholder=${this.t('desk.closed')} aria-label=${label ?? ''} aria-describedby="how"
      aria-invalid=${this.wrong === name} />`;
  }

  /** @param {Exception} exception @param {number} index */
  #exception({ day, hours: spans }, index) {
    return html`<div class="day">
      <input type="date" name="exception-day-${index}" .value=${day} aria-label=${this.t('desk.exceptions.day')}
        aria-invalid=${this.wrong === `exception-day-${index}`} />
      ${this.#hours(`exception-${index}`, spans, this.t('desk.exceptions.hours', { day }))}
      <button type="button" class="plain icon" aria-label=${this.t('desk.exceptions.remove', { day })}
        @click=${() => this.#remove(index)}>${icons.cross}</button>
    </div>`;
  }

  /** What is typed outlives the next rendering. */
  #keep() {
    const form = new FormData(/** @type {HTMLFormElement} */ (this.renderRoot.querySelector('form')));
    this.exceptions = this.exceptions.map((_, index) => ({
      day: String(form.get(`exception-day-${index}`)),
      hours: String(form.get(`exception-${index}`)),
    }));
  }

  async #add() {
    const last = this.exceptions.at(-1)?.day;
    const day = last ? addDays(last, 1) : isoDay(Date.now(), this.desk?.hours.zone);
    this.exceptions = [...this.exceptions, { day, hours: '' }];
    await this.updateComplete;
    const name = `exception-day-${this.exceptions.length - 1}`;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`[name=${name}]`))?.focus();
  }

  /** @param {number} index */
  #remove(index) {
    this.exceptions = this.exceptions.filter((_, other) => other !== index);
  }

  /** @param {FormData} form */
  async submit(form) {
    if (!this.desk) return;
    this.wrong = null;
    this.restored = null;
    const name = String(form.get('name')).trim();
    if (!name) return 'refused.name_missing';
    const weekly = Array.from({ length: 7 }, (_, index) => this.#read(form, `day-${index}`));
    const exceptions = this.exceptions.map((_, index) => this.#readException(form, index));
    if (this.wrong !== null) return this.#point();
    const byDay = Object.fromEntries(exceptions);
    if (Object.keys(byDay).length < exceptions.length) return 'refused.same_day';
    const changed = { zone: this.desk.hours.zone, weekly, exceptions: byDay };
    const phone = String(form.get('phone')).trim();
    const strategy = /** @type {import('../types.js').Strategy} */ (form.get('strategy'));
    await this.save({ name, phone, strategy, hours: changed }, form);
  }

  /** @param {FormData} form @param {string} field @returns {Span[]} */
  #read(form, field) {
    const spans = hours.read(String(form.get(field)));
    if (spans === null) this.wrong ??= field;
    return spans ?? [];
  }

  /** @param {FormData} form @param {number} index @returns {[string, Span[]]} */
  #readException(form, index) {
    const day = String(form.get(`exception-day-${index}`));
    if (!day) this.wrong ??= `exception-day-${index}`;
    return [day, this.#read(form, `exception-${index}`)];
  }

  async #point() {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`[name="${this.wrong}"]`))?.focus();
    return this.wrong?.includes('exception-day') ? 'refused.no_day' : 'refused.no_hours';
  }
}

/** @param {number} index */
const weekdayLabel = (index) => hours.weekday(index, text.language);

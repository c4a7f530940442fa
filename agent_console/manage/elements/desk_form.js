import { html, nothing } from 'lit';

import { text } from '/staff/text.js';
import { tongueTitle } from '/web/tongues.js';

import { warning } from '../icons.js';
import { faultOf } from '../settings_words.js';
import { deskForm } from '../styles/desk_form.js';
import { dayAndTime } from '../times.js';
import { whoMade } from '../versions.js';
import { DialogElement } from './dialog_element.js';

/** @typedef {import('../types.js').Desk} Desk */
/** @typedef {import('../types.js').VersionMade} VersionMade */
/** @typedef {import('../settings_words.js').Words} Words */

/** A dialog that changes a desk: only the desk that it shows, and never over somebody's head. */
export class DeskForm extends DialogElement {
  /** @type {import('lit').PropertyDeclarations} */
  static properties = {
    records: { attribute: false },
    desks: { attribute: false },
    desk: { state: true },
    meanwhile: { state: true },
  };

  static styles = [...DialogElement.styles, deskForm];

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    /** @type {Desk[]} */
    this.desks = [];
    /** @type {Desk | null} */
    this.desk = null;
    /** @type {VersionMade[]} What others made since, newest first. */
    this.meanwhile = [];
  }

  /** @param {Desk} desk */
  async edit(desk) {
    this.take(desk);
    await this.show();
  }

  /** Shows the desk as it is. @param {Desk} desk */
  take(desk) {
    this.desk = desk;
    this.meanwhile = [];
    this.fault = null;
  }

  /** @param {Partial<Desk>} changes @param {FormData} form */
  async save(changes, form) {
    const { desk, records } = this;
    if (!desk || !records) return;
    this.meanwhile = [];
    const note = String(form.get('note') ?? '').trim() || null;
    try {
      await records.changeDesk(desk.id, { ...changes, version: desk.version, note });
    } catch (error) {
      if (this.tellMeanwhile(error)) return;
      throw error;
    }
    this.finish();
  }

  /** @param {unknown} error @returns {boolean} whether that is what it is */
  tellMeanwhile(error) {
    const { code, problem } = /** @type {import('/web/api.js').ApiError} */ (error);
    if (code !== 'changed_meanwhile') return false;
    this.meanwhile = /** @type {VersionMade[]} */ (problem['changed']);
    void this.updateComplete.then(() =>
      /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.meanwhile button'))?.focus(),
    );
    return true;
  }

  /**
   * Which fields the server did not take.
   * @param {unknown} error
   * @returns {{key: string, values: Record<string, string>} | null}
   */
  details(error) {
    const { problem } = /** @type {import('/web/api.js').ApiError} */ (error);
    const errors = /** @type {import('../settings_words.js').FieldError[] | undefined} */ (problem?.['errors']);
    const fields = (errors ?? []).map((error) => faultOf(error, this.words));
    return fields.length ? { key: 'refused.fields', values: { fields: fields.join(this.t('setting.list')) } } : null;
  }

  /** Desks that residents can go to from this one, for a list. @returns {[string, string][]} */
  get otherDesks() {
    return this.desks.filter(({ id }) => id !== this.desk?.id).map(({ id, name }) => [id, name]);
  }

  /** @returns {Words} */
  get words() {
    return {
      t: text.t,
      has: (key) => text.has(key),
      language: text.language,
      services: this.desk?.services ?? [],
      breaks: this.desk?.break_reasons ?? [],
      tongue: (tag) => tongueTitle(tag, text.language),
      desk: (id) => this.desks.find((desk) => desk.id === id)?.name ?? id,
    };
  }

  /** Why, for the history. */
  note() {
    return this.input('note', this.t('history.note'), '', { maxlength: 500, hint: this.t('history.note.hint') });
  }

  /** A key of the catalogue. */
  get meanwhileText() {
    return 'history.meanwhile';
  }

  /** That somebody else was first. */
  notices() {
    const [newest] = this.meanwhile;
    if (!newest) return nothing;
    const who = [...new Set(this.meanwhile.map((made) => whoMade(made, this.t.bind(this))))];
    const at = dayAndTime(newest.at, text.language, this.desk?.hours.zone);
    return html`<div class="banner warn meanwhile" role="alert">
      ${warning}
      <p>${this.t(this.meanwhileText, { who: who.join(this.t('setting.list')), at, number: newest.number })}</p>
      <button type="button" @click=${this.#loadNewest}>${this.t('history.load_newest')}</button>
    </div>`;
  }

  #loadNewest() {
    return this.attempt(async () => {
      const desks = (await this.records?.desks()) ?? [];
      const newest = desks.find(({ id }) => id === this.desk?.id);
      if (!newest) return 'refused.unknown';
      this.take(newest);
      this.emit('done');
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('input, select'))?.focus();
    });
  }
}

import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { text } from '/staff/text.js';

import { blank, codeFor, codesOf, drafted, fieldOf, isChanged, merged, moved, replaced, written } from '../catalogue.js';
import * as icons from '../icons.js';
import { reasonOf } from '../settings_words.js';
import { catalogue } from '../styles/catalogue.js';
import { DeskForm } from './desk_form.js';
import { field, pair } from './fields.js';

/** @typedef {import('../types.js').Desk} Desk */
/** @typedef {import('../types.js').Text} Text */
/** @typedef {import('../catalogue.js').Draft} Draft */
/** @typedef {import('../settings_words.js').FieldError} FieldError */
/** @typedef {import('./fields.js').Language} Language */

/**
 * A dialog for a list of what a desk offers by name: its members are added, changed, put in order and removed, in both
 * languages. What was typed outlives a refusal, and what others change meanwhile.
 */
export class CatalogueForm extends DeskForm {
  /** @type {import('lit').PropertyDeclarations} */
  static properties = {
    drafts: { state: true },
    faults: { state: true },
    said: { state: true },
    carried: { state: true },
  };

  static styles = [...DeskForm.styles, catalogue];

  constructor() {
    super();
    /** @type {Draft[]} */
    this.drafts = [];
    /** @type {Map<string, string>} Reasons, by the field that the server did not take. */
    this.faults = new Map();
    /** What was done to the order, for those who do not see it. */
    this.said = '';
    /** Whether what was typed here was put on top of what others made. */
    this.carried = false;
    /** @type {readonly Draft[]} As they were sent. */
    this.sent = [];
  }

  /** Which list. @returns {'services' | 'break_reasons'} */
  get field() {
    throw new Error(`${this.localName} edits nothing`);
  }

  /** Of the texts, in the catalogue. @returns {'services' | 'breaks'} */
  get texts() {
    return this.field === 'services' ? 'services' : 'breaks';
  }

  /** Of a code that cannot be made of a title. */
  get stem() {
    return this.field === 'services' ? 'service' : 'break';
  }

  /** The server takes no more. */
  get most() {
    return 0;
  }

  /** What is there to be changed. @returns {readonly import('../types.js').Entry[]} */
  get base() {
    return this.desk?.[this.field] ?? [];
  }

  get meanwhileText() {
    return 'catalogue.meanwhile';
  }

  /** @param {Desk} desk */
  take(desk) {
    const goesOn = this.shown && this.desk !== null;
    this.carried = goesOn && isChanged(this.base, this.drafts);
    this.drafts = goesOn ? merged(this.base, this.drafts, desk[this.field]) : desk[this.field].map(drafted);
    this.faults = new Map();
    this.said = '';
    super.take(desk);
  }

  // --- what is seen ---------------------------------------------------------------------------------------------------

  render() {
    const { texts } = this;
    return this.frame(
      this.t(`${texts}.title`),
      html`<p class="hint">${this.t(`${texts}.hint`)}</p>
        ${this.drafts.length ? this.#list() : html`<p class="empty">${this.t(`${texts}.none`)}</p>`}
        ${this.drafts.length < this.most
          ? html`<button type="button" class="add" id="add" @click=${this.#add}>${icons.plus} ${this.t(`${texts}.add`)}</button>`
          : html`<p class="hint" id="add" tabindex="-1">${this.t('catalogue.full', { count: this.most })}</p>`}
        <p class="quiet" role="status">${this.said}</p>
        ${this.note()}`,
      [this.cancelButton(), this.submitButton(this.t('dialog.save'))],
    );
  }

  #list() {
    return html`${this.head()}
      <ol class="entries" role="list">
        ${repeat(this.drafts, ({ key }) => key, (draft, index) => html`<li id=${draft.key}>${this.entry(draft, index)}</li>`)}
      </ol>`;
  }

  /** @param {Draft} _draft @param {number} _index @returns {unknown} */
  entry(_draft, _index) {
    return nothing;
  }

  /** Above the list. @returns {unknown} */
  head() {
    return nothing;
  }

  notices() {
    if (!this.carried || this.meanwhile.length) return super.notices();
    return html`<p class="banner good" role="status">${icons.check} ${this.t('catalogue.carried')}</p>`;
  }

  /** Whether the server did not take something of it. @param {Draft} draft */
  isWrong({ key, papers }) {
    const keys = [key, ...(papers ?? []).map((one) => one.key)];
    return [...this.faults.keys()].some((field) => keys.includes(field.split('.')[0] ?? ''));
  }

  /** A draft by its name. @param {Draft} draft */
  nameOf({ title, code }) {
    return title[text.language].trim() || title['zh-CN'].trim() || title.en.trim() || code || this.t(`${this.texts}.new`);
  }

  /**
   * The same in both languages, side by side.
   * @param {string} stem of the fields' names
   * @param {Text} value
   * @param {(language: Language) => string} label
   * @param {(changed: Text) => void} change
   */
  pair(stem, value, label, change) {
    const type = (/** @type {Text} */ changed, /** @type {string} */ id) => this.#typed(id, () => change(changed));
    return pair({ stem, value, label, change: type, faults: this.faults });
  }

  /** Chosen once, for records and statistics name it; empty, it will be what is suggested. @param {Draft} draft */
  codeField(draft) {
    const english = draft.title.en.trim();
    const id = `${draft.key}.code`;
    return field({
      id,
      label: this.t('catalogue.code'),
      value: draft.code,
      maxlength: 64,
      placeholder: english && codeFor(english, codesOf(this.drafts, this.base), this.stem),
      fault: this.faults.get(id),
      change: (code) => this.#typed(id, () => this.change({ ...draft, code })),
    });
  }

  /** What the server said of a field was said of what it held then. @param {string} id @param {() => void} change */
  #typed(id, change) {
    change();
    if (this.faults.has(id)) this.faults = new Map([...this.faults].filter(([other]) => other !== id));
  }

  // --- what is done ---------------------------------------------------------------------------------------------------

  /** @param {Draft} draft */
  change(draft) {
    this.drafts = replaced(this.drafts, draft);
  }

  /** @param {string} key @param {-1 | 1} by */
  move(key, by) {
    this.drafts = moved(this.drafts, key, by);
    const place = this.drafts.findIndex((draft) => draft.key === key);
    const draft = this.drafts[place];
    if (draft) this.tell(this.nameOf(draft), place, this.drafts.length);
    void this.focusOn(`${key}-${by < 0 ? 'up' : 'down'}`);
  }

  /** Where it is now. @param {string} name @param {number} index @param {number} count */
  tell(name, index, count) {
    this.said = this.t('catalogue.moved', { name, place: index + 1, count });
  }

  /** @param {string} key */
  takeAway(key) {
    const place = this.drafts.findIndex((draft) => draft.key === key);
    const gone = this.drafts[place];
    this.drafts = this.drafts.filter((draft) => draft.key !== key);
    this.said = gone ? this.t('catalogue.removed', { name: this.nameOf(gone) }) : '';
    const next = this.drafts[place] ?? this.drafts.at(-1);
    void this.focusOn(next ? `${next.key}-down` : 'add');
  }

  #add() {
    const draft = blank(this.field === 'services');
    this.drafts = [...this.drafts, draft];
    this.open(draft);
    void this.focusOn(`${draft.key}.title.zh-CN`);
  }

  /** Its fields come into sight. @param {Draft} _draft */
  open(_draft) {}

  /** @param {string} id */
  async focusOn(id) {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`[id="${id}"]`))?.focus();
  }

  /** @param {FormData} form */
  async submit(form) {
    this.faults = new Map();
    this.carried = false;
    this.sent = this.drafts;
    await this.save({ [this.field]: written(this.drafts, this.base, this.stem) }, form);
  }

  /** Said where it is wrong, too. @param {unknown} error */
  details(error) {
    const { problem } = /** @type {import('/web/api.js').ApiError} */ (error);
    const errors = /** @type {FieldError[]} */ (problem?.['errors'] ?? []);
    const placed = errors.map((one) => /** @type {const} */ ([fieldOf(one.field, this.field, this.sent), reasonOf(one, this.words)]));
    this.faults = new Map(placed.flatMap(([field, reason]) => (field ? [[field, reason || this.t('reason.value_error')]] : [])));
    const [first] = this.faults.keys();
    if (first === undefined || placed.some(([field]) => field === null)) return super.details(error);
    const its = this.drafts.find((draft) => this.isWrong(draft));
    if (its) this.open(its);
    void this.focusOn(first);
    return { key: 'refused.marked', values: { count: String(this.faults.size) } };
  }
}

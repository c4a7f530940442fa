/** One guide under the hands of somebody: what they typed, what it was made from, and why the server did not take it. */
import { anchorsTwice, blankGuide, drafted, isChanged, placeOf, written } from './guide_draft.js';
import { merged } from './guide_merging.js';
import { asFault } from './loading.js';

/** @typedef {import('./types.js').Guide} Guide */
/** @typedef {import('./types.js').NumberedGuide} NumberedGuide */
/** @typedef {import('./types.js').Text} Text */
/** @typedef {import('./types.js').VersionMade} VersionMade */
/** @typedef {import('./guide_draft.js').Draft} Draft */
/** @typedef {import('./guide_words.js').FieldError} FieldError */
/** @typedef {NonNullable<ReturnType<typeof placeOf>>} Place */
/** `base`: the guide that the draft was made from; null: there was none. @typedef {{base: NumberedGuide | null, draft: Draft, note: string}} Kept */
/** @typedef {{tone: 'good' | 'warn', key: string, values?: Record<string, string | number>}} Message */

/** A Lit controller. */
export class GuideWork {
  /** @type {NumberedGuide | null} */
  base = null;
  /** Why, for the history. */
  note = '';
  busy = false;
  /** @type {ReadonlyMap<string, FieldError>} By the fields that the server did not take. */
  faults = new Map();
  /** @type {readonly FieldError[]} Of no field that is to be seen, or of a file. */
  others = [];
  /** @type {{code: string, status: number} | null} A refusal that names no field. */
  refusal = null;
  /** @type {readonly VersionMade[]} What others made since, newest first. */
  meanwhile = [];
  /** @type {Message | null} What became of the last act. */
  message = null;
  #host;
  #records;
  #blank;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {import('./records.js').Records} records
   * @param {{service: string, title: Text, numbered: NumberedGuide | null, kept?: Kept}} found
   */
  constructor(host, records, { service, title, numbered, kept }) {
    this.#host = host;
    this.#records = records;
    this.#blank = blankGuide(service, title);
    this.draft = this.#blank;
    this.#show(kept ? kept.base : numbered, kept?.draft, kept?.note);
  }

  get service() {
    return this.#blank.service;
  }

  get changed() {
    const { base, draft } = this;
    return isChanged(base ? base.guide : written(this.#blank), draft);
  }

  /** @param {Draft} draft @param {string} [typed] the field: what was said of it, or of it and others, was said of what it held then */
  edit(draft, typed) {
    this.draft = draft;
    this.message = null;
    const about = (/** @type {string} */ field) => typed === field || typed?.startsWith(`${field}.`);
    this.faults = new Map([...this.faults].filter(([field]) => !about(field)));
    this.#host.requestUpdate();
  }

  /** @param {string} note */
  explain(note) {
    this.note = note;
    this.#host.requestUpdate();
  }

  discard() {
    this.#quiet();
    this.#show(this.base);
  }

  /** @returns {Promise<Place | null>} the first field that was not taken */
  async save() {
    const { draft, base } = this;
    const twice = anchorsTwice(draft);
    if (twice.length) return this.#refuse(twice.map((key) => [{ part: 'anchors', member: key, field: `${key}.code` }, TWICE]));
    const change = { version: base?.made.number ?? 0, note: this.note.trim() || null };
    const errors = await this.#attempt(async () => {
      const now = await this.#records.changeGuide(written(draft), change);
      this.#show(now);
      const { number } = now.made;
      this.message = number === change.version ? { tone: 'good', key: 'guide.same' } : { tone: 'good', key: 'guide.saved', values: { number } };
    });
    return this.#refuse(errors.map((error) => [placeOf(error.field, draft), error]));
  }

  /** What others saved, with what was changed here on top. */
  async loadNewest() {
    await this.#attempt(async () => {
      const newest = await this.#records.guide(this.service);
      if (!newest) return;
      const { changed } = this;
      this.#carry(newest);
      if (changed) this.message = { tone: 'good', key: 'guide.carried' };
    });
  }

  /** @param {number} number */
  async restore(number) {
    const { base } = this;
    if (!base) return;
    await this.#attempt(async () => {
      const now = await this.#records.guideVersions.restore(this.service, number, base.made.number);
      this.#carry(now);
      this.message = { tone: 'good', key: 'history.restored', values: { number, now: now.made.number } };
    });
  }

  /** @param {Blob} file */
  async read(file) {
    this.others = await this.#attempt(async () => {
      const guide = await this.#records.readGuideFile(await file.text());
      if (guide.service === this.service) {
        this.draft = drafted(guide);
        this.message = { tone: 'good', key: 'guide.imported' };
      } else this.message = { tone: 'warn', key: 'guide.import.other', values: { service: guide.service } };
    });
    this.#host.requestUpdate();
  }

  /** @returns {Promise<string | null>} what was saved, as YAML; null: it could not be had */
  async file() {
    /** @type {string | null} */
    let content = null;
    await this.#attempt(async () => {
      content = await this.#records.guideFile(this.service);
    });
    return content;
  }

  /** @param {NumberedGuide | null} base @param {Draft} [draft] @param {string} [note] */
  #show(base, draft = base ? drafted(base.guide) : this.#blank, note = '') {
    this.base = base;
    this.draft = draft;
    this.note = note;
    this.#host.requestUpdate();
  }

  /** @param {NumberedGuide} newest */
  #carry(newest) {
    const before = this.base?.guide ?? { ...written(this.#blank), steps: [] };
    this.#show(newest, this.changed ? merged(before, this.draft, newest.guide) : undefined, this.note);
  }

  #quiet() {
    this.faults = new Map();
    this.others = [];
    this.refusal = null;
    this.meanwhile = [];
    this.message = null;
  }

  /** One at a time. @param {() => Promise<void>} act @returns {Promise<readonly FieldError[]>} what the server did not take */
  async #attempt(act) {
    if (this.busy) return [];
    this.busy = true;
    this.#quiet();
    this.#host.requestUpdate();
    try {
      await act();
      return [];
    } catch (error) {
      const refusal = asFault(error);
      const { problem } = /** @type {import('/web/api.js').ApiError} */ (error);
      this.meanwhile = /** @type {VersionMade[] | undefined} */ (problem['changed']) ?? [];
      const errors = /** @type {FieldError[] | undefined} */ (problem['errors']) ?? [];
      if (errors.length === 0 && this.meanwhile.length === 0) this.refusal = refusal;
      return errors;
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }

  /** @param {readonly (readonly [Place | null, FieldError])[]} errors @returns {Place | null} the first that is to be seen */
  #refuse(errors) {
    if (errors.length === 0) return null;
    this.#quiet();
    this.others = errors.flatMap(([place, error]) => (place ? [] : [error]));
    this.faults = new Map(errors.flatMap(([place, error]) => (place ? [[place.field, error]] : [])));
    this.#host.requestUpdate();
    return errors.find(([place]) => place)?.[0] ?? null;
  }
}

/** @type {FieldError} What the server says where it can see both. */
const TWICE = { field: '', code: 'twice', bound: null };

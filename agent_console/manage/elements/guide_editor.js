import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, buttons, cards, forms } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { download } from '../download.js';
import { GuideWork } from '../guide_work.js';
import { faultOf, inWords, reasonOf } from '../guide_words.js';
import * as icons from '../icons.js';
import { Loading, refusalOf } from '../loading.js';
import { address } from '../route.js';
import { guideEditor } from '../styles/guide_editor.js';
import { notice } from '../styles/notice.js';
import { dayAndTime } from '../times.js';
import { whoMade } from '../versions.js';
import { field } from './fields.js';

/** @typedef {import('../types.js').VersionMade} VersionMade */
/** @typedef {import('../guide_draft.js').Draft} Draft */

/** A guide that is edited, or read by those who may not. What was typed outlives refusals, others' changes and other views. */
export class GuideEditor extends StaffElement {
  static properties = {
    records: { attribute: false },
    service: { attribute: false },
    fixed: { attribute: false },
    kept: { attribute: false },
    opened: { state: true },
    said: { state: true },
    looksBack: { state: true },
  };

  static styles = [base, buttons, cards, forms, notice, guideEditor];

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    this.service = '';
    /** Whoever looks at it may not change it. */
    this.fixed = false;
    /** @type {Map<string, import('../guide_work.js').Kept>} What was changed and not saved yet, by its service. */
    this.kept = new Map();
    /** @type {string | null} The key of the step that is open. */
    this.opened = null;
    /** What was done to an order, for those who do not see it. */
    this.said = '';
    this.looksBack = false;
    /** @type {Loading<GuideWork | null>} Null: there is nothing to write a guide for. */
    this.work = new Loading(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const { records, service } = this;
    if (!records || (!changed.has('records') && !changed.has('service'))) return;
    this.looksBack = false;
    this.said = '';
    this.work.clear();
    void this.work.run(async () => {
      const [numbered, desks] = await Promise.all([records.guide(service), records.desks()]);
      const title = numbered?.guide.title ?? desks.flatMap(({ services }) => services).find(({ code }) => code === service)?.title;
      if (!title) return null;
      const work = new GuideWork(this, records, { service, title, numbered, kept: this.kept.get(service) });
      this.opened = work.draft.steps[0]?.key ?? null;
      return work;
    });
  }

  updated() {
    const work = this.work.value;
    if (!work || this.fixed) return;
    const { service, base, draft, note } = work;
    if (work.changed) this.kept.set(service, { base, draft, note });
    else this.kept.delete(service);
  }

  // --- what is seen ---------------------------------------------------------------------------------------------------

  render() {
    const { value: work, fault, busy } = this.work;
    return html`
      <a class="back" href=${address('guides')}>${icons.back} ${this.t('guides.title')}</a>
      <bb-notice .fault=${fault} ?hidden=${!fault} @again=${() => this.work.retry()}></bb-notice>
      ${work ? this.#guide(work) : busy ? this.#skeleton() : fault ? nothing : this.#nowhere()}
    `;
  }

  #skeleton() {
    return html`<p class="quiet" role="status">${this.t('sessions.loading')}</p>
      <div class="card">${Array(6).fill(html`<div class="skeleton"></div>`)}</div>`;
  }

  #nowhere() {
    return html`<section class="card empty">
      <h1>${this.t('guide.nowhere.title')}</h1>
      <p>${this.t('guide.nowhere.text', { service: this.service })}</p>
    </section>`;
  }

  /** @param {GuideWork} work */
  #guide(work) {
    const { draft } = work;
    const { fixed, opened } = this;
    const faults = new Map([...work.faults].map(([id, error]) => [id, reasonOf(error, this.#words(work))]));
    return html`
      ${this.#head(work)} ${this.looksBack ? this.#history(work) : nothing}
      <div class="beside">
        <div class="parts" @edit=${this.#edit} @said=${this.#say} @open=${this.#open}>
          <bb-guide-title .draft=${draft} .faults=${faults} .fixed=${fixed}></bb-guide-title>
          <bb-guide-steps .draft=${draft} .faults=${faults} .fixed=${fixed} .opened=${opened}></bb-guide-steps>
          <bb-guide-anchors .draft=${draft} .faults=${faults} .fixed=${fixed}></bb-guide-anchors>
        </div>
        <bb-guide-preview .draft=${draft} .opened=${opened}></bb-guide-preview>
      </div>
      <p class="quiet" role="status">${this.said}</p>
      ${this.#foot(work)}
    `;
  }

  /** @param {GuideWork} work */
  #head({ base, draft: { title } }) {
    return html`<div class="top">
      <div>
        <h1>${title[text.language].trim() || title['zh-CN'].trim() || this.service}</h1>
        <p class="muted">${base ? this.#made(base.made) : this.t('guide.none')}</p>
      </div>
      <div class="row">
        ${base
          ? html`<button class="plain" aria-expanded=${this.looksBack} @click=${this.#lookBack}>
                ${icons.clock} ${this.t('history.title')}
              </button>
              <button @click=${this.#export}>${icons.download} ${this.t('guide.export')}</button>`
          : nothing}
        ${this.fixed
          ? nothing
          : html`<button @click=${() => this.#file.click()}>${icons.upload} ${this.t('guide.import')}</button>
              <input type="file" accept=".yaml,.yml,.json" hidden aria-label=${this.t('guide.import')} @change=${this.#import} />`}
      </div>
    </div>`;
  }

  /** @param {VersionMade} made */
  #made(made) {
    return this.t('guide.made', { number: made.number, ...this.#whenAndWho([made]) });
  }

  /** @param {readonly VersionMade[]} versions newest first */
  #whenAndWho(versions) {
    const names = new Set(versions.map((made) => whoMade(made, this.t.bind(this))));
    return { at: dayAndTime(versions[0]?.at ?? 0, text.language), who: [...names].join(this.t('setting.list')) };
  }

  /** @param {GuideWork} work */
  #history(work) {
    const tell = (/** @type {readonly import('../types.js').SettingChange[]} */ changes) =>
      changes.map((change) => inWords(change, this.#words(work)));
    return html`<section class="card" aria-labelledby="history">
      <h2 id="history" tabindex="-1">${this.t('history.title')}</h2>
      <bb-history .versions=${this.records?.guideVersions} .of=${work.service} .present=${work.base?.made.number} .tell=${tell}
        .question=${'guide.history.question'} .fixed=${this.fixed} .busy=${work.busy} @restore=${this.#restore}></bb-history>
    </section>`;
  }

  /** What became of it, and what saves it: always in sight. @param {GuideWork} work */
  #foot(work) {
    const told = [this.#meanwhile(work), this.#message(work), this.#refused(work)].filter((one) => one !== nothing);
    if (this.fixed && told.length === 0) return nothing;
    return html`<form class="foot card" @submit=${this.#submit}>${told} ${this.fixed ? nothing : this.#saving(work)}</form>`;
  }

  /** @param {GuideWork} work */
  #meanwhile({ meanwhile }) {
    const [newest] = meanwhile;
    if (!newest) return nothing;
    return html`<div class="banner warn" role="alert">
      ${icons.warning}
      <p>${this.t('guide.meanwhile', { number: newest.number, ...this.#whenAndWho(meanwhile) })}</p>
      <button type="button" id="newest" @click=${this.#loadNewest}>${this.t('guide.load_newest')}</button>
    </div>`;
  }

  /** @param {GuideWork} work */
  #message({ message }) {
    if (!message) return nothing;
    const { tone, key, values } = message;
    return html`<p class="banner ${tone}" role="status">${tone === 'good' ? icons.check : icons.warning} ${this.t(key, values)}</p>`;
  }

  /** @param {GuideWork} work */
  #refused(work) {
    const { refusal, others, faults } = work;
    const told = others.map((error) => faultOf(error, this.#words(work)));
    if (faults.size) told.push(this.t('refused.marked', { count: faults.size }));
    if (refusal) told.push(this.t(refusalOf(refusal, (key) => text.has(key)), { code: refusal.code }));
    if (told.length === 0) return nothing;
    return html`<div class="fault" role="alert">${icons.warning} <ul>${told.map((one) => html`<li>${one}</li>`)}</ul></div>`;
  }

  /** @param {GuideWork} work */
  #saving(work) {
    const { note, busy } = work;
    return html`<div class="saving">
      ${field({
        id: 'note',
        label: this.t('history.note'),
        value: note,
        placeholder: this.t('history.note.hint'),
        change: (typed) => work.explain(typed),
      })}
      <div class="row">
        ${work.changed
          ? html`<span class="chip warn">${this.t('guide.unsaved')}</span>
              <button type="button" @click=${this.#discard}>${this.t('guide.discard')}</button>`
          : nothing}
        <button class="main" aria-disabled=${busy}>${this.t('dialog.save')}</button>
      </div>
    </div>`;
  }

  /** @param {GuideWork} work @returns {import('../guide_words.js').Words} */
  #words({ base, draft }) {
    const steps = [...(base?.guide.steps ?? []), ...draft.steps];
    return { t: text.t, has: (key) => text.has(key), language: text.language, steps };
  }

  // --- what is done ---------------------------------------------------------------------------------------------------

  /** @param {CustomEvent<{draft: Draft, typed?: string}>} event */
  #edit({ detail: { draft, typed } }) {
    this.work.value?.edit(draft, typed);
  }

  /** @param {CustomEvent<string>} event */
  #say({ detail }) {
    this.said = detail;
  }

  /** @param {CustomEvent<string | null>} event */
  #open({ detail }) {
    this.opened = detail;
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const place = await this.#act((work) => work.save());
    if (place) await this.#reveal(place);
    else this.#focusOn('#newest');
  }

  /** @param {import('../guide_work.js').Place} place */
  async #reveal({ part, member, field: id }) {
    const root = this.renderRoot;
    if (part === 'steps' && member) this.opened = member;
    if (part === 'anchors') root.querySelector('bb-guide-anchors')?.open(member);
    await this.updateComplete;
    const names = /** @type {const} */ ({ title: 'bb-guide-title', steps: 'bb-guide-steps', anchors: 'bb-guide-anchors' });
    await root.querySelector(names[part])?.focusOn(id);
  }

  async #discard() {
    await this.#act(async (work) => work.discard());
    this.#focusOn('.main');
  }

  async #loadNewest() {
    await this.#act((work) => work.loadNewest());
    this.#focusOn('.main');
  }

  /** @param {CustomEvent<number>} event */
  async #restore({ detail }) {
    await this.#act((work) => work.restore(detail));
    this.#focusOn('#history');
  }

  get #file() {
    return /** @type {HTMLInputElement} */ (this.renderRoot.querySelector('input[type=file]'));
  }

  async #import() {
    const [file] = this.#file.files ?? [];
    if (file) await this.#act((work) => work.read(file));
    this.#file.value = '';
  }

  async #export() {
    const content = await this.#act((work) => work.file());
    if (content) download(`${this.service}.yaml`, content, 'application/yaml');
  }

  async #lookBack() {
    this.looksBack = !this.looksBack;
    await this.updateComplete;
    this.#focusOn('#history');
  }

  /**
   * Keys are others when a guide is read again; the codes are those of before.
   * @template T
   * @param {(work: GuideWork) => Promise<T>} act
   */
  async #act(act) {
    const work = this.work.value;
    if (!work) return null;
    const code = work.draft.steps.find(({ key }) => key === this.opened)?.code;
    const result = await act(work);
    const { steps } = work.draft;
    if (!steps.some(({ key }) => key === this.opened)) this.opened = (steps.find((step) => step.code === code) ?? steps[0])?.key ?? null;
    await this.updateComplete;
    return result;
  }

  /** @param {string} selector */
  #focusOn(selector) {
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(selector))?.focus();
  }
}

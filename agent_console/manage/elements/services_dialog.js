import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { text } from '/staff/text.js';

import { moved, paper, replaced } from '../catalogue.js';
import * as icons from '../icons.js';
import { CatalogueForm } from './catalogue_form.js';
import { orderButtons } from './fields.js';

/** @typedef {import('../catalogue.js').Draft} Draft */
/** @typedef {import('../catalogue.js').Paper} Paper */

const MOST_PAPERS = 20;

/** What residents can choose, and what they are to bring for it. One service is open at a time. */
export class ServicesDialog extends CatalogueForm {
  static properties = { opened: { state: true } };

  constructor() {
    super();
    /** @type {string | null} The key of a draft. */
    this.opened = null;
  }

  /** @returns {'services'} */
  get field() {
    return 'services';
  }

  get most() {
    return 100;
  }

  /** @param {import('../types.js').Desk} desk */
  async edit(desk) {
    this.opened = null;
    await super.edit(desk);
  }

  /** @param {Draft} draft */
  open({ key }) {
    this.opened = key;
  }

  /** @param {Draft} draft @param {number} index */
  entry(draft, index) {
    const { key } = draft;
    const name = this.nameOf(draft);
    const open = key === this.opened;
    return html`<div class="line">
        <button type="button" class="plain toggle" aria-expanded=${open} aria-controls="${key}-fields"
          @click=${() => (this.opened = open ? null : key)}>
          ${icons.down}<span class="name"><b>${name}</b>${this.#about(draft)}</span>
        </button>
        ${orderButtons({
          key, name, index, count: this.drafts.length, move: (by) => this.move(key, by), remove: () => this.takeAway(key),
        })}
      </div>
      <div class="inside" id="${key}-fields" role="group" aria-label=${name} ?hidden=${!open}>
        ${open ? this.#fields(draft) : nothing}
      </div>`;
  }

  /** @param {Draft} draft */
  #about(draft) {
    const { code, papers } = draft;
    if (this.isWrong(draft)) return html`<span class="fault">${icons.warning} ${this.t('catalogue.wrong')}</span>`;
    return html`<span class="muted">${this.t('services.about', { code: code || '—', count: papers?.length ?? 0 })}</span>`;
  }

  /** @param {Draft} draft */
  #fields(draft) {
    const { key, title, fresh } = draft;
    const papers = draft.papers ?? [];
    return html`<div class="two">
        ${this.pair(`${key}.title`, title, (language) => this.t(`catalogue.title.${language}`), (changed) =>
          this.change({ ...draft, title: changed }),
        )}
      </div>
      ${fresh
        ? html`${this.codeField(draft)}
            <p class="hint">${this.t('catalogue.code.hint')}</p>`
        : nothing}
      <fieldset class="papers">
        <legend>${this.t('services.papers')}</legend>
        ${papers.length
          ? html`<div class="line paper head" aria-hidden="true">
              <span>${this.t('catalogue.zh-CN')}</span><span>${this.t('catalogue.en')}</span>
            </div>`
          : html`<p class="hint">${this.t('services.papers.none')}</p>`}
        ${repeat(papers, (one) => one.key, (one, index) => this.#paper(draft, papers, one, index))}
        ${papers.length < MOST_PAPERS
          ? html`<button type="button" class="add" id="${key}-add" @click=${() => this.#addPaper(draft, papers)}>
              ${icons.plus} ${this.t('services.papers.add')}
            </button>`
          : html`<p class="hint">${this.t('catalogue.full', { count: MOST_PAPERS })}</p>`}
      </fieldset>`;
  }

  /** @param {Draft} draft @param {Paper[]} papers @param {Paper} one @param {number} index */
  #paper(draft, papers, one, index) {
    const name = one.text[text.language] || this.t('services.paper', { number: index + 1 });
    const keep = (/** @type {Paper[]} */ kept) => this.change({ ...draft, papers: kept });
    const move = (/** @type {-1 | 1} */ by) => {
      keep(moved(papers, one.key, by));
      this.tell(name, index + by, papers.length);
      void this.focusOn(`${one.key}-${by < 0 ? 'up' : 'down'}`);
    };
    const remove = () => {
      keep(papers.filter((other) => other !== one));
      const next = papers[index + 1] ?? papers[index - 1];
      void this.focusOn(next ? `${next.key}-down` : `${draft.key}-add`);
    };
    return html`<div class="line paper">
      ${this.pair(one.key, one.text, (language) => this.t(`services.paper.${language}`, { number: index + 1 }), (changed) =>
        keep(replaced(papers, { ...one, text: changed })),
      )}
      ${orderButtons({ key: one.key, name, index, count: papers.length, move, remove })}
    </div>`;
  }

  /** @param {Draft} draft @param {Paper[]} papers */
  #addPaper(draft, papers) {
    const added = paper();
    this.change({ ...draft, papers: [...papers, added] });
    void this.focusOn(`${added.key}.zh-CN`);
  }

  notices() {
    return html`${this.#rulesGo()} ${super.notices()}`;
  }

  /** A rule of "who fits" goes with its service. */
  #rulesGo() {
    const kept = new Set(this.drafts.map(({ code }) => code));
    const rules = this.desk?.fitting.services ?? {};
    const gone = this.base.filter(({ code }) => code in rules && !kept.has(code));
    if (gone.length === 0) return nothing;
    const services = gone.map(({ title }) => title[text.language]).join(this.t('setting.list'));
    return html`<p class="banner warn" role="status">${icons.warning} ${this.t('services.rules_go', { services })}</p>`;
  }
}

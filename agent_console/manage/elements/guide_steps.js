import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { text } from '/staff/text.js';

import { replaced } from '../catalogue.js';
import { blankMistake, blankStep, MOST, stepCodes, withoutStep } from '../guide_draft.js';
import { GuidePart, SHORT } from './guide_part.js';

/** @typedef {import('../guide_draft.js').StepDraft} StepDraft */
/** @typedef {import('../guide_draft.js').MistakeDraft} MistakeDraft */

/** The steps of a guide, in order, and what comes after the last; one is open at a time. Raises `open` with its key, or null. */
export class GuideSteps extends GuidePart {
  static properties = { opened: { attribute: false } };

  constructor() {
    super();
    /** @type {string | null} The key of a step. */
    this.opened = null;
  }

  render() {
    const { steps, afterwards } = this.draft;
    return html`<section class="card" aria-labelledby="steps">
      <h2 id="steps">${this.t('guide.steps')}</h2>
      <p class="hint">${this.t('guide.steps.hint')}</p>
      <ol class="entries" role="list">
        ${repeat(steps, ({ key }) => key, (step, index) => html`<li>${this.#step(step, index)}</li>`)}
      </ol>
      ${this.adder('steps', this.t('guide.steps.add'), steps.length, MOST.steps, () => this.#add())}
      ${this.lines('afterwards', 'afterwards', afterwards, MOST.afterwards, (lines, typed) => this.edit({ afterwards: lines }, typed))}
    </section>`;
  }

  /** @param {StepDraft} step @param {number} index */
  #step(step, index) {
    const { key } = step;
    const open = key === this.opened;
    const name = this.t('guide.step.named', { number: index + 1, title: this.#titleOf(step) });
    return this.entry({
      key,
      name,
      open,
      about: step.card[text.language],
      toggle: () => this.#open(open ? null : key),
      order: this.order('steps', this.#titleOf(step), this.draft.steps, step, (steps) =>
        this.edit(steps.length < this.draft.steps.length ? withoutStep(this.draft, key) : { steps }),
      ),
      inside: () => this.#fields(step, index),
    });
  }

  /** @param {StepDraft} step */
  #titleOf({ title, code }) {
    return title[text.language].trim() || title['zh-CN'].trim() || title.en.trim() || code || this.t('guide.steps.new');
  }

  /** @param {StepDraft} step @param {number} index */
  #fields(step, index) {
    const { key, title, card, instruction, spoken, papers } = step;
    const keep = (/** @type {Partial<StepDraft>} */ changes, /** @type {string | undefined} */ typed) =>
      this.edit({ steps: replaced(this.draft.steps, { ...step, ...changes }) }, typed);
    return html`
      ${this.pair(key, 'title', title, (changed, typed) => keep({ title: changed }, typed), { most: SHORT })}
      ${this.pair(key, 'card', card, (changed, typed) => keep({ card: changed }, typed), { most: SHORT })}
      ${this.pair(key, 'instruction', instruction, (changed, typed) => keep({ instruction: changed }, typed), { long: true })}
      <div class="field">
        ${this.pair(key, 'spoken', spoken, (changed, typed) => keep({ spoken: changed }, typed), { long: true })}
        <p class="hint">${this.t('guide.spoken.hint')}</p>
        ${this.fault(`${key}.spoken`)}
      </div>
      ${this.#links(step, index, keep)}
      ${this.lines(`${key}.papers`, 'papers', papers, MOST.papers, (lines, typed) => keep({ papers: lines }, typed))}
      ${this.#mistakes(step, (mistakes, typed) => keep({ mistakes }, typed))}
    `;
  }

  /**
   * How the page calls it, where it is on the page, and what follows.
   * @param {StepDraft} step
   * @param {number} index
   * @param {(changes: Partial<StepDraft>, typed: string) => void} keep
   */
  #links(step, index, keep) {
    const { steps, anchors } = this.draft;
    const { key, code, anchor, next } = step;
    const suggested = stepCodes(this.draft).get(key) ?? '';
    const others = steps.flatMap((other, at) =>
      other === step ? [] : [/** @type {const} */ ([other.key, this.t('guide.step.named', { number: at + 1, title: this.#titleOf(other) })])],
    );
    const places = anchors.map((one) => /** @type {const} */ ([one.key, one.code || one.name[text.language] || one.selector || '—']));
    const below = this.t(index === steps.length - 1 ? 'guide.next.none' : 'guide.next.below');
    return html`<div class="three">
      ${this.text(key, 'code', code, (typed, id) => keep({ code: typed }, id), {
        placeholder: code ? '' : suggested,
        hint: this.t('guide.code.hint'),
      })}
      ${this.choice(key, 'anchor', anchor, withOwn(anchor, [['', this.t('guide.anchor.none')], ...places]), (chosen, id) =>
        keep({ anchor: chosen }, id),
      )}
      ${this.choice(key, 'next', next, withOwn(next, [['', below], ...others]), (chosen, id) => keep({ next: chosen }, id))}
    </div>`;
  }

  /** @param {StepDraft} step @param {(mistakes: MistakeDraft[], typed?: string) => void} keep */
  #mistakes({ key, mistakes }, keep) {
    return html`<fieldset class="papers">
      <legend>${this.t('guide.field.mistakes')}</legend>
      ${this.fault(`${key}.mistakes`)}
      <p class="hint">${this.t(mistakes.length ? 'guide.mistakes.hint' : 'guide.mistakes.none')}</p>
      ${repeat(mistakes, (one) => one.key, (one, index) => this.#mistake(`${key}.mistakes`, mistakes, one, index, keep))}
      ${this.adder(`${key}.mistakes`, this.t('guide.mistakes.add'), mistakes.length, MOST.mistakes, () => {
        const added = blankMistake();
        keep([...mistakes, added]);
        void this.focusOn(`${added.key}.sign.zh-CN`);
      })}
    </fieldset>`;
  }

  /**
   * @param {string} id
   * @param {MistakeDraft[]} mistakes
   * @param {MistakeDraft} one
   * @param {number} index
   * @param {(mistakes: MistakeDraft[], typed?: string) => void} keep
   */
  #mistake(id, mistakes, one, index, keep) {
    const { key, sign, remedy, error } = one;
    const name = this.t('guide.mistake', { number: index + 1 });
    const type = (/** @type {Partial<MistakeDraft>} */ changes, /** @type {string} */ typed) =>
      keep(replaced(mistakes, { ...one, ...changes }), typed);
    return html`<div class="line mistake" role="group" aria-label=${name}>
      <div class="stack">
        ${this.pair(key, 'sign', sign, (changed, typed) => type({ sign: changed }, typed), { long: true })}
        ${this.pair(key, 'remedy', remedy, (changed, typed) => type({ remedy: changed }, typed), { long: true })}
        ${this.text(key, 'error', error, (typed, field) => type({ error: typed }, field))}
      </div>
      ${this.order(id, sign[text.language] || name, mistakes, one, keep)}
    </div>`;
  }

  /** @param {string | null} key */
  #open(key) {
    this.opened = key;
    this.emit('open', key);
  }

  #add() {
    const step = blankStep();
    this.edit({ steps: [...this.draft.steps, step] });
    this.#open(step.key);
    void this.focusOn(`${step.key}.title.zh-CN`);
  }

  /** @param {string} field */
  memberOf(field) {
    const [owner] = field.split('.');
    const has = (/** @type {readonly {key: string}[]} */ list) => list.some(({ key }) => key === owner);
    return this.draft.steps.find(({ key, papers, mistakes }) => key === owner || has(papers) || has(mistakes))?.key ?? null;
  }
}

/**
 * What is chosen now is there to be seen, even where there is no such thing.
 * @param {string} value
 * @param {readonly (readonly [string, string])[]} offered
 * @returns {readonly (readonly [string, string])[]}
 */
const withOwn = (value, offered) => (offered.some(([one]) => one === value) ? offered : [...offered, [value, value]]);

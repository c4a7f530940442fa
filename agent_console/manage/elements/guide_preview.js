import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { guideStep } from '/staff/guide_step.js';
import { icon } from '/staff/icons.js';
import { base, cards, forms } from '/staff/styles/controls.js';
import { guideStepStyle } from '/staff/styles/guide_step.js';
import { text } from '/staff/text.js';

import { isSaid } from '../guide_draft.js';
import { guidePreview } from '../styles/guide_preview.js';
import { LANGUAGES } from './fields.js';

/** @typedef {import('./fields.js').Language} Language */
/** @typedef {import('../guide_draft.js').StepDraft} StepDraft */

/** Characters that kiosks show in the largest letters; more are smaller. */
const FEW = { 'zh-CN': 24, en: 60 };

/** The step that is open, as the resident sees it in large letters and as the agent reads it beside the talk. */
export class GuidePreview extends StaffElement {
  static properties = { draft: { attribute: false }, opened: { attribute: false }, language: { state: true } };

  static styles = [base, cards, forms, guideStepStyle, guidePreview];

  constructor() {
    super();
    /** @type {import('../guide_draft.js').Draft} */
    this.draft = /** @type {any} */ (null);
    /** @type {string | null} The key of a step. */
    this.opened = null;
    /** @type {Language} */
    this.language = text.language;
  }

  render() {
    const { steps } = this.draft;
    const step = steps.find(({ key }) => key === this.opened);
    return html`<section class="card" aria-labelledby="preview" tabindex="0">
      <div class="head">
        <h2 id="preview">${this.t('guide.preview')}</h2>
        <div class="choice" role="radiogroup" aria-label=${this.t('guide.preview.language')}>
          ${LANGUAGES.map((language) => this.#choice(language))}
        </div>
      </div>
      ${step
        ? html`${this.#kiosk(step, steps.indexOf(step) + 1)} ${this.#console(step, steps.indexOf(step) + 1)}`
        : html`<p class="muted">${this.t('guide.preview.none')}</p>`}
    </section>`;
  }

  /** @param {Language} language */
  #choice(language) {
    return html`<label>
      <input type="radio" name="language" .checked=${language === this.language} @change=${() => (this.language = language)} />
      ${this.t(`catalogue.${language}`)}
    </label>`;
  }

  /** @param {StepDraft} step @param {number} number */
  #kiosk({ title, card, spoken }, number) {
    const { language } = this;
    const count = this.draft.steps.length;
    const aloud = isSaid(spoken) ? spoken[language] : card[language];
    return html`<h3>${this.t('guide.preview.kiosk')}</h3>
      <div class="kiosk" lang=${language}>
        <p class="which">${text.t('guide.preview.number', { number, count }, language)}</p>
        <p class="title">${title[language]}</p>
        <p class="large" ?data-long=${card[language].length > FEW[language]}>${card[language].trim() || this.#missing()}</p>
      </div>
      ${aloud.trim()
        ? html`<p class="aloud">${icon('speaker', 18)} <span>${this.t('guide.preview.spoken', { text: aloud })}</span></p>`
        : nothing}`;
  }

  /** @param {StepDraft} step @param {number} number */
  #console({ title, instruction, papers, mistakes }, number) {
    const { language } = this;
    const read = { instruction, papers: papers.map((line) => line.text), mistakes };
    return html`<h3>${this.t('guide.preview.console')}</h3>
      <div class="console" lang=${language}>
        <p class="step">
          <span class="number figures">${number}</span> <strong>${title[language].trim() || this.#missing()}</strong>
        </p>
        ${guideStep(read, language)}
      </div>`;
  }

  #missing() {
    return html`<span class="muted" lang=${text.language}>${this.t('guide.preview.missing')}</span>`;
  }
}

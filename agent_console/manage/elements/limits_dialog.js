import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import { COUNTS, labelOf } from '../settings_words.js';
import { limitsDialog } from '../styles/limits_dialog.js';
import { DeskForm } from './desk_form.js';

const SECOND = 1_000;
const MINUTE = 60_000;
/** Those that nobody thinks of in seconds. */
const IN_MINUTES = ['max_wait'];
const WRAP_UPS = ['mandatory', 'optional'];

/** How long things may take at a desk, and how many may wait. */
export class LimitsDialog extends DeskForm {
  static styles = [...DeskForm.styles, limitsDialog];

  render() {
    return this.frame(
      this.t('limits.title'),
      keyed(
        this.desk?.version,
        html`<p class="hint">${this.t('limits.hint')}</p>
          ${this.select('wrap_up', this.t('setting.wrap_up'), this.desk?.wrap_up ?? '', this.#wrapUps())}
          ${this.#overflow()}
          <div class="limits">
            ${Object.entries(this.desk?.limits ?? {}).map(([name, value]) => this.#limit(name, value))}
          </div>
          ${this.note()}`,
      ),
      [this.cancelButton(), this.submitButton(this.t('dialog.save'))],
    );
  }

  /** Where there is another desk to go to. */
  #overflow() {
    const { after, to } = this.desk?.overflow ?? { after: 0, to: null };
    if (this.otherDesks.length === 0) return nothing;
    return html`<fieldset class="overflow">
      <legend>${this.t('overflow.title')}</legend>
      <p class="hint">${this.t('overflow.hint')}</p>
      ${this.select('overflow-to', this.t('setting.overflow.to'), to ?? '', [['', this.t('overflow.nowhere')], ...this.otherDesks])}
      <div class="limit">
        <label for="overflow-after">${this.t('setting.overflow.after')}</label>
        <input id="overflow-after" name="overflow-after" type="number" inputmode="decimal" min="0" step="any"
          .value=${String(after / MINUTE)} aria-describedby="overflow-unit" />
        <span id="overflow-unit">${this.t('limits.minutes')}</span>
      </div>
    </fieldset>`;
  }

  /** @param {string} name @param {number} value */
  #limit(name, value) {
    const unit = unitOf(name);
    const word = unit === 1 ? nothing : this.t(unit === MINUTE ? 'limits.minutes' : 'limits.seconds');
    return html`<div class="limit">
      <label for="limit-${name}">${labelOf(`limits.${name}`, this.words)}</label>
      <input id="limit-${name}" name="limit-${name}" type="number" inputmode="decimal" min="0" step="any" .value=${String(value / unit)}
        aria-describedby="${name}-unit" />
      <span id="${name}-unit">${word}</span>
    </div>`;
  }

  /** @returns {[string, string][]} code and word */
  #wrapUps() {
    return WRAP_UPS.map((code) => [code, this.t(`wrap_up.${code}`)]);
  }

  /** What is left empty is for the server to refuse: nought is a value of its own. @param {FormData} form */
  async submit(form) {
    const read = (/** @type {string} */ field, /** @type {number} */ unit) => {
      const typed = String(form.get(field)).trim();
      return typed === '' ? NaN : Math.round(Number(typed) * unit);
    };
    const names = Object.keys(this.desk?.limits ?? {});
    const limits = Object.fromEntries(names.map((name) => [name, read(`limit-${name}`, unitOf(name))]));
    const wrapUp = /** @type {'mandatory' | 'optional'} */ (form.get('wrap_up'));
    const overflow = form.has('overflow-to')
      ? { overflow: { after: read('overflow-after', MINUTE), to: String(form.get('overflow-to')) || null } }
      : {};
    await this.save({ limits, wrap_up: wrapUp, ...overflow }, form);
  }
}

/** In ms, or 1 of what is counted. @param {string} name */
const unitOf = (name) => (COUNTS.includes(name) ? 1 : IN_MINUTES.includes(name) ? MINUTE : SECOND);

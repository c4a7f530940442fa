import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { text } from '/staff/text.js';
import { TONGUES, tongueTitle } from '/web/tongues.js';

import { fitting } from '../styles/fitting.js';
import { DeskForm } from './desk_form.js';

/** @typedef {import('../types.js').Desk} Desk */
/** @typedef {import('../types.js').Fitting} Fitting */

const LEVELS = [0, 1, 2, 3, 4, 5];
/** Durations that are offered, in seconds. */
const RELAX = [15, 30, 60, 120, 300];
const INSIST = [15, 30, 60, 120, 300, 600];
const HEAD_STARTS = [0, 60, 180, 300, 600, 1200];
const OWN_SITE = [0, 5, 10, 15, 30, 60];
const NEVER = 'never';
const NOT_ASKED = '';

/** What each matter and each language asks of an agent, and for how long that is insisted on. */
export class FittingDialog extends DeskForm {
  static styles = [...DeskForm.styles, fitting];

  get #rules() {
    return this.desk?.fitting ?? { services: {}, languages: {}, own_site: 0 };
  }

  get #tongues() {
    return [...new Set([...TONGUES, ...Object.keys(this.#rules.languages)])];
  }

  render() {
    return this.frame(
      this.t('fitting.title'),
      keyed(this.desk?.version, html`
        <p class="hint">${this.t('fitting.hint')}</p>
        <fieldset class="grid ${this.otherDesks.length ? 'wide' : ''}">
          <legend>${this.t('fitting.services')}</legend>
          <div class="head" aria-hidden="true">
            <span></span><span>${this.t('fitting.level')}</span><span>${this.t('fitting.relax')}</span
            ><span>${this.t('fitting.head_start')}</span>
            ${this.otherDesks.length ? html`<span>${this.t('fitting.desk')}</span>` : nothing}
          </div>
          ${this.desk?.services.map((service) => this.#service(service))}
        </fieldset>
        <fieldset class="rows">
          <legend>${this.t('fitting.languages')}</legend>
          ${this.#tongues.map((tongue) => this.#language(tongue))}
        </fieldset>
        ${this.select('own_site', this.t('fitting.own_site'), seconds(this.#rules.own_site), this.#offer(OWN_SITE, this.#rules.own_site))}
        ${this.note()}
      `),
      [this.cancelButton(), this.submitButton(this.t('dialog.save'))],
    );
  }

  /** @param {import('../types.js').Service} service */
  #service({ code, title }) {
    const rule = this.#rules.services[code] ?? { level: 0, relax_every: null, head_start: 0, desk: null };
    const name = title[text.language];
    /** @type {[string, string][]} */
    const levels = LEVELS.map((level) => [String(level), this.t(`fitting.level.${level}`)]);
    /** @type {[string, string][]} */
    const relax = [[NEVER, this.t('fitting.never')], ...this.#offer(RELAX, rule.relax_every)];
    return html`<div class="line" role="group" aria-label=${name}>
      <span>${name}</span>
      ${this.#choose(`level-${code}`, `${name}: ${this.t('fitting.level')}`, String(rule.level), levels)}
      ${this.#choose(`relax-${code}`, `${name}: ${this.t('fitting.relax')}`, rule.relax_every ? seconds(rule.relax_every) : NEVER, relax)}
      ${this.#choose(`start-${code}`, `${name}: ${this.t('fitting.head_start')}`, seconds(rule.head_start), this.#offer(HEAD_STARTS, rule.head_start))}
      ${this.otherDesks.length
        ? this.#choose(`desk-${code}`, `${name}: ${this.t('fitting.desk')}`, rule.desk ?? '', [['', this.t('fitting.this_desk')], ...this.otherDesks])
        : nothing}
    </div>`;
  }

  /** @param {string} tongue */
  #language(tongue) {
    const rule = this.#rules.languages[tongue];
    const value = !rule ? NOT_ASKED : rule.insist === null ? NEVER : seconds(rule.insist);
    /** @type {[string, string][]} */
    const offered = [
      [NOT_ASKED, this.t('fitting.not_asked')],
      ...this.#offer(INSIST, rule?.insist ?? null),
      [NEVER, this.t('fitting.always')],
    ];
    return this.select(`language-${tongue}`, tongueTitle(tongue, text.language), value, offered);
  }

  /** @param {string} name @param {string} label @param {string} value @param {[string, string][]} offered */
  #choose(name, label, value, offered) {
    return html`<select name=${name} aria-label=${label}>
      ${offered.map(([code, word]) => html`<option value=${code} .selected=${code === value}>${word}</option>`)}
    </select>`;
  }

  /**
   * The durations that are offered, and the present one, whatever it is.
   * @param {number[]} offered in seconds
   * @param {number | null} present in ms
   * @returns {[string, string][]}
   */
  #offer(offered, present) {
    const all = new Set(present === null ? offered : [...offered, present / 1000]);
    return [...all].sort((a, b) => a - b).map((length) => [String(length), this.#length(length)]);
  }

  /** @param {number} length in seconds */
  #length(length) {
    if (length === 0) return this.t('fitting.none');
    const minutes = length >= 60 && length % 60 === 0;
    return this.t(minutes ? 'fitting.minutes' : 'fitting.seconds', { count: minutes ? length / 60 : length });
  }

  /** @param {FormData} form */
  async submit(form) {
    if (!this.desk) return;
    const ms = (/** @type {string} */ field) => Number(form.get(field)) * 1000;
    const services = { ...this.#rules.services };
    for (const { code } of this.desk.services) {
      const relaxes = form.get(`relax-${code}`) !== NEVER;
      const rule = {
        level: Number(form.get(`level-${code}`)),
        relax_every: relaxes ? ms(`relax-${code}`) : null,
        head_start: ms(`start-${code}`),
        desk: String(form.get(`desk-${code}`) ?? '') || null,
      };
      if (rule.level > 0 || rule.head_start > 0 || rule.desk) services[code] = rule;
      else delete services[code];
    }
    const asked = this.#tongues.filter((tongue) => form.get(`language-${tongue}`) !== NOT_ASKED);
    const languages = Object.fromEntries(
      asked.map((tongue) => [tongue, { insist: form.get(`language-${tongue}`) === NEVER ? null : ms(`language-${tongue}`) }]),
    );
    await this.save({ fitting: { services, languages, own_site: ms('own_site') } }, form);
  }
}

/** @param {number} ms */
const seconds = (ms) => String(ms / 1000);

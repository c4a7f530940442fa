import { html, nothing } from 'lit';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, buttons, forms } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { choices, NOBODY } from '../choices.js';
import { countNarrowing, days, END_REASONS, NONE, OUTCOMES, PERIODS, WAITS } from '../filters.js';
import { sessionFilters } from '../styles/session_filters.js';
import { isoDay, spoken } from '../times.js';

/** @typedef {import('../filters.js').Filters} Filters */
/** @typedef {import('../choices.js').Choice} Choice */

/** Which sessions to list. Raises `filters` with the whole choice each time. */
export class SessionFilters extends StaffElement {
  static properties = {
    filters: { attribute: false },
    rows: { attribute: false },
    directory: { attribute: false },
  };

  static styles = [base, buttons, forms, sessionFilters];

  constructor() {
    super();
    /** @type {Readonly<Filters>} */
    this.filters = NONE;
    /** @type {readonly import('../types.js').SessionRow[]} */
    this.rows = [];
    /** @type {import('../choices.js').Directory} */
    this.directory = NOBODY;
  }

  render() {
    const { period } = this.filters;
    return html`
      <div class="top">
        <slot></slot>
        <fieldset class="choice" @change=${this.#period}>
          <legend class="quiet">${this.t('filter.period')}</legend>
          ${PERIODS.map(
            (name) => html`<label>
              <input type="radio" name="period" value=${name} .checked=${name === period} />
              ${this.t(`period.${name}`)}
            </label>`,
          )}
        </fieldset>
        ${period === 'custom' ? this.#dates() : nothing}
        <button class="link" ?hidden=${countNarrowing(this.filters) === 0} @click=${this.#clear}>
          ${this.t('filter.clear')}
        </button>
      </div>
      <div class="narrow">${this.#narrowing()}</div>
    `;
  }

  #dates() {
    const today = isoDay(Date.now());
    return html`<div class="dates" @change=${this.#days}>
      <label for="from" class="quiet">${this.t('filter.from')}</label>
      <input id="from" type="date" max=${today} .value=${this.filters.from} required />
      <span aria-hidden="true">–</span>
      <label for="to" class="quiet">${this.t('filter.to')}</label>
      <input id="to" type="date" max=${today} .value=${this.filters.to} required />
    </div>`;
  }

  #narrowing() {
    const { site } = this.filters;
    const offered = choices(this.rows, this.directory, text.language);
    const named = (/** @type {string} */ group, /** @type {readonly (string | number)[]} */ codes) =>
      codes.map((code) => ({ value: String(code), label: this.t(`${group}.${code}`) }));
    const waits = WAITS.map((s) => ({ value: String(s), label: spoken(s * 1000, text.t) }));
    return [
      this.#select('site', offered.sites),
      this.#select('kiosk', site ? offered.kiosks.filter((kiosk) => kiosk.site === site) : ofAllSites(offered)),
      this.#select('agent', offered.agents),
      this.#select('service', offered.services),
      this.#select('end_reason', named('end_reason', END_REASONS)),
      this.#select('outcome', named('outcome', OUTCOMES)),
      this.#select('rating', named('rating', [5, 4, 3, 2, 1])),
      this.#select('waited', waits),
    ];
  }

  /** @param {Exclude<keyof Filters, 'period' | 'from' | 'to'>} name @param {readonly Choice[]} offered */
  #select(name, offered) {
    const chosen = this.filters[name];
    const isOffered = offered.some(({ value }) => value === chosen);
    return html`<div class="field">
      <label for=${name}>${this.t(`filter.${name}`)}</label>
      <select id=${name} class=${chosen ? 'set' : ''} @change=${this.#narrow}>
        <option value="" .selected=${!chosen}>${this.t('filter.any')}</option>
        ${chosen && !isOffered ? html`<option value=${chosen} .selected=${true}>${chosen}</option>` : nothing}
        ${offered.map(
          ({ value, label }) => html`<option value=${value} .selected=${value === chosen}>${label}</option>`,
        )}
      </select>
    </div>`;
  }

  /** @param {Event} event */
  #narrow(event) {
    const { id, value } = /** @type {HTMLSelectElement} */ (event.target);
    const changed = { ...this.filters, [id]: value };
    this.emit('filters', id === 'site' ? { ...changed, kiosk: '' } : changed);
  }

  /** @param {Event} event */
  #period(event) {
    const period = /** @type {import('../filters.js').Period} */ (/** @type {HTMLInputElement} */ (event.target).value);
    const [from, to] = days(this.filters, Date.now());
    this.emit('filters', { ...this.filters, period, ...(period === 'custom' ? { from, to } : { from: '', to: '' }) });
  }

  #days() {
    const value = (/** @type {string} */ id) =>
      /** @type {HTMLInputElement} */ (this.renderRoot.querySelector(`#${id}`)).value;
    const [from, to] = [value('from'), value('to')].sort();
    if (from && to) this.emit('filters', { ...this.filters, from, to });
  }

  #clear() {
    const { period, from, to } = this.filters;
    this.emit('filters', { ...NONE, period, from, to });
  }
}

/**
 * Each site has its kiosk 1: here with the site, and those of one site together.
 *
 * @param {import('../choices.js').Choices} offered
 */
function ofAllSites({ sites, kiosks }) {
  return sites.flatMap((site) =>
    kiosks
      .filter((kiosk) => kiosk.site === site.value)
      .map(({ value, label }) => ({ value, label: `${label} · ${site.label}` })),
  );
}

import { html, nothing } from 'lit';
import { text } from '/staff/text.js';
import { TONGUES, tongueTitle } from '/web/tongues.js';

import { fitting } from '../styles/fitting.js';
import { DialogElement } from './dialog_element.js';

/** @typedef {import('../types.js').Staff} Staff */

const LEVELS = [0, 1, 2, 3, 4, 5];

/** What an agent can do: services with a level, languages, and the sites that they know. */
export class ProfileDialog extends DialogElement {
  static properties = { records: { attribute: false }, desks: { attribute: false }, sites: { attribute: false } };

  static styles = [...DialogElement.styles, fitting];

  constructor() {
    super();
    /** @type {import('../records.js').Records | undefined} */
    this.records = undefined;
    /** @type {readonly import('../types.js').Desk[]} */
    this.desks = [];
    /** @type {readonly import('../types.js').Site[]} */
    this.sites = [];
    /** @type {Staff | null} */
    this.staff = null;
  }

  /** @param {Staff} staff */
  async edit(staff) {
    this.staff = staff;
    await this.show();
  }

  get #services() {
    return this.desks.find(({ id }) => id === this.staff?.desk)?.services ?? [];
  }

  get #sites() {
    return this.sites.filter(({ desk }) => desk === this.staff?.desk);
  }

  render() {
    const { skills = {}, languages = [], sites = [] } = this.staff?.profile ?? {};
    const levels = LEVELS.map((level) => /** @type {const} */ ([String(level), this.t(`profile.level.${level}`)]));
    return this.frame(
      this.t('profile.title', { name: this.staff?.display_name ?? '' }),
      html`
        <p class="hint">${this.t('profile.hint')}</p>
        <fieldset class="rows">
          <legend>${this.t('profile.skills')}</legend>
          ${this.#services.map(({ code, title }) =>
            this.select(`skill-${code}`, title[text.language], String(skills[code] ?? 0), levels),
          )}
        </fieldset>
        <fieldset class="choices">
          <legend>${this.t('profile.languages')}</legend>
          ${[...new Set([...TONGUES, ...languages])].map((tongue) =>
            this.#check('language', tongue, tongueTitle(tongue, text.language), languages.includes(tongue)),
          )}
        </fieldset>
        ${this.#sites.length > 1
          ? html`<fieldset class="choices">
              <legend>${this.t('profile.sites')}</legend>
              ${this.#sites.map(({ id, name }) => this.#check('site', id, name, sites.includes(id)))}
            </fieldset>`
          : nothing}
      `,
      [this.cancelButton(), this.submitButton(this.t('dialog.save'))],
    );
  }

  /** @param {string} name @param {string} value @param {string} label @param {boolean} checked */
  #check(name, value, label, checked) {
    return html`<label class="check"><input type="checkbox" name=${name} value=${value} ?checked=${checked} /> ${label}</label>`;
  }

  /** @param {FormData} form */
  async submit(form) {
    if (!this.staff) return;
    const skills = { ...this.staff.profile.skills }; // those for what the desk no longer offers stay
    for (const { code } of this.#services) {
      const level = Number(form.get(`skill-${code}`));
      if (level > 0) skills[code] = level;
      else delete skills[code];
    }
    const shown = new Set(this.#sites.length > 1 ? this.#sites.map(({ id }) => id) : []);
    const kept = this.staff.profile.sites.filter((site) => !shown.has(site));
    const profile = {
      skills,
      languages: form.getAll('language').map(String),
      sites: [...kept, ...form.getAll('site').map(String)],
    };
    await this.records?.changeStaff(this.staff.id, { profile });
    this.finish();
  }
}

import { html } from 'lit';

import { LANGUAGES } from '/web/i18n.js';

import { base, forms } from '../styles/controls.js';
import { preferences } from '../styles/preferences.js';
import { setTheme, theme, THEMES } from '../theme.js';
import { chooseLanguage, text } from '../text.js';
import { StaffElement } from './staff_element.js';

const NAMES = { 'zh-CN': '中文', en: 'English' };

/** Language and light or dark: two rows of choices that take effect at once. */
export class Preferences extends StaffElement {
  static styles = [base, forms, preferences];

  render() {
    return html`
      <fieldset class="choice" @change=${this.#language}>
        <legend class="quiet">${this.t('staff.language')}</legend>
        ${LANGUAGES.map(
          (language) => html`<label lang=${language}>
            <input type="radio" name="language" value=${language} .checked=${text.language === language} />
            ${NAMES[language]}
          </label>`,
        )}
      </fieldset>
      <fieldset class="choice" @change=${this.#theme}>
        <legend class="quiet">${this.t('staff.theme')}</legend>
        ${THEMES.map(
          (name) => html`<label>
            <input type="radio" name="theme" value=${name} .checked=${theme() === name} />
            ${this.t(`staff.theme.${name}`)}
          </label>`,
        )}
      </fieldset>
    `;
  }

  /** @param {Event} event */
  #language(event) {
    chooseLanguage(/** @type {any} */ (event.target).value);
  }

  /** @param {Event} event */
  #theme(event) {
    setTheme(/** @type {any} */ (event.target).value);
  }
}

import { html, nothing } from 'lit';

import { text } from '/staff/text.js';

import * as icons from '../icons.js';

/** @typedef {import('../types.js').Text} Text */
/** @typedef {'zh-CN' | 'en'} Language */

/**
 * @typedef {object} Field
 * @property {string} id
 * @property {string} label
 * @property {string} value
 * @property {(typed: string) => void} change
 * @property {number} [maxlength]
 * @property {Language} [language]
 * @property {string} [placeholder]
 * @property {string} [hint]
 * @property {string | undefined} [fault] why the server did not take it
 * @property {boolean} [long] Of several lines.
 * @property {boolean} [fixed] Only to be read.
 */

/** @type {readonly Language[]} */
export const LANGUAGES = ['zh-CN', 'en'];

/** @param {Field} field */
export function field({ id, label, value, change, maxlength = 500, language, placeholder = '', hint, fault, long, fixed = false }) {
  const type = (/** @type {InputEvent & {target: HTMLInputElement}} */ { target }) => change(target.value);
  const about = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || nothing;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${long
      ? html`<textarea id=${id} .value=${value} rows="2" maxlength=${maxlength} lang=${language ?? 'zxx'} ?readonly=${fixed}
          autocomplete="off" spellcheck="false" aria-invalid=${fault !== undefined} aria-describedby=${about}
          @input=${type}></textarea>`
      : html`<input id=${id} .value=${value} maxlength=${maxlength} lang=${language ?? 'zxx'} placeholder=${placeholder}
          ?readonly=${fixed} autocomplete="off" spellcheck="false" aria-invalid=${fault !== undefined}
          aria-describedby=${about} @input=${type} />`}
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${fault === undefined ? nothing : html`<p class="fault" id="${id}-fault">${fault}</p>`}
  </div>`;
}

/**
 * The same in both languages, side by side.
 * @param {object} pair
 * @param {string} pair.stem of the fields' ids
 * @param {Text} pair.value
 * @param {(language: Language) => string} pair.label
 * @param {(changed: Text, id: string) => void} pair.change
 * @param {ReadonlyMap<string, string>} pair.faults by the fields' ids
 * @param {Readonly<Record<Language, number>>} [pair.most] characters
 * @param {boolean} [pair.long]
 * @param {boolean} [pair.fixed]
 */
export const pair = ({ stem, value, label, change, faults, most, long, fixed }) =>
  LANGUAGES.map((language) => {
    const id = `${stem}.${language}`;
    const type = (/** @type {string} */ typed) => change({ ...value, [language]: typed }, id);
    return field({
      id, language, long, fixed, label: label(language), value: value[language], maxlength: most?.[language],
      fault: faults.get(id), change: type,
    });
  });

/**
 * One of a few.
 * @param {object} choice
 * @param {string} choice.id
 * @param {string} choice.label
 * @param {string} choice.value
 * @param {readonly (readonly [string, string])[]} choice.offered value and word
 * @param {(chosen: string) => void} choice.change
 * @param {string | undefined} choice.fault
 * @param {boolean} choice.fixed
 */
export const choice = ({ id, label, value, offered, change, fault, fixed }) => html`<div class="field">
  <label for=${id}>${label}</label>
  <select id=${id} ?disabled=${fixed} aria-invalid=${fault !== undefined}
    aria-describedby=${fault === undefined ? nothing : `${id}-fault`}
    @change=${(/** @type {Event & {target: HTMLSelectElement}} */ { target }) => change(target.value)}>
    ${offered.map(([code, word]) => html`<option value=${code} .selected=${code === value}>${word}</option>`)}
  </select>
  ${fault === undefined ? nothing : html`<p class="fault" id="${id}-fault">${fault}</p>`}
</div>`;

/**
 * Up, down, away: for members of a list.
 * @param {object} member
 * @param {string} member.key
 * @param {string} member.name
 * @param {number} member.index
 * @param {number} member.count of all
 * @param {(by: -1 | 1) => void} member.move
 * @param {() => void} member.remove
 */
export function orderButtons({ key, name, index, count, move, remove }) {
  const button = (/** @type {'up' | 'down'} */ way, /** @type {-1 | 1} */ by, /** @type {boolean} */ end) =>
    html`<button type="button" class="plain icon" id="${key}-${way}" aria-disabled=${end}
      aria-label=${text.t(`catalogue.${way}`, { name })} @click=${() => !end && move(by)}>${icons[way]}</button>`;
  return html`<div class="order">
    ${button('up', -1, index === 0)} ${button('down', 1, index === count - 1)} ${removeButton(key, name, remove)}
  </div>`;
}

/** @param {string} key @param {string} name @param {() => void} remove */
export const removeButton = (key, name, remove) =>
  html`<button type="button" class="plain icon" id="${key}-remove" aria-label=${text.t('catalogue.remove', { name })}
    @click=${remove}>${icons.cross}</button>`;

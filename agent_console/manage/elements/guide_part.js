import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { StaffElement } from '/staff/elements/staff_element.js';
import { base, buttons, cards, forms } from '/staff/styles/controls.js';
import { text } from '/staff/text.js';

import { moved, paper, replaced } from '../catalogue.js';
import * as icons from '../icons.js';
import { catalogue } from '../styles/catalogue.js';
import { guidePart } from '../styles/guide_part.js';
import { choice, field, orderButtons, pair, removeButton } from './fields.js';

/** @typedef {import('../types.js').Text} Text */
/** @typedef {import('../guide_draft.js').Draft} Draft */
/** @typedef {import('../guide_draft.js').Line} Line */

/** As much as is read at a glance, in characters. */
export const SHORT = Object.freeze({ 'zh-CN': 60, en: 160 });

/**
 * A part of a guide that is being edited. Raises `edit` with the whole draft, changed, and the field that
 * was typed into, and `said` with what was done to an order, for those who do not see it.
 */
export class GuidePart extends StaffElement {
  /** @type {import('lit').PropertyDeclarations} */
  static properties = { draft: { attribute: false }, faults: { attribute: false }, fixed: { attribute: false } };

  /** @type {import('lit').CSSResult[]} */
  static styles = [base, buttons, forms, cards, catalogue, guidePart];

  constructor() {
    super();
    /** @type {Draft} */
    this.draft = /** @type {any} */ (null);
    /** @type {ReadonlyMap<string, string>} Reasons, by the field that the server did not take. */
    this.faults = new Map();
    /** Whoever looks at it may not change it. */
    this.fixed = false;
  }

  /** @param {Partial<Draft>} changes @param {string} [typed] the field */
  edit(changes, typed) {
    this.draft = { ...this.draft, ...changes };
    this.emit('edit', { draft: this.draft, typed });
  }

  /** @param {string} id */
  async focusOn(id) {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`[id="${id}"]`))?.focus();
  }

  // --- fields ---------------------------------------------------------------------------------------------------------

  /**
   * @param {string} owner the key of what has it; empty: the guide itself
   * @param {string} name
   * @param {Text} value
   * @param {(changed: Text, id: string) => void} change
   * @param {{most?: Readonly<Record<'zh-CN' | 'en', number>>, long?: boolean}} [options]
   */
  pair(owner, name, value, change, { most, long } = {}) {
    const { faults, fixed } = this;
    const label = (/** @type {'zh-CN' | 'en'} */ language) => this.#inLanguage(this.t(`guide.field.${name}`), language);
    const stem = owner ? `${owner}.${name}` : name;
    return html`<div class="two">${pair({ stem, value, label, change, faults, most, long, fixed })}</div>`;
  }

  /**
   * @param {string} owner
   * @param {string} name
   * @param {string} value
   * @param {(typed: string, id: string) => void} change
   * @param {{maxlength?: number, placeholder?: string, label?: string, hint?: string}} [options]
   */
  text(owner, name, value, change, { label = this.t(`guide.field.${name}`), maxlength = 64, placeholder, hint } = {}) {
    const id = `${owner}.${name}`;
    const type = (/** @type {string} */ typed) => change(typed, id);
    return field({ id, label, value, maxlength, placeholder, hint, fault: this.faults.get(id), fixed: this.fixed, change: type });
  }

  /**
   * @param {string} owner
   * @param {string} name
   * @param {string} value
   * @param {readonly (readonly [string, string])[]} offered
   * @param {(chosen: string, id: string) => void} change
   */
  choice(owner, name, value, offered, change) {
    const id = `${owner}.${name}`;
    const choose = (/** @type {string} */ chosen) => change(chosen, id);
    const label = this.t(`guide.field.${name}`);
    return choice({ id, label, value, offered, fault: this.faults.get(id), fixed: this.fixed, change: choose });
  }

  /** What is wrong with several fields together. @param {string} id */
  fault(id) {
    const fault = this.faults.get(id);
    return fault === undefined ? nothing : html`<p class="fault" id=${id} tabindex="-1">${icons.warning} ${fault}</p>`;
  }

  /** @param {string} name of a field @param {'zh-CN' | 'en'} language */
  #inLanguage(name, language) {
    return this.t('guide.in', { field: name, language: this.t(`catalogue.${language}`) });
  }

  // --- lists ----------------------------------------------------------------------------------------------------------

  /**
   * A line each, in both languages.
   * @param {string} id
   * @param {'papers' | 'afterwards'} name
   * @param {Line[]} lines
   * @param {number} most
   * @param {(lines: Line[], typed?: string) => void} change
   */
  lines(id, name, lines, most, change) {
    return html`<fieldset class="papers">
      <legend>${this.t(`guide.field.${name}`)}</legend>
      ${this.fault(id)}
      ${lines.length
        ? html`<div class="line paper head" aria-hidden="true">
            <span>${this.t('catalogue.zh-CN')}</span><span>${this.t('catalogue.en')}</span>
          </div>`
        : html`<p class="hint">${this.t(`guide.${name}.none`)}</p>`}
      ${repeat(lines, ({ key }) => key, (line, index) => this.#line(id, name, lines, line, index, change))}
      ${this.adder(id, this.t(`guide.${name}.add`), lines.length, most, () => {
        const added = paper();
        change([...lines, added]);
        void this.focusOn(`${added.key}.zh-CN`);
      })}
    </fieldset>`;
  }

  /**
   * @param {string} id
   * @param {string} name
   * @param {Line[]} lines
   * @param {Line} line
   * @param {number} index
   * @param {(lines: Line[], typed?: string) => void} change
   */
  #line(id, name, lines, line, index, change) {
    const { faults, fixed } = this;
    const label = (/** @type {'zh-CN' | 'en'} */ language) =>
      this.#inLanguage(this.t(`guide.${name}.one`, { number: index + 1 }), language);
    const type = (/** @type {Text} */ changed, /** @type {string} */ typed) =>
      change(replaced(lines, { ...line, text: changed }), typed);
    return html`<div class="line paper" role="group" aria-label=${this.t(`guide.${name}.one`, { number: index + 1 })}>
      ${pair({ stem: line.key, value: line.text, label, change: type, faults, fixed })}
      ${this.order(id, line.text[text.language] || this.t(`guide.${name}.one`, { number: index + 1 }), lines, line, change)}
    </div>`;
  }

  /**
   * Up, down, away.
   * @template {{key: string}} T
   * @param {string} id of the list
   * @param {string} name
   * @param {readonly T[]} list
   * @param {T} one
   * @param {(list: T[]) => void} change
   */
  order(id, name, list, one, change) {
    if (this.fixed) return nothing;
    const { key } = one;
    const index = list.indexOf(one);
    const move = (/** @type {-1 | 1} */ by) => {
      change(moved(list, key, by));
      this.emit('said', this.t('catalogue.moved', { name, place: index + by + 1, count: list.length }));
      void this.focusOn(`${key}-${by < 0 ? 'up' : 'down'}`);
    };
    const remove = this.#remover(id, name, list, one, () => change(list.filter((other) => other !== one)));
    return orderButtons({ key, name, index, count: list.length, move, remove });
  }

  /**
   * Away, where there is no order.
   * @template {{key: string}} T
   * @param {string} id of the list
   * @param {string} name
   * @param {readonly T[]} list
   * @param {T} one
   * @param {() => void} change
   */
  away(id, name, list, one, change) {
    return this.fixed ? nothing : removeButton(one.key, name, this.#remover(id, name, list, one, change));
  }

  /**
   * @template {{key: string}} T
   * @param {string} id
   * @param {string} name
   * @param {readonly T[]} list
   * @param {T} one
   * @param {() => void} change
   */
  #remover(id, name, list, one, change) {
    const index = list.indexOf(one);
    const next = list[index + 1] ?? list[index - 1];
    return () => {
      change();
      this.emit('said', this.t('catalogue.removed', { name }));
      void this.focusOn(next ? `${next.key}-remove` : `${id}-add`);
    };
  }

  /** @param {string} id of the list @param {string} label @param {number} count @param {number} most @param {() => void} add */
  adder(id, label, count, most, add) {
    if (this.fixed) return nothing;
    return count < most
      ? html`<button type="button" class="add" id="${id}-add" @click=${add}>${icons.plus} ${label}</button>`
      : html`<p class="hint" id="${id}-add" tabindex="-1">${this.t('catalogue.full', { count: most })}</p>`;
  }

  /**
   * A member that opens and closes, above what is in it.
   * @param {object} entry
   * @param {string} entry.key
   * @param {string} entry.name
   * @param {unknown} entry.about
   * @param {boolean} entry.open
   * @param {() => void} entry.toggle
   * @param {unknown} entry.order
   * @param {() => unknown} entry.inside
   */
  entry({ key, name, about, open, toggle, order, inside }) {
    const wrong = [...this.faults.keys()].some((id) => this.memberOf(id) === key);
    return html`<div class="line">
        <button type="button" class="plain toggle" id="${key}-toggle" aria-expanded=${open} aria-controls="${key}-fields"
          @click=${toggle}>
          ${icons.down}<span class="name"><b>${name}</b>${wrong
            ? html`<span class="fault">${icons.warning} ${this.t('catalogue.wrong')}</span>`
            : html`<span class="muted">${about}</span>`}</span>
        </button>
        ${order}
      </div>
      <div class="inside" id="${key}-fields" role="group" aria-label=${name} ?hidden=${!open}>${open ? inside() : nothing}</div>`;
  }

  /** The key of the member of this part that has a field. @param {string} _field @returns {string | null} */
  memberOf(_field) {
    return null;
  }
}

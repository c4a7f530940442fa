import { h } from '../dom.js';

const GROUPS = { id_number: [6, 8, 4], mobile: [3, 4, 4], bank_card: [4, 4, 4, 4, 3] };

/** A long number, typed with the keypad or a keyboard and shown in groups. */
export class Digits {
  /** @param {import('./drawn.js').Asked} asked */
  constructor({ field, id, value, save }) {
    this.field = field;
    this.save = save;
    this.takesX = field.kind === 'id_number';
    this.most = groupsOf(field.kind).reduce((sum, length) => sum + length, 0);
    this.input = h('input', {
      id,
      type: 'text',
      // The page has keys of its own: the system's would cover them.
      inputmode: 'none',
      autocomplete: 'off',
      value: grouped(field.kind, value),
      'data-bangban-mask': true,
      input: () => this.set(this.input.value),
    });
  }

  get value() {
    return this.input.value.replaceAll(' ', '');
  }

  /** @param {string} typed */
  set(typed) {
    const wanted = typed.toUpperCase().replace(this.takesX ? /[^\dX]/g : /\D/g, '').slice(0, this.most);
    const atEnd = this.input.selectionStart === this.input.value.length;
    const shown = grouped(this.field.kind, wanted);
    if (atEnd || wanted !== this.value) this.input.value = shown;
    this.save(wanted);
  }
}

/** @param {import('./drawn.js').Asked} asked @returns {import('./drawn.js').Control} */
export function digits(asked) {
  const made = new Digits(asked);
  return { element: made.input, target: made.input, digits: made };
}

/** @param {string} kind */
const groupsOf = (kind) => GROUPS[/** @type {keyof typeof GROUPS} */ (kind)];

/** @param {string} kind @param {string} value */
export function grouped(kind, value) {
  let at = 0;
  return groupsOf(kind)
    .map((length) => value.slice(at, (at += length)))
    .filter(Boolean)
    .join(' ');
}

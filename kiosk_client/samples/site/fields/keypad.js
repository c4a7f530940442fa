import { h } from '../dom.js';
import { t } from '../texts.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** One set of keys for all numbers of a page: they type into the one that was touched last. */
export class Keypad {
  /** @param {import('./digits.js').Digits[]} fields */
  constructor(fields) {
    this.fields = fields;
    /** @type {import('./digits.js').Digits | undefined} */
    this.current = fields[0];
    this.clear = this.#key('key-clear', t('keypad.clear'), () => '');
    this.x = this.#key('key-x', 'X', (value) => `${value}X`, t('keypad.x'));
    this.element = h(
      'div',
      // A touched key must not take the focus, and with it the cursor, from the number.
      { id: 'keypad', class: 'keypad', role: 'group', pointerdown: (/** @type {Event} */ event) => event.preventDefault() },
      ...KEYS.map((digit) => this.#digit(digit)),
      this.clear,
      this.x,
      this.#digit('0'),
      this.#key('key-delete', t('keypad.delete'), (value) => value.slice(0, -1)),
    );
    for (const field of fields) field.input.addEventListener('focus', () => this.#turnTo(field));
  }

  /** Fits itself to the numbers that are asked for. */
  show() {
    const shown = this.fields.filter(({ input }) => !input.parentElement?.hidden);
    this.element.hidden = shown.length === 0;
    if (!this.current || !shown.includes(this.current)) this.current = shown[0];
    if (this.current) this.#turnTo(this.current);
  }

  /** @param {import('./digits.js').Digits} field */
  #turnTo(field) {
    this.current = field;
    this.x.hidden = !field.takesX;
    this.clear.hidden = field.takesX;
    this.element.setAttribute('aria-label', t('keypad', { field: t(`field.${field.field.name}`) }));
    this.element.setAttribute('aria-controls', field.input.id);
  }

  /** @param {string} digit */
  #digit(digit) {
    return this.#key(`key-${digit}`, digit, (value) => value + digit);
  }

  /** @param {string} id @param {string} shown @param {(value: string) => string} change @param {string} [name] */
  #key(id, shown, change, name = shown) {
    const press = () => {
      const { current } = this;
      if (!current) return;
      if (document.activeElement !== current.input && !this.element.contains(document.activeElement)) current.input.focus();
      current.input.setSelectionRange(current.input.value.length, current.input.value.length);
      current.set(change(current.value));
    };
    const look = shown.length === 1 ? 'key' : 'key word';
    return h('button', { id, type: 'button', class: look, 'aria-label': name, click: press }, shown);
  }
}

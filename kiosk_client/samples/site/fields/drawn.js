import { h } from '../dom.js';
import { idOf } from '../services.js';
import { has, t } from '../texts.js';
import { choice } from './choice.js';
import { digits as number } from './digits.js';
import { address, name } from './line.js';
import { photo } from './photo.js';
import { signature } from './signature.js';
import { terms } from './terms.js';

/**
 * @typedef {object} Asked
 * @property {import('../rules.js').Field} field
 * @property {string} id
 * @property {string} service
 * @property {string} value
 * @property {(value: string) => void} save
 *
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {HTMLElement} target where the focus goes, and what a fault is tied to
 * @property {boolean} [group] several elements under one legend
 * @property {boolean} [unlabelled] says itself what it is
 * @property {boolean} [titled] the page's title says what it is
 * @property {import('./digits.js').Digits} [digits]
 * @property {() => void} [leave]
 *
 * @typedef {object} Drawn
 * @property {import('../rules.js').Field} field
 * @property {HTMLElement} element
 * @property {HTMLElement} target
 * @property {(fault: string | null) => void} tell
 * @property {import('./digits.js').Digits} [digits]
 * @property {() => void} [leave]
 */

/** @type {Record<import('../rules.js').Field['kind'], (asked: Asked) => Control>} */
const CONTROLS = { terms, name, address, choice, photo, signature, id_number: number, mobile: number, bank_card: number };

/**
 * A field with its label, its hint and the place where a fault is told.
 *
 * @param {import('../rules.js').Field} field
 * @param {import('../services.js').Service} service
 * @param {string} value
 * @param {(value: string) => void} save
 * @returns {Drawn}
 */
export function drawn(field, service, value, save) {
  const id = idOf(field);
  const control = CONTROLS[field.kind]({ field, id, service: service.code, value, save });
  const fault = h('p', { id: `${id}-fault`, class: 'fault', role: 'alert' });
  const hint = has(`hint.${field.name}`) ? h('p', { id: `${id}-hint`, class: 'hint' }, t(`hint.${field.name}`)) : null;
  const described = [hint && hint.id, fault.id].filter(Boolean).join(' ');
  control.target.setAttribute('aria-describedby', described);
  const named = t(`field.${field.name}`);
  const label = control.group ? h('legend', control.titled ? { class: 'unseen' } : {}, named) : h('label', { for: id }, named);
  const element = h(
    control.group ? 'fieldset' : 'div',
    { id: control.group ? id : `${id}-field`, class: `field ${field.kind}` },
    control.unlabelled ? null : label,
    hint,
    control.element,
    fault,
  );
  const { target, digits, leave } = control;
  return { field, element, target, digits, leave, tell: (said) => tell(target, fault, said) };
}

/** @param {HTMLElement} target @param {HTMLElement} place @param {string | null} said */
function tell(target, place, said) {
  place.textContent = said ?? '';
  if (!target.matches('input:not([type=radio]), textarea')) return;
  if (said) target.setAttribute('aria-invalid', 'true');
  else target.removeAttribute('aria-invalid');
}

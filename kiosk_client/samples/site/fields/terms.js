import { h } from '../dom.js';
import { t } from '../texts.js';

const AGREED = 'agreed';

/** @param {import('./drawn.js').Asked} asked @returns {import('./drawn.js').Control} */
export function terms({ id, service, value, save }) {
  const change = () => save(input.checked ? AGREED : '');
  const input = h('input', { id: `${id}-checkbox`, type: 'checkbox', checked: value === AGREED, change });
  const points = [`terms.${service}`, 'terms.truth', 'terms.use', 'terms.machine'].map((key) => h('li', {}, t(key)));
  const element = h(
    'div',
    { class: 'terms-read' },
    h('p', {}, t('terms.purpose')),
    h('ol', { id: 'terms-text' }, ...points),
    h('label', { id: `${id}-agree`, class: 'tile' }, input, h('span', {}, t('field.terms'))),
  );
  return { element, target: input, unlabelled: true };
}

import { h } from '../dom.js';
import { t } from '../texts.js';

/** @param {import('./drawn.js').Asked} asked @returns {import('./drawn.js').Control} */
export function choice({ field, id, value, save }) {
  const inputs = (field.options ?? []).map((option) =>
    h('input', {
      id: `${tileId(id, option)}-radio`,
      type: 'radio',
      name: field.name,
      value: option,
      checked: option === value,
      change: () => save(option),
    }),
  );
  const tiles = inputs.map((input) =>
    h('label', { id: tileId(id, input.value), class: 'tile' }, input, h('span', {}, t(`choice.${field.name}.${input.value}`))),
  );
  return { element: h('div', { class: 'tiles' }, ...tiles), target: inputs[0], group: true };
}

/** @param {string} id @param {string} option */
const tileId = (id, option) => `${id}-${option.replaceAll('_', '-')}`;

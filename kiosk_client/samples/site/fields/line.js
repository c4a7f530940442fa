import { h } from '../dom.js';

const MOST = { name: 40, address: 100 };

/** @param {import('./drawn.js').Asked} asked @returns {import('./drawn.js').Control} */
export function name({ id, value, save }) {
  const input = h('input', {
    id,
    value,
    type: 'text',
    maxlength: MOST.name,
    autocomplete: 'off',
    spellcheck: 'false',
    'data-bangban-mask': true,
    input: () => save(input.value),
  });
  return { element: input, target: input };
}

/** @param {import('./drawn.js').Asked} asked @returns {import('./drawn.js').Control} */
export function address({ id, value, save }) {
  const input = h(
    'textarea',
    {
      id,
      rows: 3,
      maxlength: MOST.address,
      autocomplete: 'off',
      spellcheck: 'false',
      'data-bangban-mask': true,
      input: () => save(input.value),
    },
    value,
  );
  return { element: input, target: input };
}

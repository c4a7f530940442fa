import { h } from '../dom.js';
import { t } from '../texts.js';

/**
 * Where one is: the service, how far, and what is asked now.
 *
 * @param {import('../services.js').Service} service
 * @param {string} step
 */
export function heading(service, step) {
  const at = service.steps.findIndex(({ code }) => code === step);
  const parts = service.steps.map((_, part) => h('i', { class: part <= at ? 'done' : 'ahead' }));
  return h(
    'div',
    { class: 'heading' },
    h(
      'p',
      { id: 'progress', class: 'progress' },
      h('b', {}, t(`service.${service.code}`)),
      h('span', {}, t('progress', { step: at + 1, steps: parts.length })),
    ),
    h('div', { class: 'bar', 'aria-hidden': 'true' }, ...parts),
    h('h1', { id: 'title', tabindex: -1 }, t(`step.${step}`)),
  );
}

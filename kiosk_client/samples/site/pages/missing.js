import { h } from '../dom.js';
import { t } from '../texts.js';

/** @returns {import('../main.js').Page} */
export function missingPage() {
  const main = h(
    'main',
    { 'data-step': 'missing' },
    h(
      'div',
      { class: 'content' },
      h('h1', { id: 'title', tabindex: -1 }, t('missing.title')),
      h('p', { class: 'lead' }, t('missing.what')),
    ),
    h('div', { class: 'actions' }, h('a', { id: 'next', class: 'button primary', href: '/' }, t('missing.home'))),
  );
  return { title: t('missing.title'), main };
}

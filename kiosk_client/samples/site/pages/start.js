import { h } from '../dom.js';
import { forget } from '../entries.js';
import { path, services } from '../services.js';
import { t } from '../texts.js';

/** Who is here has nothing begun. @returns {import('../main.js').Page} */
export function startPage() {
  forget();
  const tiles = services.map((service) =>
    h(
      'li',
      {},
      h(
        'a',
        { id: `service-${service.code}`, class: 'service', href: path(service, service.steps[0].code) },
        h('strong', {}, t(`service.${service.code}`)),
        h('span', {}, t(`service.${service.code}.what`)),
      ),
    ),
  );
  const main = h(
    'main',
    { 'data-step': 'start', class: 'start' },
    h('h1', { id: 'title', tabindex: -1 }, t('start.title')),
    h('p', { class: 'lead' }, t('start.what')),
    h('ul', { id: 'services', class: 'services' }, ...tiles),
    h('p', { class: 'privacy' }, t('start.privacy')),
  );
  return { title: t('start.title'), main };
}

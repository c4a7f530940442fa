import { h } from '../dom.js';
import { forgetEverything, result } from '../entries.js';
import { go } from '../navigation.js';
import { t } from '../texts.js';

/** @param {import('../services.js').Service} service @returns {import('../main.js').Page} */
export function resultPage(service) {
  const number = result(service.code);
  const title = t(number ? 'result.title' : 'result.none');
  const finish = () => {
    forgetEverything();
    go('/');
  };
  const main = h(
    'main',
    { 'data-step': 'result', 'data-service': service.code },
    h(
      'div',
      { class: 'content' },
      h(
        'div',
        { class: 'heading' },
        h('p', { class: 'progress' }, h('b', {}, t(`service.${service.code}`))),
        h('h1', { id: 'title', tabindex: -1 }, title),
      ),
      ...(number ? received(service, number) : [h('p', { class: 'lead' }, t('result.none.what'))]),
    ),
    h('div', { class: 'actions' }, h('button', { id: 'finish', class: 'primary', type: 'button', click: finish }, t('result.finish'))),
  );
  return { title, main };
}

/** @param {import('../services.js').Service} service @param {string} number */
const received = (service, number) => [
  h('p', { class: 'ticket' }, h('span', {}, t('result.number')), h('strong', { id: 'application-number' }, number)),
  h('h2', {}, t('result.next')),
  h(
    'ul',
    { id: 'next-steps', class: 'next-steps' },
    h('li', {}, t(`service.${service.code}.next`)),
    h('li', {}, t('result.keep')),
    h('li', {}, t('result.ask')),
  ),
];

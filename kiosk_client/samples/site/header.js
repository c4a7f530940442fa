import { dayAndTime } from './clock.js';
import { h } from './dom.js';
import { place } from './navigation.js';
import { language, otherLanguage, switchLanguage, t } from './texts.js';

/** @param {() => void} redraw */
export function header(redraw) {
  const change = () => {
    switchLanguage();
    redraw();
  };
  return h(
    'header',
    {},
    h('img', { src: '/assets/icon.svg', alt: '', class: 'emblem' }),
    h(
      'div',
      { class: 'where' },
      h('p', { id: 'institution' }, t('institution')),
      h('p', { id: 'clock' }, h('time', {}, dayAndTime(language()))),
    ),
    h(
      'nav',
      { 'aria-label': t('site') },
      place().service ? h('a', { id: 'home', class: 'button', href: '/' }, t('home')) : null,
      h('button', { id: 'language', type: 'button', lang: otherLanguage(), click: change }, t('language')),
    ),
  );
}

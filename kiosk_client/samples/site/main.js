import { dayAndTime } from './clock.js';
import { h } from './dom.js';
import { header } from './header.js';
import { onMove, place } from './navigation.js';
import { missingPage } from './pages/missing.js';
import { resultPage } from './pages/result.js';
import { reviewPage } from './pages/review.js';
import { startPage } from './pages/start.js';
import { stepPage } from './pages/step.js';
import { services } from './services.js';
import { language, t } from './texts.js';

/**
 * @typedef {object} Page
 * @property {string} title
 * @property {HTMLElement} main
 * @property {() => void} [arrive] once it is there
 * @property {() => void} [leave]
 */

const CLOCK_EVERY = 5_000;

/** @type {Page | null} */
let current = null;

/** @returns {Page} */
function pageHere() {
  const { service: code, step: name } = place();
  if (code === '') return startPage();
  const service = services.find((one) => one.code === code);
  const step = service?.steps.find((one) => one.code === name);
  if (service && name === 'result') return resultPage(service);
  if (!service || !step) return missingPage();
  return step.code === 'review' ? reviewPage(service) : stepPage(service, step);
}

/** @param {string} focused the element's id */
function draw(focused) {
  current?.leave?.();
  document.documentElement.lang = language();
  current = pageHere();
  document.title = `${current.title} · ${t('site')}`;
  document.body.replaceChildren(header(() => draw('language')), current.main);
  scrollTo(0, 0);
  document.getElementById(focused)?.focus();
  current.arrive?.();
  tellHelp();
}

/** Where the resident is, for whoever is asked to help; on a page of no service there is nothing to tell. */
function tellHelp() {
  const { service, step } = place();
  if (service && step) window.bangban?.step(step, { service });
}

onMove(() => draw('title'));
addEventListener('pagehide', () => current?.leave?.());
setInterval(() => document.getElementById('clock')?.replaceChildren(h('time', {}, dayAndTime(language()))), CLOCK_EVERY);
draw('');

import { h } from '../dom.js';
import { entries, finishWith } from '../entries.js';
import { grouped } from '../fields/digits.js';
import { go, place } from '../navigation.js';
import { applies } from '../rules.js';
import { idOf, path, stepOf } from '../services.js';
import { has, t } from '../texts.js';
import { heading } from './heading.js';

/** @param {import('../services.js').Service} service @returns {import('../main.js').Page} */
export function reviewPage(service) {
  const said = h('p', { id: 'submit-said', class: 'fault', role: 'alert' });
  const submit = h(
    'button',
    {
      id: service.pays ? 'pay' : 'submit',
      class: 'primary',
      type: 'button',
      'data-bangban-protected': true,
      click: () => send(service, submit, said),
    },
    t(service.pays ? 'review.pay' : 'review.submit'),
  );
  const before = service.steps[service.steps.length - 2].code;
  const main = h(
    'main',
    { 'data-step': 'review', 'data-service': service.code },
    h(
      'div',
      { class: 'content' },
      heading(service, 'review'),
      h('p', { class: 'lead' }, t('review.what')),
      h('div', { id: 'review', class: 'review' }, ...service.steps.map((step) => part(service, step)).filter((one) => one !== null)),
      said,
    ),
    h('div', { class: 'actions' }, h('a', { id: 'back', class: 'button', href: path(service, before) }, t('back')), submit),
  );
  return { title: t('step.review'), main };
}

/** @param {import('../services.js').Service} service @param {import('../services.js').Step} step */
function part(service, step) {
  const values = entries(service.code);
  const asked = step.fields.filter((field) => applies(field, values));
  if (asked.length === 0) return null;
  const rows = asked.map((field) => {
    const label = has(`short.${field.name}`) ? `short.${field.name}` : `field.${field.name}`;
    const value = h('dd', { id: `review-${idOf(field)}`, 'data-bangban-mask': true }, shown(field, values[field.name] ?? ''));
    return h('div', {}, h('dt', {}, t(label)), value);
  });
  const edit = h(
    'a',
    {
      id: `edit-${step.code}`,
      class: 'button',
      href: `${path(service, step.code)}?from=review`,
      'aria-label': t('review.edit.step', { step: t(`step.${step.code}`) }),
    },
    t('review.edit'),
  );
  return h('section', { class: 'part' }, h('dl', {}, ...rows), edit);
}

/** @param {import('../rules.js').Field} field @param {string} value */
function shown({ kind, name }, value) {
  if (!value) return t('review.nothing');
  if (kind === 'photo' || kind === 'signature') return h('img', { src: value, alt: t(`${kind}.alt`), class: kind });
  if (kind === 'choice' || kind === 'terms') return t(`choice.${name}.${value}`);
  return kind === 'name' || kind === 'address' ? value : h('span', { class: 'digits' }, grouped(kind, value));
}

/** @param {import('../services.js').Service} service @param {HTMLButtonElement} button @param {HTMLElement} said */
async function send(service, button, said) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  const label = button.textContent;
  button.textContent = t('review.sending');
  said.textContent = '';
  try {
    await apply(service);
  } catch {
    said.textContent = t('review.failed');
  }
  button.textContent = label;
  button.removeAttribute('aria-disabled');
}

/** @param {import('../services.js').Service} service */
async function apply(service) {
  const values = entries(service.code);
  const asked = service.steps.flatMap(({ fields }) => fields).filter((field) => applies(field, values));
  const fields = Object.fromEntries(asked.map(({ name }) => [name, values[name] ?? '']));
  const body = JSON.stringify({ service: service.code, fields });
  const answer = await fetch('/applications', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  const said = await answer.json();
  // Who went on meanwhile is not called back.
  if (place().service !== service.code || place().step !== 'review') return;
  if (answer.status === 422) return go(`${path(service, stepOf(service, said.field))}?from=review&wrong=${said.field}`);
  if (!answer.ok) throw new Error(said.code);
  finishWith(service.code, said.number);
  go(path(service, 'result'), { replace: true });
}

import { today } from '../clock.js';
import { h } from '../dom.js';
import { enter, entries } from '../entries.js';
import { drawn } from '../fields/drawn.js';
import { Keypad } from '../fields/keypad.js';
import { go } from '../navigation.js';
import { applies, fault } from '../rules.js';
import { idOf, path } from '../services.js';
import { t } from '../texts.js';
import { heading } from './heading.js';

/**
 * @param {import('../services.js').Service} service
 * @param {import('../services.js').Step} step
 * @returns {import('../main.js').Page}
 */
export function stepPage(service, step) {
  const page = new StepPage(service, step);
  return { title: t(`step.${step.code}`), main: page.main, arrive: () => page.arrive(), leave: () => page.leave() };
}

class StepPage {
  /** @param {import('../services.js').Service} service @param {import('../services.js').Step} step */
  constructor(service, step) {
    this.service = service;
    this.step = step;
    this.attempt = 1;
    const values = entries(service.code);
    this.fields = step.fields.map((field) =>
      drawn(field, service, values[field.name] ?? '', (value) => this.#entered(field.name, value)),
    );
    this.keypad = new Keypad(this.fields.flatMap(({ digits }) => digits ?? []));
    const form = h(
      'form',
      { class: 'form', novalidate: true, submit: (/** @type {Event} */ event) => this.#goOn(event) },
      h(
        'div',
        { class: 'content' },
        heading(service, step.code),
        h('div', { class: 'asked' }, h('div', { class: 'fields' }, ...this.fields.map(({ element }) => element)), this.keypad.element),
      ),
      this.#actions(),
    );
    this.main = h('main', { 'data-step': step.code, 'data-service': service.code }, form);
    this.#show();
  }

  /** A fault that the office found is told where it can be put right. */
  arrive() {
    const wrong = new URLSearchParams(location.search).get('wrong');
    if (wrong) this.#check();
  }

  leave() {
    for (const field of this.fields) field.leave?.();
  }

  #actions() {
    const at = this.service.steps.indexOf(this.step);
    const before = at > 0 ? path(this.service, this.service.steps[at - 1].code) : '/';
    return h(
      'div',
      { class: 'actions' },
      h('a', { id: 'back', class: 'button', href: before }, t('back')),
      h('button', { id: 'next', class: 'primary', type: 'submit' }, t('next')),
    );
  }

  /** @param {string} name @param {string} value */
  #entered(name, value) {
    enter(this.service.code, name, value);
    this.fields.find(({ field }) => field.name === name)?.tell(null);
    this.#show();
  }

  /** What depends on a choice is there after that choice. */
  #show() {
    const values = entries(this.service.code);
    for (const { field, element } of this.fields) element.hidden = !applies(field, values);
    this.keypad.show();
  }

  /** @param {Event} event */
  #goOn(event) {
    event.preventDefault();
    if (!this.#check()) return;
    const { steps } = this.service;
    const next = location.search ? steps[steps.length - 1] : steps[steps.indexOf(this.step) + 1];
    go(path(this.service, next.code));
  }

  #check() {
    const values = entries(this.service.code);
    const asked = this.fields.filter(({ field }) => applies(field, values));
    const wrong = asked.filter(({ field, tell }) => {
      const code = fault(field, values[field.name] ?? '', today());
      const count = (values[field.name] ?? '').length;
      tell(code && t(`fault.${field.kind}.${code}`, { count, min_age: field.min_age }));
      return code;
    });
    wrong[0]?.target.focus();
    if (wrong.length > 0) this.#tellHelp(wrong[0]);
    return wrong.length === 0;
  }

  /** What went wrong, by its code: never what was entered. @param {import('../fields/drawn.js').Drawn} first */
  #tellHelp({ field }) {
    const code = fault(field, entries(this.service.code)[field.name] ?? '', today());
    this.attempt += 1;
    const about = { service: this.service.code, attempt: this.attempt, error: `${idOf(field)}-${code}`.replaceAll('_', '-') };
    window.bangban?.step(this.step.code, about);
  }
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { applies, fault } from '../../kiosk_client/samples/site/rules.js';

const read = (/** @type {string} */ path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const { today, cases } = read('tests/support/sample_site.json');
const { services } = read('kiosk_client/samples/site/services.json');
const catalogue = read('signaling/service/catalogue.json').services;
const texts = Object.fromEntries(['zh-CN', 'en'].map((language) => [language, read(`kiosk_client/samples/site/texts/${language}.json`)]));

test('the sample site judges what is entered as its office does: both are held to the same cases', () => {
  for (const [field, value, code] of cases) assert.equal(fault(field, value, today), code, `${field.kind}: ${value}`);
});

test('a field that depends on a choice is asked for after that choice only', () => {
  const field = { name: 'address', kind: /** @type {const} */ ('address'), when: { delivery: 'post' } };
  assert.deepEqual([{}, { delivery: 'collect' }, { delivery: 'post' }].map((values) => applies(field, values)), [false, false, true]);
});

test('the sample site has the services of the catalogue, by the same names', () => {
  assert.deepEqual(services.map(({ code }) => code), catalogue.map(({ code }) => code));
  for (const { code, title } of catalogue) {
    for (const language of ['zh-CN', 'en']) assert.equal(texts[language][`service.${code}`], title[language]);
  }
});

test('the sample site says everything in both languages', () => {
  assert.deepEqual(Object.keys(texts['zh-CN']), Object.keys(texts.en));
  const fields = services.flatMap(({ steps }) => steps.flatMap((step) => step.fields));
  const wanted = [
    ...services.flatMap(({ code }) => [`service.${code}`, `service.${code}.what`, `service.${code}.next`]),
    ...services.flatMap(({ steps }) => steps.map(({ code }) => `step.${code}`)),
    ...fields.map(({ name }) => `field.${name}`),
    ...fields.flatMap(({ name, options = [] }) => options.map((option) => `choice.${name}.${option}`)),
    ...cases.flatMap(([{ kind }, , code]) => (code ? [`fault.${kind}.${code}`] : [])),
  ];
  assert.deepEqual(wanted.filter((key) => !(key in texts.en)), []);
});

/**
 * @typedef {import('./rules.js').Field} Field
 * @typedef {{code: string, fields: Field[]}} Step
 * @typedef {{code: string, pays?: boolean, steps: Step[]}} Service
 */

/** @type {{services: Service[]}} */
const { services } = await (await fetch('/assets/services.json')).json();

export { services };

/** @param {Service} service @param {string} step */
export const path = (service, step) => `/${service.code}/${step}`;

/** @param {Service} service @param {string} field @returns {string} the step that asks for it */
export const stepOf = (service, field) =>
  (service.steps.find(({ fields }) => fields.some(({ name }) => name === field)) ?? service.steps[0]).code;

/** @param {{name: string}} field */
export const idOf = ({ name }) => name.replaceAll('_', '-');

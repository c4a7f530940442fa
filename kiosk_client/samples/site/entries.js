/**
 * What was entered, in this tab until it is submitted or given up.
 *
 * @typedef {Record<string, string>} Values
 */

/** @param {string} key */
export const recall = (key) => sessionStorage.getItem(key);

/** @param {string} key @param {string} value */
export const remember = (key, value) => sessionStorage.setItem(key, value);

/** @param {string} service @returns {Values} */
export function entries(service) {
  const kept = JSON.parse(recall('entries') ?? '{}');
  return kept.service === service ? kept.values : {};
}

/** @param {string} service @param {string} name @param {string} value */
export function enter(service, name, value) {
  remember('entries', JSON.stringify({ service, values: { ...entries(service), [name]: value } }));
}

/** @param {string} service @param {string} number */
export function finishWith(service, number) {
  sessionStorage.removeItem('entries');
  remember('result', JSON.stringify({ service, number }));
}

/** @param {string} service @returns {string | null} the number that its application got */
export function result(service) {
  const kept = JSON.parse(recall('result') ?? '{}');
  return kept.service === service ? kept.number : null;
}

export function forget() {
  sessionStorage.removeItem('entries');
  sessionStorage.removeItem('result');
}

/** The next person starts in the machine's own language, too. */
export const forgetEverything = () => sessionStorage.clear();

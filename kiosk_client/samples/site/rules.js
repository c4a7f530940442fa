/**
 * What may be entered, field by field. The office has the same rules.
 *
 * @typedef {object} Field as services.json describes it
 * @property {string} name
 * @property {'terms' | 'name' | 'id_number' | 'mobile' | 'choice' | 'address' | 'bank_card' | 'photo' | 'signature'} kind
 * @property {string[]} [options]
 * @property {number} [min_age]
 * @property {Record<string, string>} [when]
 *
 * @typedef {Pick<Field, 'kind' | 'options' | 'min_age'>} Ruled
 * @typedef {(value: string, field: Ruled, today: string) => string | null} Rule
 */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
const REGION = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const OLDEST_YEARS = 120;
/** Characters of a data URL. */
export const MOST_PICTURE = { photo: 36_000, signature: 20_000 };

/**
 * @param {Ruled} field
 * @param {string} value
 * @param {string} today such as 2026-11-26
 * @returns {string | null} the code of what is wrong
 */
export const fault = (field, value, today) => (value ? RULES[field.kind](value, field, today) : 'empty');

/**
 * Whether the field is asked for, after what was chosen before.
 *
 * @param {Field} field
 * @param {Record<string, string>} values
 */
export const applies = (field, values) => Object.entries(field.when ?? {}).every(([name, wanted]) => values[name] === wanted);

/** @type {Rule} */
function idNumber(value, field, today) {
  if (!/^(?:\d{0,17}|\d{17}[\dX]|\d{18,})$/.test(value)) return 'form';
  if (value.length !== 18) return 'length';
  if (!REGION.test(value)) return 'region';
  const born = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
  const oldest = Number(today.slice(0, 4)) - OLDEST_YEARS;
  if (!isDay(born) || Number(born.slice(0, 4)) < oldest || born > today) return 'birth';
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(value[at]), 0);
  if (value[17] !== CHECK_DIGITS[sum % 11]) return 'check';
  return age(born, today) >= (field.min_age ?? 0) ? null : 'under_age';
}

/** @param {string} written */
function isDay(written) {
  const day = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
}

/** @param {string} born @param {string} today */
const age = (born, today) =>
  Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0);

/** @type {Rule} */
function name(value) {
  if (!/^[\p{L}\p{M}·•.'’\- ]*$/u.test(value)) return 'form';
  return isBetween(value, 2, 40) ? null : 'length';
}

/** @type {Rule} */
function mobile(value) {
  if (!/^1(?:[3-9]\d*)?$/.test(value)) return 'form';
  return value.length === 11 ? null : 'length';
}

/** @type {Rule} */
function address(value) {
  if (!isBetween(value, 6, 100)) return 'length';
  return /[0-9０-９]/.test(value) ? null : 'number';
}

/** @type {Rule} */
function bankCard(value) {
  if (!/^\d+$/.test(value)) return 'form';
  if (value.length < 16 || value.length > 19) return 'length';
  const doubled = [...value].reverse().map((digit, at) => Number(digit) * (1 + (at % 2)));
  return doubled.reduce((total, one) => total + Math.floor(one / 10) + (one % 10), 0) % 10 === 0 ? null : 'check';
}

/** @type {Rule} */
function picture(value, { kind }) {
  if (value.length > MOST_PICTURE[/** @type {'photo' | 'signature'} */ (kind)]) return 'length';
  return /^data:image\/(?:jpeg|png);base64,[A-Za-z0-9+/]+={0,2}$/.test(value) ? null : 'form';
}

/** @param {string} value @param {number} least @param {number} most */
function isBetween(value, least, most) {
  const { length } = [...value.trim()];
  return length >= least && length <= most;
}

/** @type {Record<Field['kind'], Rule>} */
const RULES = {
  terms: (value) => (value === 'agreed' ? null : 'empty'),
  name,
  id_number: idNumber,
  mobile,
  choice: (value, { options }) => (options?.includes(value) ? null : 'choice'),
  address,
  bank_card: bankCard,
  photo: picture,
  signature: picture,
};

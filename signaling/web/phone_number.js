/** Telephone numbers of mainland China as they are typed; the server has the same rule. */

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^(?:0(?:10|2\d)[2-8]\d{7}|0[3-9]\d\d[2-8]\d{6,7})$/;
export const MOST_DIGITS = 12;

/** @param {string} digits */
export const isPhoneNumber = (digits) => MOBILE.test(digits) || LANDLINE.test(digits);

/** @param {string} digits of a landline */
const areaLength = (digits) => (/^0[12]/.test(digits) ? 3 : 4);

/**
 * In the groups in which it is read aloud: 138 0013 8000, 021 6234 5678.
 *
 * @param {string} digits
 */
export function grouped(digits) {
  const first = digits.startsWith('0') ? areaLength(digits) : 3;
  const rest = digits.slice(first);
  const half = rest.length > 7 ? 4 : rest.length === 7 && first === 4 ? 3 : 4;
  return [digits.slice(0, first), rest.slice(0, half), rest.slice(half)].filter(Boolean).join(' ');
}

/**
 * What is to be said of what is typed so far: the end of a text key, and how many digits are missing.
 *
 * @param {string} digits
 * @returns {{key: 'empty' | 'missing' | 'area' | 'wrong' | 'whole', missing: number}}
 */
export function judge(digits) {
  const missing = Math.max(0, wanted(digits) - digits.length);
  if (isPhoneNumber(digits)) return { key: 'whole', missing: 0 };
  if (digits === '') return { key: 'empty', missing };
  if (/^[2-9]/.test(digits)) return { key: 'area', missing };
  const beginsWell = /^(?:1(?:[3-9]|$)|0(?:$|1$|10$|10[2-8]|2\d?$|2\d[2-8]|[3-9]\d?\d?$|[3-9]\d\d[2-8]))/.test(digits);
  return { key: beginsWell && missing > 0 ? 'missing' : 'wrong', missing };
}

/** Of most numbers that begin so. @param {string} digits */
const wanted = (digits) => (digits.startsWith('0') ? areaLength(digits) + (areaLength(digits) === 3 ? 8 : 7) : 11);

/**
 * @typedef {import('/web/i18n.js').Language} Language
 */

const DAY = 86_400_000;

const CHINESE = /\p{Script=Han}/u;

/**
 * A place is named by whoever set it up: the Chinese half or the English of "三号机 / Machine 3"; any other name as it is.
 *
 * @param {string} name
 * @param {Language} language
 */
export function placeName(name, language) {
  const [chinese, english, more] = name.split(' / ');
  const both = english !== undefined && more === undefined && CHINESE.test(chinese) && !CHINESE.test(english);
  if (!both) return name;
  return language === 'en' ? english : chinese;
}

/** @param {number} ms @returns {string} minutes and seconds, e.g. 02:14 */
export function elapsed(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** @param {number} at @param {Language} language @param {string} [timeZone] else the machine's */
export function clockTime(at, language, timeZone) {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone };
  return new Intl.DateTimeFormat(language, /** @type {Intl.DateTimeFormatOptions} */ (time)).format(at);
}

/** @param {number} at @param {Language} language @param {string} [timeZone] */
export function fullDate(at, language, timeZone) {
  const day = { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long', timeZone };
  return new Intl.DateTimeFormat(language, /** @type {Intl.DateTimeFormatOptions} */ (day)).format(at);
}

/**
 * When something will be, in the words people use: today and tomorrow by name, later days by date.
 *
 * @param {number} at
 * @param {number} now
 * @param {Language} language
 * @param {string} [timeZone] else the machine's
 */
export function dayAndTime(at, now, language, timeZone) {
  const days = dayNumber(at, timeZone) - dayNumber(now, timeZone);
  const day =
    days < 2
      ? new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day')
      : new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', weekday: 'long', timeZone }).format(at);
  return `${day} ${clockTime(at, language, timeZone)}`;
}

/** Days since 1970 by the calendar of the zone. @param {number} at @param {string} [timeZone] */
function dayNumber(at, timeZone) {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone };
  const day = new Intl.DateTimeFormat('en-CA', /** @type {Intl.DateTimeFormatOptions} */ (parts)).format(at);
  return Date.parse(`${day}T00:00:00Z`) / DAY; // such as 2026-09-25
}

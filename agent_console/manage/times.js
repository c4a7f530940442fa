/** Times as people read them: in the site's zone, never in the browser's. Durations are milliseconds. */

export const ZONE = 'Asia/Shanghai';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * @param {string} language
 * @param {Intl.DateTimeFormatOptions} options
 */
function format(language, options) {
  const key = language + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, { hourCycle: 'h23', ...options });
  formats.set(key, made);
  return made;
}

/** "10:42:07" @param {number} at @param {string} [zone] */
export const clockTime = (at, zone = ZONE) => format('en-GB', { timeZone: zone, timeStyle: 'medium' }).format(at);

/** "10:42" @param {number} at @param {string} [zone] */
export const hourAndMinute = (at, zone = ZONE) => format('en-GB', { timeZone: zone, timeStyle: 'short' }).format(at);

/** "2026-11-23" @param {number} at @param {string} [zone] */
export function isoDay(at, zone = ZONE) {
  return format('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/**
 * "Monday, 23 November" / "11月23日星期一"
 * @param {number} at
 * @param {string} language
 * @param {string} [zone]
 */
export function longDay(at, language, zone = ZONE) {
  const locale = language === 'en' ? 'en-GB' : language;
  return format(locale, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

/**
 * "23 Nov 2026, 10:42" / "2026年11月23日 10:42"
 * @param {number} at
 * @param {string} language
 * @param {string} [zone]
 */
export function dayAndTime(at, language, zone = ZONE) {
  const locale = language === 'en' ? 'en-GB' : language;
  return format(locale, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** Local midnight at the start of an ISO date, in ms. @param {string} day @param {string} [zone] */
export function startOfDay(day, zone = ZONE) {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const first = utc - offset(utc, zone);
  return utc - offset(first, zone);
}

/** @param {string} day @param {number} days */
export function addDays(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * HOUR).toISOString().slice(0, 10);
}

/** What local clocks are ahead of UTC, in ms. @param {number} at @param {string} zone */
function offset(at, zone) {
  const local = Date.parse(`${isoDay(at, zone)}T${clockTime(at, zone)}Z`);
  return local - Math.floor(at / 1000) * 1000;
}

/** "0:08", "4:05", "1:02:33"; an em dash where there is none. @param {number | null | undefined} ms */
export function stopwatch(ms) {
  if (ms === null || ms === undefined) return '—';
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3600);
  return hours ? `${hours}:${parts.join(':')}` : parts.join(':').replace(/^0/, '');
}

/**
 * "0.4 s", "8 s", "4 min 5 s", "1 h 3 min": for sentences.
 * @param {number} ms
 * @param {(key: string, vars?: Record<string, string | number>) => string} t
 */
export function spoken(ms, t) {
  if (ms < 950) return t('duration.seconds', { s: (Math.max(0, ms) / 1000).toFixed(1) });
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return t('duration.seconds', { s: seconds });
  if (seconds < 3600) {
    const [m, s] = [Math.floor(seconds / 60), seconds % 60];
    return s ? t('duration.minutes_seconds', { m, s }) : t('duration.minutes', { m });
  }
  const minutes = Math.round(seconds / 60);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return m ? t('duration.hours_minutes', { h, m }) : t('duration.hours', { h });
}

/**
 * How long ago, roughly: for "last seen".
 * @param {number} ms
 * @param {string} language
 */
export function ago(ms, language) {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (ms < MINUTE) return format.format(0, 'second');
  if (ms < HOUR) return format.format(-Math.floor(ms / MINUTE), 'minute');
  if (ms < 48 * HOUR) return format.format(-Math.floor(ms / HOUR), 'hour');
  return format.format(-Math.floor(ms / (24 * HOUR)), 'day');
}

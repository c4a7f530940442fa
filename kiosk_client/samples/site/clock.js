const ZONE = 'Asia/Shanghai';

/** @returns {string} such as 2026-11-26 */
export const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' }).format(new Date());

/** @param {string} language */
export function dayAndTime(language) {
  const now = new Date();
  const day = new Intl.DateTimeFormat(language, { timeZone: ZONE, year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });
  const time = new Intl.DateTimeFormat(language, { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${day.format(now)} ${time.format(now)}`;
}

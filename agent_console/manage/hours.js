/** Opening hours as people write them: "09:00–11:30, 13:30–17:00". */

/** From and to, minutes after midnight; `to` is exclusive, at most 1440. @typedef {[number, number]} Span */

const SPAN = /^(\d{1,2})[:：.](\d{2})\s*[-–—~～至]\s*(\d{1,2})[:：.](\d{2})$/;

/** @param {number} minute */
const clock = (minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Empty for a closed day. @param {readonly (readonly [number, number])[]} spans */
export const write = (spans) => spans.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(', ');

/**
 * @param {string} text
 * @returns {Span[] | null} in order; null when it cannot be read, runs backwards or overlaps
 */
export function read(text) {
  const parts = text.split(/[,，、;；]/).map((part) => part.trim()).filter(Boolean);
  const spans = parts.map(readSpan).sort((a, b) => (a?.[0] ?? 0) - (b?.[0] ?? 0));
  /** @type {Span[]} */
  const good = [];
  for (const span of spans) {
    if (!span || span[0] < (good.at(-1)?.[1] ?? 0)) return null;
    good.push(span);
  }
  return good;
}

/** @param {string} text @returns {Span | null} */
function readSpan(text) {
  const [, fromHour, fromMinute, toHour, toMinute] = SPAN.exec(text) ?? [];
  if (!fromHour || !fromMinute || !toHour || !toMinute) return null;
  if (Number(fromMinute) > 59 || Number(toMinute) > 59) return null;
  const [from, to] = [Number(fromHour) * 60 + Number(fromMinute), Number(toHour) * 60 + Number(toMinute)];
  return from < to && to <= 1440 ? [from, to] : null;
}

/** "Monday" / "星期一" of 0 … 6, Monday first. @param {number} index @param {string} language */
export function weekday(index, language) {
  const monday = Date.UTC(2024, 0, 1); // a Monday
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return format.format(monday + index * 86_400_000);
}

/**
 * Days in a row that have the same hours, together.
 * @param {readonly (readonly (readonly [number, number])[])[]} weekly
 * @returns {{from: number, to: number, text: string}[]} days 0 … 6, both included
 */
export function together(weekly) {
  /** @type {{from: number, to: number, text: string}[]} */
  const groups = [];
  weekly.forEach((spans, day) => {
    const [text, last] = [write(spans), groups.at(-1)];
    if (last?.text === text) last.to = day;
    else groups.push({ from: day, to: day, text });
  });
  return groups;
}

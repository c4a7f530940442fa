/** Figures over the sessions that are listed – never more than that, and labelled so. */

/** First response that the city publishes as its promise, ms. */
export const PROMISED_RESPONSE = 60_000;

const LEFT = new Set(['resident_left', 'kiosk_lost_waiting']);
const TURNED_AWAY = new Set(['desk_closed', 'no_agent', 'queue_full', 'max_wait']);

/**
 * @typedef {{answered_at: number | null, waited_ms: number | null, end_reason: string | null, rating: number | null}}
 *   Counted
 */

/**
 * @typedef {object} Summary
 * @property {number} asked
 * @property {number} answered
 * @property {number} prompt Answered within the promised response.
 * @property {number} left Gone before anybody answered.
 * @property {number} withTicket Took a ticket instead of waiting on.
 * @property {number} turnedAway Told that nobody could come: closed, nobody there, full, waited too long.
 * @property {number} open Still waiting now.
 * @property {number | null} longest Longest wait of those answered, ms.
 * @property {number} rated
 * @property {number} satisfied Rated 3 (basically satisfied) or better.
 */

/** @param {readonly Counted[]} rows @returns {Summary} */
export function summarise(rows) {
  const answered = rows.filter((row) => row.answered_at !== null);
  const unanswered = rows.filter((row) => row.answered_at === null);
  const waits = answered.map((row) => row.waited_ms ?? 0);
  const rated = rows.filter((row) => row.rating !== null);
  return {
    asked: rows.length,
    answered: answered.length,
    prompt: waits.filter((wait) => wait <= PROMISED_RESPONSE).length,
    left: unanswered.filter((row) => LEFT.has(row.end_reason ?? '')).length,
    withTicket: unanswered.filter((row) => row.end_reason === 'left_with_ticket').length,
    turnedAway: unanswered.filter((row) => TURNED_AWAY.has(row.end_reason ?? '')).length,
    open: unanswered.filter((row) => row.end_reason === null).length,
    longest: waits.length ? Math.max(...waits) : null,
    rated: rated.length,
    satisfied: rated.filter((row) => (row.rating ?? 0) >= 3).length,
  };
}

/**
 * "92%"; rounded down, so that all is said only of all.
 * @param {number} part
 * @param {number} whole
 * @param {string} language
 */
export function share(part, whole, language) {
  if (whole === 0) return '—';
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0, roundingMode: 'floor' });
  return format.format(part / whole);
}

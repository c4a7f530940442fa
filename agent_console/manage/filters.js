/** What the list of sessions is narrowed to, as it stands in the address and as the server is asked. */
import { addDays, isoDay, startOfDay, ZONE } from './times.js';

export const PERIODS = /** @type {const} */ (['today', 'yesterday', '7d', '30d', 'custom']);

export const END_REASONS = /** @type {const} */ ([
  'resident_ended',
  'agent_ended',
  'resident_left',
  'left_with_ticket',
  'kiosk_lost_waiting',
  'max_wait',
  'no_agent',
  'desk_closed',
  'queue_full',
  'kiosk_lost',
  'never_connected',
  'system',
]);

export const OUTCOMES = /** @type {const} */ ([
  'solved',
  'counter',
  'call_back',
  'information',
  'not_solved',
  'technical',
  'none',
]);

/** Waits to look beyond, in seconds; the first is the published service level. */
export const WAITS = /** @type {const} */ ([60, 120, 300, 600]);

/** @typedef {typeof PERIODS[number]} Period */

/**
 * Empty text: not narrowed by this.
 * @typedef {object} Filters
 * @property {Period} period
 * @property {string} from First day, ISO, of a custom period.
 * @property {string} to Last day, included.
 * @property {string} site
 * @property {string} kiosk
 * @property {string} agent
 * @property {string} service
 * @property {string} end_reason
 * @property {string} outcome
 * @property {string} rating
 * @property {string} waited Longer than this many seconds.
 */

/** @type {Readonly<Filters>} */
export const NONE = Object.freeze({
  period: '7d',
  from: '',
  to: '',
  site: '',
  kiosk: '',
  agent: '',
  service: '',
  end_reason: '',
  outcome: '',
  rating: '',
  waited: '',
});

/** Those that narrow to one value, apart from the period. */
export const NARROWING = /** @type {const} */ ([
  'site',
  'kiosk',
  'agent',
  'service',
  'end_reason',
  'outcome',
  'rating',
  'waited',
]);

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @param {string} text */
const isDay = (text) => ISO_DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/**
 * An address is what people paste: anything that makes no sense is left out.
 * @param {URLSearchParams} query
 * @returns {Filters}
 */
export function fromQuery(query) {
  const found = { ...NONE };
  for (const name of NARROWING) found[name] = (query.get(name) ?? '').slice(0, 64);
  if (!/^[1-5]?$/.test(found.rating)) found.rating = '';
  if (!/^\d{0,5}$/.test(found.waited)) found.waited = '';
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
  if (isDay(from) && isDay(to)) {
    const [first, last] = [from, to].sort();
    return { ...found, period: 'custom', from: first ?? from, to: last ?? to };
  }
  const period = PERIODS.find((known) => known !== 'custom' && known === query.get('period'));
  return { ...found, period: period ?? NONE.period };
}

/** Only what differs from no filter, so that addresses stay short. @param {Filters} filters */
export function toQuery(filters) {
  const query = new URLSearchParams();
  if (filters.period === 'custom') {
    query.set('from', filters.from);
    query.set('to', filters.to);
  } else if (filters.period !== NONE.period) query.set('period', filters.period);
  for (const name of NARROWING) if (filters[name]) query.set(name, filters[name]);
  return query;
}

/**
 * First and last day of the period, both included.
 * @param {Filters} filters
 * @param {number} now
 * @param {string} [zone]
 * @returns {[string, string]}
 */
export function days(filters, now, zone = ZONE) {
  const today = isoDay(now, zone);
  switch (filters.period) {
    case 'custom':
      return [filters.from, filters.to];
    case 'today':
      return [today, today];
    case 'yesterday':
      return [addDays(today, -1), addDays(today, -1)];
    case '7d':
      return [addDays(today, -6), today];
    case '30d':
      return [addDays(today, -29), today];
  }
}

/**
 * The question put to the server: `from` included, `to` excluded, ms.
 * @param {Filters} filters
 * @param {number} now
 * @param {{cursor?: string | null, limit: number}} page
 * @param {string} [zone]
 */
export function toRequest(filters, now, { cursor, limit }, zone = ZONE) {
  const [first, last] = days(filters, now, zone);
  const query = new URLSearchParams({
    from: String(startOfDay(first, zone)),
    to: String(startOfDay(addDays(last, 1), zone)),
    limit: String(limit),
  });
  for (const name of NARROWING) if (filters[name] && name !== 'waited') query.set(name, filters[name]);
  if (filters.waited) query.set('waited_over_ms', String(Number(filters.waited) * 1000));
  if (cursor) query.set('cursor', cursor);
  return query;
}

/** @param {Filters} filters */
export const countNarrowing = (filters) => NARROWING.filter((name) => filters[name]).length;

/** Sessions as rows of a spreadsheet: local times that it reads as times, durations in seconds, codes as they are. */
import { clockTime, isoDay } from './times.js';

/** @typedef {import('./types.js').SessionRow} SessionRow */

/** @type {[string, (row: SessionRow, service: (code: string | null) => string) => string | number | null][]} */
const CELLS = [
  ['day', (row) => isoDay(row.requested_at)],
  ['time', (row) => clockTime(row.requested_at)],
  ['ticket', (row) => row.ticket],
  ['site', (row) => row.site_name],
  ['kiosk', (row) => row.kiosk_name],
  ['service', (row, service) => (row.service === null ? null : service(row.service))],
  ['step', (row) => row.step],
  ['language', (row) => row.language],
  ['agent', (row) => row.agent_name],
  ['waited', (row) => seconds(row.waited_ms)],
  ['answered', (row) => Number(row.answered_at !== null)],
  ['talk', (row) => (row.answered_at === null ? null : seconds(row.talk_ms))],
  ['wrap_up', (row) => (row.answered_at === null ? null : seconds(row.wrap_up_ms))],
  ['rings', (row) => row.rings],
  ['requeues', (row) => row.requeues],
  ['transfers', (row) => row.transfers],
  ['interruptions', (row) => row.interruptions],
  ['media_restarts', (row) => row.media_restarts],
  ['end_reason', (row) => row.end_reason],
  ['ended_by', (row) => row.ended_by],
  ['outcome', (row) => row.outcome],
  ['rating', (row) => row.rating],
  ['id', (row) => row.id],
];

export const COLUMNS = CELLS.map(([name]) => name);

/** @param {readonly SessionRow[]} rows @param {(code: string | null) => string} service */
export const sheet = (rows, service) => rows.map((row) => CELLS.map(([, cell]) => cell(row, service)));

/** @param {number | null} ms */
const seconds = (ms) => (ms === null ? null : Math.round(ms / 1000));

import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as times from '../../agent_console/manage/times.js';

const t = (key, vars = {}) => `${key} ${Object.values(vars).join(' ')}`.trim();
const AT = Date.parse('2026-11-23T02:42:07.250Z');

test('times are those of the site, whatever the zone of the browser', () => {
  assert.equal(times.clockTime(AT), '10:42:07');
  assert.equal(times.hourAndMinute(AT), '10:42');
  assert.equal(times.isoDay(Date.parse('2026-11-22T16:00:00Z')), '2026-11-23');
  assert.equal(times.isoDay(Date.parse('2026-11-22T15:59:59Z')), '2026-11-22');
});

test('midnight is 00:00, never 24:00', () => {
  assert.equal(times.clockTime(Date.parse('2026-11-22T16:00:00Z')), '00:00:00');
});

test('a day starts at local midnight, also where clocks are changed on that day', () => {
  assert.equal(times.startOfDay('2026-11-23'), Date.parse('2026-11-22T16:00:00Z'));
  assert.equal(times.startOfDay('2026-03-29', 'Europe/Berlin'), Date.parse('2026-03-28T23:00:00Z'));
  assert.equal(times.startOfDay('2026-03-30', 'Europe/Berlin'), Date.parse('2026-03-29T22:00:00Z'));
});

test('days are counted over the ends of months and years', () => {
  assert.equal(times.addDays('2026-12-31', 1), '2027-01-01');
  assert.equal(times.addDays('2028-03-01', -1), '2028-02-29');
});

test('a stopwatch is right-aligned digits, and a dash where nothing was measured', () => {
  assert.deepEqual([0, 8_000, 65_400, 3_753_000].map(times.stopwatch), ['0:00', '0:08', '1:05', '1:02:33']);
  assert.equal(times.stopwatch(null), '—');
});

test('a spoken duration names its units and drops what is nought', () => {
  const said = [40, 8_000, 59_600, 240_000, 245_000, 3_600_000, 3_780_000].map((ms) => times.spoken(ms, t));
  assert.deepEqual(said, [
    'duration.seconds 0.0',
    'duration.seconds 8',
    'duration.minutes 1',
    'duration.minutes 4',
    'duration.minutes_seconds 4 5',
    'duration.hours 1',
    'duration.hours_minutes 1 3',
  ]);
});

test('how long ago is said in the largest unit that fits', () => {
  assert.equal(times.ago(5 * 60_000, 'en'), '5 minutes ago');
  assert.equal(times.ago(26 * 3_600_000, 'en'), '26 hours ago');
  assert.equal(times.ago(72 * 3_600_000, 'zh-CN'), '3天前');
});

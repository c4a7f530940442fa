import assert from 'node:assert/strict';
import { test } from 'node:test';

import { toCsv } from '../../agent_console/manage/csv.js';
import * as hours from '../../agent_console/manage/hours.js';
import { share, summarise } from '../../agent_console/manage/summary.js';

const answered = (waited_ms, rating = null) => ({ answered_at: 1, waited_ms, end_reason: 'agent_ended', rating });
const unanswered = (end_reason) => ({ answered_at: null, waited_ms: 90_000, end_reason, rating: null });

test('the summary counts each session once, by what became of it', () => {
  const rows = [
    answered(8_000, 5),
    answered(60_000, 2),
    answered(60_001, 3),
    unanswered('resident_left'),
    unanswered('kiosk_lost_waiting'),
    unanswered('left_with_ticket'),
    unanswered('no_agent'),
    unanswered('desk_closed'),
    unanswered(null),
  ];
  assert.deepEqual(summarise(rows), {
    asked: 9,
    answered: 3,
    prompt: 2,
    left: 2,
    withTicket: 1,
    turnedAway: 2,
    open: 1,
    longest: 60_001,
    rated: 3,
    satisfied: 2,
  });
});

test('nothing listed is nothing counted, and no share', () => {
  assert.equal(summarise([]).longest, null);
  assert.equal(share(0, 0, 'en'), '—');
});

test('a share is all of them only when it is', () => {
  assert.equal(share(999, 1000, 'en'), '99%');
  assert.equal(share(7, 7, 'en'), '100%');
});

test('a spreadsheet gets every cell as text that it cannot run', () => {
  const csv = toCsv([
    ['票号', '等待'],
    ['A,1', 8],
    ['=HYPERLINK("x")', null],
  ]);
  assert.equal(csv, '\uFEFF票号,等待\r\n"A,1",8\r\n"\'=HYPERLINK(""x"")",\r\n');
});

test('opening hours are read as people write them, and written one way', () => {
  assert.deepEqual(hours.read('9:00-11:30，13：30～17:00'), [[540, 690], [810, 1020]]);
  assert.deepEqual(hours.read('13:30–17:00, 09:00–11:30'), [[540, 690], [810, 1020]]);
  assert.deepEqual(hours.read('  '), []);
  assert.deepEqual(hours.read('00:00–24:00'), [[0, 1440]]);
  assert.equal(hours.write([[540, 690], [810, 1020]]), '09:00–11:30, 13:30–17:00');
});

test('hours that run backwards, overlap or are no hours are refused', () => {
  for (const text of ['17:00-09:00', '09:00-12:00, 11:00-13:00', '9-5', '09:60-10:00', '20:00-24:30', 'closed'])
    assert.equal(hours.read(text), null, text);
});

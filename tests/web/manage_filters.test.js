import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as filters from '../../agent_console/manage/filters.js';
import { address, pagesOf, parse } from '../../agent_console/manage/route.js';

const NOW = Date.parse('2026-11-22T17:30:00Z'); // half past one in the night of the 23rd in Shanghai
const page = { limit: 100 };

test('an address without filters asks for the last seven days', () => {
  const read = filters.fromQuery(new URLSearchParams());
  assert.deepEqual(read, filters.NONE);
  assert.deepEqual(filters.days(read, NOW), ['2026-11-17', '2026-11-23']);
  assert.equal(filters.toQuery(read).toString(), '');
});

test('every filter survives the address', () => {
  const chosen = {
    ...filters.NONE,
    period: '30d',
    site: 'wujiaochang',
    kiosk: 'k3',
    agent: 'a1',
    service: 'social-security-card',
    end_reason: 'resident_left',
    outcome: 'none',
    rating: '1',
    waited: '60',
  };
  const hash = address('sessions', null, filters.toQuery(chosen));
  assert.deepEqual(filters.fromQuery(parse(hash).query), chosen);
});

test('days that are chosen by hand survive too, and are put in order', () => {
  const chosen = { ...filters.NONE, period: 'custom', from: '2026-10-01', to: '2026-10-07' };
  assert.deepEqual(filters.fromQuery(filters.toQuery(chosen)), chosen);
  assert.deepEqual(filters.fromQuery(new URLSearchParams('from=2026-10-07&to=2026-10-01')), chosen);
});

test('nonsense in a pasted address narrows nothing', () => {
  const pasted = 'period=never&from=yesterday&to=2026-13-40&rating=9&waited=-1&colour=red';
  assert.deepEqual(filters.fromQuery(new URLSearchParams(pasted)), filters.NONE);
});

test('a period is whole days of the site: first midnight included, last excluded', () => {
  const ask = (period) => filters.toRequest({ ...filters.NONE, period }, NOW, page);
  assert.equal(Number(ask('today').get('from')), Date.parse('2026-11-22T16:00:00Z'));
  assert.equal(Number(ask('today').get('to')), Date.parse('2026-11-23T16:00:00Z'));
  assert.equal(Number(ask('yesterday').get('to')), Date.parse('2026-11-22T16:00:00Z'));
  assert.equal(Number(ask('30d').get('from')), Date.parse('2026-10-24T16:00:00Z'));
});

test('the server is asked only for what narrows, and from the cursor on', () => {
  const query = filters.toRequest({ ...filters.NONE, site: 's1', waited: '120' }, NOW, { cursor: 'abc', limit: 50 });
  query.delete('from');
  query.delete('to');
  assert.deepEqual(Object.fromEntries(query), { limit: '50', site: 's1', waited_over_ms: '120000', cursor: 'abc' });
});

test('an address names a page, a session, or nothing that exists', () => {
  assert.equal(parse('').page, 'sessions');
  assert.deepEqual([parse('#/sessions/8f-1').page, parse('#/sessions/8f-1').id], ['sessions', '8f-1']);
  assert.equal(parse(address('sessions', 'a:b.c_1')).id, 'a:b.c_1');
  for (const hash of ['#/salaries', '#/sessions/a/b', '#/kiosks/1', '#/sessions/<b>'])
    assert.equal(parse(hash).page, 'unknown');
});

test('the navigation offers what the role may see', () => {
  assert.deepEqual(pagesOf('agent'), []);
  assert.deepEqual(pagesOf('supervisor'), ['sessions', 'tickets', 'guides']);
  assert.deepEqual(pagesOf('manager'), ['sessions', 'tickets', 'guides']);
  assert.deepEqual(pagesOf('administrator'), ['sessions', 'tickets', 'guides', 'kiosks', 'staff', 'sites']);
  assert.deepEqual(pagesOf('toString'), []);
});

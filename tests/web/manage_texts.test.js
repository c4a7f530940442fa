import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { END_REASONS, NARROWING, OUTCOMES, PERIODS } from '../../agent_console/manage/filters.js';
import { blankStep, EDGES } from '../../agent_console/manage/guide_draft.js';
import { PHASES } from '../../agent_console/manage/phases.js';
import { FIGURES, SIDES } from '../../agent_console/manage/quality.js';
import { PAGES } from '../../agent_console/manage/route.js';
import { COLUMNS } from '../../agent_console/manage/sheet.js';

const MANAGE = new URL('../../agent_console/manage/', import.meta.url);
const LOCALES = new URL('../../signaling/web/locales/', import.meta.url);

const read = (name) => JSON.parse(readFileSync(new URL(`${name}.en.json`, LOCALES), 'utf8'));
const texts = new Set([...Object.keys(read('staff')), ...Object.keys(read('manage'))]);
const sources = readdirSync(MANAGE, { recursive: true }).filter((file) => file.endsWith('.js'));
const code = sources.map((file) => readFileSync(new URL(file, MANAGE), 'utf8')).join('\n');

test('every text that the code names is in the catalogue', () => {
  const named = [...code.matchAll(/\b(?:t|say)\(\s*'([\w.-]+)'/g)].map(([, key]) => key);
  assert.ok(named.length > 100);
  assert.deepEqual(named.filter((key) => !texts.has(key)), []);
});

test('every text that the code puts together from a group and a name is in the catalogue', () => {
  const groups = {
    'manage.nav': PAGES,
    filter: NARROWING,
    period: PERIODS,
    end_reason: END_REASONS,
    outcome: OUTCOMES,
    phase: PHASES,
    sheet: COLUMNS,
    quality: [...FIGURES, ...SIDES.flatMap((side) => [`by.${side}`, `at.${side}`])],
    'quality.head': FIGURES.flatMap((figure) => SIDES.map((side) => `${figure}.${side}`)),
    rating: [1, 2, 3, 4, 5],
    ring: ['pending', 'accepted', 'declined', 'unanswered', 'cancelled', 'rescinded'],
    line: ['ring_declined', 'ring_unanswered', 'ring_cancelled', 'ring_rescinded', 'media_restarted_relay'],
    ring_why_not: [
      'later', 'again_later', 'lacks_skill', 'lacks_language', 'other_site', 'connection_lost', 'ringing', 'in_session',
      'wrap_up', 'break', 'not_responding',
    ],
    'tickets.line': ['made', 'taken', 'called', 'released', 'lapsed', 'later', 'done', 'expired'],
    ticket_result: ['reached', 'not_answered', 'busy', 'wrong_number', 'served', 'not_come'],
    guides: ['service', 'steps', 'version', 'changed', 'by', 'none', 'none.write'],
    'guide.field': [
      ...Object.keys(blankStep()).filter((name) => !['key', 'origin'].includes(name)), 'sign', 'remedy', 'error', 'selector', 'role',
      'name', 'rectangle', 'afterwards', ...EDGES,
    ],
    'guide.papers': ['none', 'add', 'one'],
    'guide.afterwards': ['none', 'add', 'one'],
    role: ['agent', 'supervisor', 'manager', 'administrator'],
  };
  const missing = Object.entries(groups).flatMap(([group, names]) => names.map((name) => `${group}.${name}`));
  assert.deepEqual(missing.filter((key) => !texts.has(key)), []);
});

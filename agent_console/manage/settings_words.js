/** What was changed of a desk, in words: fields by their names, durations as people say them. */
import { weekday, write } from './hours.js';
import { spoken } from './times.js';

/** @typedef {import('./types.js').SettingChange} SettingChange */
/** @typedef {import('./types.js').Entry} Entry */
/** @typedef {{label: string, before: string, after: string}} Line */
/** @typedef {{field: string, code: string, bound: number | null}} FieldError why the server did not take a field */

/**
 * @typedef {object} Words
 * @property {(key: string, vars?: Record<string, string | number>) => string} t
 * @property {(key: string) => boolean} has
 * @property {'zh-CN' | 'en'} language
 * @property {readonly Entry[]} services those whose titles are known
 * @property {readonly Entry[]} breaks likewise
 * @property {(tag: string) => string} tongue
 * @property {(id: string) => string} desk
 */

/**
 * `parts` is the path below the group. `value` may know a title that the desk no longer knows.
 * @typedef {object} Group
 * @property {(parts: string[], words: Words, value: any) => string | undefined} label
 * @property {(parts: string[], words: Words, value: any) => string | undefined} value
 */

export const LIMITS = [
  'ring', 'ring_more', 'ring_more_every', 'connect', 'kiosk_grace', 'resume', 'agent_grace', 'restart_grace', 'wrap_up',
  'wrap_up_extension', 'wrap_up_extensions', 'decline_delay', 'busy_delay', 'unanswered_delay', 'misses', 'max_wait', 'max_waiting',
  'offer_ticket_after', 'unstaffed',
];
/** Limits that count something; all others last. */
export const COUNTS = ['ring_more', 'misses', 'max_waiting', 'wrap_up_extensions'];

/** @type {Record<string, Group>} */
const GROUPS = {
  limits: {
    label: ([name], { t, has }) => (has(`limit.${name}`) ? t(`limit.${name}`) : undefined),
    value: ([name = ''], words, value) => (COUNTS.includes(name) ? undefined : length(value, words)),
  },
  hours: {
    label: ([kind, day], { t, language }) =>
      day && t('setting.day', { day: kind === 'weekly' ? day.split('-').map((one) => weekday(Number(one), language)).join(' – ') : day }),
    value: ([kind], { t }, value) =>
      kind === 'exceptions' && value === null ? t('setting.as_usual') : Array.isArray(value) ? write(value) || t('desk.closed') : undefined,
  },
  services: named('service', ({ services }) => services),
  break_reasons: named('break_reason', ({ breaks }) => breaks),
  fitting: {
    label: ([kind, name, field], words) => {
      if (!name) return undefined;
      if (kind === 'languages') return words.t('setting.language', { language: words.tongue(name) });
      return words.t(field ? `setting.rule.${field}` : 'setting.rule', { service: titleOf(name, words) });
    },
    value: ([kind, name, field], words, value) => {
      if (kind === 'languages') return name && languageRule(field ? { insist: value } : value, words);
      if (field === 'level') return words.t(`fitting.level.${value}`);
      if (field === 'relax_every' && value === null) return words.t('fitting.never');
      if (field === 'desk') return value === null ? words.t('fitting.this_desk') : words.desk(value);
      return name && !field ? serviceRule(value, words) : length(value, words);
    },
  },
  overflow: {
    label: () => undefined,
    value: ([name], words, value) => {
      if (name === 'after') return length(value, words);
      return value === null ? words.t('overflow.nowhere') : words.desk(value);
    },
  },
  strategy: {
    label: () => undefined,
    value: (_, { t, has }, value) => (has(`desk.strategy.${value}`) ? t(`desk.strategy.${value}`) : undefined),
  },
  wrap_up: {
    label: () => undefined,
    value: (_, { t, has }, value) => (has(`wrap_up.${value}`) ? t(`wrap_up.${value}`) : undefined),
  },
};

/**
 * A list whose entries have codes and titles.
 * @param {string} kind
 * @param {(words: Words) => readonly Entry[]} known
 * @returns {Group}
 */
function named(kind, known) {
  return {
    label: ([code, ...field], words, value) => {
      const key = ['setting', kind, ...field].join('.');
      return code && words.has(key) ? words.t(key, { name: titleIn(known(words), code, words, value) }) : undefined;
    },
    value: ([code, field], words, value) => {
      if (!code && Array.isArray(value)) return list(value.map((one) => titleIn(known(words), one, words)), words);
      if (field === 'papers' && value) return list(value.map((/** @type {any} */ paper) => paper[words.language]), words);
      return code && !field ? words.t(value ? 'setting.offered' : 'setting.not_offered') : undefined;
    },
  };
}

/**
 * Days in a row that were changed alike are one change: `hours.weekly.0-4`.
 * @param {readonly SettingChange[]} changes
 */
export function together(changes) {
  /** @type {SettingChange[]} */
  const lines = [];
  for (const change of changes) {
    const last = lines.at(-1);
    if (last && follows(last, change)) lines.splice(-1, 1, { ...last, path: `${last.path.split('-')[0]}-${change.path.at(-1)}` });
    else lines.push(change);
  }
  return lines;
}

/** @param {SettingChange} last @param {SettingChange} next */
function follows(last, next) {
  const [before, day] = [last, next].map(({ path }) => (path.startsWith('hours.weekly.') ? Number(path.at(-1)) : NaN));
  const alike = JSON.stringify([last.before, last.after]) === JSON.stringify([next.before, next.after]);
  return alike && day === Number(before) + 1;
}

/** @param {SettingChange} change @param {Words} words @returns {Line} */
export function inWords({ path, before, after }, words) {
  return { label: labelOf(path, words, after ?? before), before: valueOf(path, words, before), after: valueOf(path, words, after) };
}

/** What a field is called; its path, where it has no name. @param {string} path @param {Words} words @param {unknown} [value] */
export function labelOf(path, words, value) {
  const [group = '', ...parts] = path.split('.');
  const key = `setting.${path}`;
  return GROUPS[group]?.label(parts, words, value) || (words.has(key) ? words.t(key) : path);
}

/** @param {string} path @param {Words} words @param {any} value */
function valueOf(path, words, value) {
  const [group = '', ...parts] = path.split('.');
  const said = GROUPS[group]?.value(parts, words, value);
  if (said) return said;
  if (value === null || String(value) === '') return words.t('setting.nothing');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** @param {any} ms @param {Words} words */
const length = (ms, { t }) => (typeof ms === 'number' ? (ms === 0 ? t('fitting.none') : spoken(ms, t)) : undefined);

/** @param {string[]} parts @param {Words} words */
const list = (parts, { t }) => parts.join(t('setting.list'));

/** @param {{insist: number | null} | null} rule @param {Words} words */
function languageRule(rule, { t }) {
  if (rule === null) return t('fitting.not_asked');
  return rule.insist === null ? t('fitting.always') : t('setting.at_most', { time: spoken(rule.insist, t) });
}

/** @param {import('./types.js').ServiceRule | null} rule @param {Words} words */
function serviceRule(rule, words) {
  const { t } = words;
  if (rule === null) return t('setting.no_rule');
  const pair = (/** @type {string} */ key, /** @type {string} */ value) => t('setting.pair', { name: t(key), value });
  const said = [pair('fitting.level', t(`fitting.level.${rule.level}`))];
  if (rule.relax_every !== null) said.push(pair('fitting.relax', spoken(rule.relax_every, t)));
  if (rule.head_start > 0) said.push(pair('fitting.head_start', spoken(rule.head_start, t)));
  if (rule.desk) said.push(pair('fitting.desk', words.desk(rule.desk)));
  return list(said, words);
}

/** Of a service. @param {string} code @param {Words} words */
const titleOf = (code, words) => titleIn(words.services, code, words);

/** @param {readonly Entry[]} entries @param {string} code @param {Words} words @param {any} [value] */
function titleIn(entries, code, { language }, value) {
  const title = value?.title ?? entries.find((entry) => entry.code === code)?.title;
  return title?.[language] ?? code;
}

/** @param {FieldError} error @param {Words} words */
export function faultOf(error, words) {
  const name = labelOf(error.field, words);
  const value = reasonOf(error, words);
  return value ? words.t('setting.pair', { name, value }) : name;
}

/** Without the field; empty where there are no words for it. @param {FieldError} error @param {Words} words */
export function reasonOf({ field, code, bound }, words) {
  const key = `reason.${code}`;
  return words.has(key) ? words.t(key, { bound: valueOf(field, words, bound) }) : '';
}

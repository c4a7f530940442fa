/** A desk's services or reasons for a break while somebody edits them: a list of drafts, each known by a key of the page's own. */

/** @typedef {import('./types.js').Text} Text */
/** @typedef {import('./types.js').Entry} Entry */
/** @typedef {import('./settings_words.js').FieldError} FieldError */
/** @typedef {{key: string, text: Text}} Paper */
/** `fresh`: not at the desk yet, so that its code is still to be chosen. */
/** @typedef {{key: string, code: string, fresh: boolean, title: Text, papers: Paper[] | null}} Draft */

const CODE_LENGTH = 64;
export const EMPTY = Object.freeze({ 'zh-CN': '', en: '' });

let last = 0;
export const nextKey = () => `e${++last}`;

/** @param {Text} [text] @returns {Paper} */
export const paper = (text = EMPTY) => ({ key: nextKey(), text });

/** @param {Entry} entry @returns {Draft} */
export const drafted = ({ code, title, papers }) => ({
  key: nextKey(), code, fresh: false, title, papers: papers?.map(paper) ?? null,
});

/** @param {boolean} hasPapers @returns {Draft} */
export const blank = (hasPapers) => ({ key: nextKey(), code: '', fresh: true, title: EMPTY, papers: hasPapers ? [] : null });

/**
 * @template {{key: string}} T
 * @param {readonly T[]} list
 * @param {string} key
 * @param {number} by -1: one place up
 * @returns {T[]} the same order, where there is no such place
 */
export function moved(list, key, by) {
  const from = list.findIndex((one) => one.key === key);
  const to = from + by;
  const order = [...list];
  if (from < 0 || to < 0 || to >= list.length) return order;
  order.splice(to, 0, ...order.splice(from, 1));
  return order;
}

/**
 * @template {{key: string}} T
 * @param {readonly T[]} list
 * @param {T} changed
 */
export const replaced = (list, changed) => list.map((one) => (one.key === changed.key ? changed : one));

/**
 * What the server is to be told: a code that was left empty is made of the English title.
 * @param {readonly Draft[]} drafts
 * @param {readonly Entry[]} base what is at the desk: a code of something that goes is not for something else
 * @param {string} stem of a code where the title has no letters for one
 * @returns {Entry[]}
 */
export function written(drafts, base, stem) {
  const taken = codesOf(drafts, base);
  return drafts.map((draft) => {
    const { code, title, papers } = entryOf(draft);
    const own = code.trim() || codeFor(title.en, taken, stem);
    taken.add(own);
    return { code: own, title: trimmed(title), ...(papers && { papers: papers.map(trimmed) }) };
  });
}

/** @param {readonly Draft[]} drafts @param {readonly Entry[]} base */
export const codesOf = (drafts, base) => new Set([...drafts, ...base].map(({ code }) => code.trim()));

/** @param {string} english @param {ReadonlySet<string>} taken @param {string} stem */
export function codeFor(english, taken, stem) {
  const letters = english.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, CODE_LENGTH - 4);
  const base = letters.replace(/^-+|-+$/g, '') || stem;
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(code)) return code;
  }
}

/** @param {Text} text @returns {Text} */
export const trimmed = (text) => ({ 'zh-CN': text['zh-CN'].trim(), en: text.en.trim() });

/**
 * What was edited here, on top of what others made of the list meanwhile: they lose nothing that was not touched here.
 * @param {readonly Entry[]} base what both began with
 * @param {readonly Draft[]} mine
 * @param {readonly Entry[]} theirs
 * @returns {Draft[]} in their order, what they do not have last
 */
export function merged(base, mine, theirs) {
  const before = new Map(base.map((entry) => [entry.code, entry]));
  const own = new Map(mine.filter(({ fresh }) => !fresh).map((draft) => [draft.code, draft]));
  const touched = mine.filter((draft) => draft.fresh || !same(before.get(draft.code), draft));
  const removed = (/** @type {string} */ code) => before.has(code) && !own.has(code);
  const kept = theirs.filter(({ code }) => !removed(code)).map((entry) => {
    const draft = own.get(entry.code);
    return draft && touched.includes(draft) ? draft : drafted(entry);
  });
  return [...kept, ...touched.filter((draft) => !kept.includes(draft))];
}

/** @param {readonly Entry[]} entries @param {readonly Draft[]} drafts */
export const isChanged = (entries, drafts) =>
  entries.length !== drafts.length || drafts.some((draft, index) => draft.fresh || entries[index]?.code !== draft.code || !same(entries[index], draft));

/** @param {Draft} draft @returns {Entry} */
const entryOf = ({ code, title, papers }) => ({ code, title, ...(papers && { papers: papers.map(({ text }) => text) }) });

/** @param {Entry | undefined} entry @param {Draft} draft */
const same = (entry, draft) => entry !== undefined && said(entry) === said(entryOf(draft));

/** @param {Entry} entry */
const said = ({ title, papers = [] }) => JSON.stringify([title, ...papers].map((text) => [text['zh-CN'], text.en]));

/**
 * Which field of which draft the server means by a path such as `services.2.papers.0.en`.
 * @param {string} path
 * @param {string} group such as `services`
 * @param {readonly Draft[]} drafts in the order in which they were sent
 * @returns {string | null} such as `e7.title.en` or `e9.en` (of a paper)
 */
export function fieldOf(path, group, drafts) {
  const [list, place, part, ...rest] = path.split('.');
  const draft = list === group ? drafts[Number(place)] : undefined;
  if (!draft) return null;
  if (part !== 'papers') return [draft.key, part, ...rest].join('.');
  const [number, language] = rest;
  const its = draft.papers?.[Number(number)];
  return its ? `${its.key}.${language}` : null;
}

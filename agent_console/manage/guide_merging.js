/** What was edited here and what somebody else saved meanwhile, as one draft: nobody loses what they alone changed. */
import { anchorCodes, drafted, isSame, written } from './guide_draft.js';

/** @typedef {import('./types.js').Guide} Guide */
/** @typedef {import('./guide_draft.js').Draft} Draft */
/** @typedef {{code: string}} Coded */
/** `origin`: its code in what both began with. @typedef {{origin: string | null, id: string, entry: Coded}} Mine */

/**
 * @param {Guide} base what both began with
 * @param {Draft} mine
 * @param {Guide} theirs
 * @returns {Draft} where both changed the same field it is ours: theirs stands in the history
 */
export function merged(base, mine, theirs) {
  const [before, ours, others] = [written(drafted(base)), written(mine), written(drafted(theirs))];
  const codes = anchorCodes(mine);
  const places = mine.anchors.map(({ key }) => coded(codes.get(key) ?? '', ours.anchors));
  const steps = entries(before.steps, own(mine.steps, ours.steps), others.steps);
  const anchors = entries(listed(before.anchors), own(mine.anchors, places), listed(others.anchors));
  const both = drafted({
    service: mine.service,
    title: combined(before.title, ours.title, others.title),
    afterwards: combined(before.afterwards, ours.afterwards, others.afterwards),
    steps: /** @type {Guide['steps']} */ (steps.map(({ entry }) => entry)),
    anchors: Object.fromEntries(anchors.map(({ entry: { code, ...anchor } }) => [code, anchor])),
  });
  return {
    ...both,
    steps: both.steps.map((step, at) => ({ ...step, origin: steps[at]?.origin ?? null })),
    anchors: both.anchors.map((anchor) => ({ ...anchor, origin: anchors.find(({ entry }) => entry.code === anchor.code)?.origin ?? null })),
  };
}

/** @param {Guide['anchors']} anchors @returns {Coded[]} */
const listed = (anchors) => Object.keys(anchors).map((code) => coded(code, anchors));

/** @param {string} code @param {Guide['anchors']} anchors @returns {Coded} */
const coded = (code, anchors) => ({ code, ...anchors[code] });

/** @param {readonly {key: string, origin: string | null}[]} drafts @param {readonly Coded[]} ours @returns {Mine[]} */
const own = (drafts, ours) =>
  drafts.flatMap(({ key, origin }, at) => (ours[at] ? [{ origin, id: origin ?? key, entry: ours[at] }] : []));

/**
 * @param {readonly Coded[]} before
 * @param {readonly Mine[]} mine
 * @param {readonly Coded[]} theirs
 * @returns {Mine[]} `origin`: the code in theirs
 */
function entries(before, mine, theirs) {
  const old = new Map(before.map((entry) => [entry.code, entry]));
  const others = new Map(theirs.map((entry) => [entry.code, entry]));
  const kept = mine.flatMap(({ origin, id, entry }) => {
    const [was, now] = [old.get(origin ?? ''), others.get(origin ?? '')];
    if (was && now) return [{ origin, id, entry: combined(was, entry, now) }];
    return was && isSame(was, entry) ? [] : [{ origin: null, id, entry }];
  });
  const known = new Set([...old.keys(), ...kept.map(({ id }) => id)]);
  const added = theirs.filter(({ code }) => !known.has(code)).map((entry) => ({ origin: entry.code, id: entry.code, entry }));
  const all = new Map([...kept, ...added].map((one) => [one.id, one]));
  const present = (/** @type {Iterable<string>} */ ids) => [...ids].filter((id) => all.has(id));
  const stayed = (/** @type {Iterable<string>} */ ids) => present(ids).filter((id) => old.has(id) && others.has(id));
  const [ours, its] = [mine.map(({ id }) => id), others.keys()];
  const moved = !isSame(stayed(ours), stayed(old.keys()));
  const order = moved ? ordered(present(ours), present(its)) : ordered(present(its), present(ours));
  return order.flatMap((id) => all.get(id) ?? []);
}

/** What only the second has comes after what it follows there. @param {string[]} lead @param {string[]} other */
function ordered(lead, other) {
  const order = [...lead];
  other.forEach((id, at) => {
    if (!order.includes(id)) order.splice(at === 0 ? 0 : order.indexOf(other[at - 1] ?? '') + 1, 0, id);
  });
  return order;
}

/**
 * @template T
 * @param {T} base @param {T} mine @param {T} theirs
 * @returns {T}
 */
function combined(base, mine, theirs) {
  if (isSame(base, theirs)) return mine;
  if (isSame(base, mine)) return theirs;
  if (![base, mine, theirs].every(isRecord)) return mine;
  const [old, own, other] = /** @type {Record<string, unknown>[]} */ ([base, mine, theirs]);
  const names = Object.keys({ ...own, ...other });
  const fields = names.map((name) => /** @type {const} */ ([name, combined(old?.[name], own?.[name], other?.[name])]));
  return /** @type {T} */ (Object.fromEntries(fields.filter(([, value]) => value !== undefined)));
}

/** @param {unknown} value */
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

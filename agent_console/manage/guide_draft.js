/**
 * A guide while somebody edits it. Steps and anchors are known by keys of the page's own, so that what points at one still
 * does when its code changes.
 */
import { codeFor, EMPTY, nextKey, paper, trimmed } from './catalogue.js';

/** @typedef {import('./types.js').Text} Text */
/** @typedef {import('./types.js').Guide} Guide */
/** @typedef {import('./types.js').Step} Step */
/** @typedef {import('./types.js').Anchor} Anchor */
/** @typedef {import('./types.js').Rectangle} Rectangle */
/** @typedef {import('./catalogue.js').Paper} Line */
/** @typedef {{key: string, sign: Text, remedy: Text, error: string}} MistakeDraft */

/**
 * @typedef {object} StepDraft
 * @property {string} key
 * @property {string | null} origin its code where it came from; null: it is new
 * @property {string} code
 * @property {Text} title
 * @property {Text} instruction
 * @property {Text} card
 * @property {Text} spoken
 * @property {string} anchor the key of one; empty: none
 * @property {Line[]} papers
 * @property {MistakeDraft[]} mistakes
 * @property {string} next the key of a step; empty: the one below
 */

/** Of a rectangle the edges in per cent, as typed. @typedef {Record<keyof Rectangle, string>} Edges */
/** @typedef {{key: string, origin: string | null, code: string, selector: string, role: string, name: Text, edges: Edges}} AnchorDraft */
/** @typedef {{service: string, title: Text, steps: StepDraft[], anchors: AnchorDraft[], afterwards: Line[]}} Draft */

/** @type {readonly (keyof Rectangle)[]} */
export const EDGES = ['x', 'y', 'width', 'height'];
/** The server takes no more. */
export const MOST = Object.freeze({ steps: 100, anchors: 200, papers: 20, mistakes: 20, afterwards: 10 });

/** @type {Edges} */
const NO_EDGES = { x: '', y: '', width: '', height: '' };

/** @returns {StepDraft} */
export const blankStep = () => ({
  key: nextKey(), origin: null, code: '', title: EMPTY, instruction: EMPTY, card: EMPTY, spoken: EMPTY, anchor: '',
  papers: [], mistakes: [], next: '',
});

/** @returns {AnchorDraft} */
export const blankAnchor = () => ({
  key: nextKey(), origin: null, code: '', selector: '', role: '', name: EMPTY, edges: NO_EDGES,
});

/** @returns {MistakeDraft} */
export const blankMistake = () => ({ key: nextKey(), sign: EMPTY, remedy: EMPTY, error: '' });

/** One that is not there yet. @param {string} service @param {Text} title @returns {Draft} */
export const blankGuide = (service, title) => ({ service, title, steps: [blankStep()], anchors: [], afterwards: [] });

/** @param {Guide} guide @returns {Draft} */
export function drafted({ service, title, steps, anchors, afterwards }) {
  const places = Object.entries(anchors ?? {}).map(([code, anchor]) => draftedAnchor(code, anchor));
  const drafts = steps.map(draftedStep);
  const keyIn = (/** @type {readonly {key: string, code: string}[]} */ list, /** @type {string} */ code) =>
    list.find((one) => one.code === code)?.key ?? code;
  const linked = drafts.map((step) => ({ ...step, anchor: keyIn(places, step.anchor), next: keyIn(drafts, step.next) }));
  return { service, title, steps: linked, anchors: places, afterwards: (afterwards ?? []).map(paper) };
}

/** What it points at are codes still. @param {Step} step @returns {StepDraft} */
function draftedStep({ spoken, anchor, papers, mistakes, next, ...step }) {
  return {
    ...step,
    key: nextKey(),
    origin: step.code,
    spoken: spoken ?? EMPTY,
    anchor: anchor ?? '',
    next: next ?? '',
    papers: (papers ?? []).map(paper),
    mistakes: (mistakes ?? []).map((mistake) => ({ ...mistake, key: nextKey(), error: mistake.error ?? '' })),
  };
}

/** @param {string} code @param {Anchor} anchor @returns {AnchorDraft} */
function draftedAnchor(code, { selector, role, name, rectangle }) {
  const edges = rectangle ? mapped(rectangle, (part) => String(rounded(part * 100))) : NO_EDGES;
  return { key: nextKey(), origin: code, code, selector: selector ?? '', role: role ?? '', name: name ?? EMPTY, edges };
}

/** What the server is to be told: a code that was left empty is made of a name. @param {Draft} draft @returns {Guide} */
export function written(draft) {
  const [steps, anchors] = [stepCodes(draft), anchorCodes(draft)];
  return {
    service: draft.service,
    title: trimmed(draft.title),
    steps: draft.steps.map((step) => writtenStep(step, steps, anchors)),
    anchors: Object.fromEntries(draft.anchors.map((anchor) => [anchors.get(anchor.key) ?? '', writtenAnchor(anchor)])),
    afterwards: draft.afterwards.map(({ text }) => trimmed(text)),
  };
}

/** By their keys. @param {Draft} draft */
export const stepCodes = ({ steps }) => coded(steps, ({ title }) => title.en, 'step');

/** By their keys. @param {Draft} draft */
export const anchorCodes = ({ anchors }) => coded(anchors, ({ name, selector }) => name.en || selector, 'place');

/**
 * @template {{key: string, code: string}} T
 * @param {readonly T[]} list
 * @param {(one: T) => string} name what a code can be made of
 * @param {string} stem
 * @returns {Map<string, string>}
 */
function coded(list, name, stem) {
  const taken = new Set(list.map(({ code }) => code.trim()));
  return new Map(
    list.map((one) => {
      const code = one.code.trim() || codeFor(name(one), taken, stem);
      taken.add(code);
      return [one.key, code];
    }),
  );
}

/** @param {StepDraft} step @param {Map<string, string>} steps @param {Map<string, string>} anchors @returns {Step} */
function writtenStep({ key, title, instruction, card, spoken, anchor, papers, mistakes, next }, steps, anchors) {
  return {
    code: steps.get(key) ?? '',
    title: trimmed(title),
    instruction: trimmed(instruction),
    card: trimmed(card),
    ...(isSaid(spoken) && { spoken: trimmed(spoken) }),
    ...(anchor && { anchor: anchors.get(anchor) ?? anchor }),
    papers: papers.map(({ text }) => trimmed(text)),
    mistakes: mistakes.map(({ sign, remedy, error }) => ({
      sign: trimmed(sign),
      remedy: trimmed(remedy),
      ...(error.trim() && { error: error.trim() }),
    })),
    ...(next && { next: steps.get(next) ?? next }),
  };
}

/** @param {AnchorDraft} anchor @returns {Anchor} */
function writtenAnchor({ selector, role, name, edges }) {
  const drawn = Object.values(edges).some((edge) => edge.trim());
  const fraction = (/** @type {string} */ edge) => (edge.trim() ? rounded(Number(edge) / 100) : NaN);
  return {
    ...(selector.trim() && { selector: selector.trim() }),
    ...(role.trim() && { role: role.trim() }),
    ...((role.trim() || isSaid(name)) && { name: trimmed(name) }),
    ...(drawn && { rectangle: mapped(edges, fraction) }),
  };
}

/** In any language. @param {Text} text */
export const isSaid = (text) => Object.values(text).some((said) => said.trim());

/** Per cent and back, without the noise of binary fractions. @param {number} value */
const rounded = (value) => Number(value.toPrecision(12));

/**
 * @template T, U
 * @param {Record<keyof Rectangle, T>} edges
 * @param {(edge: T) => U} change
 * @returns {Record<keyof Rectangle, U>}
 */
const mapped = ({ x, y, width, height }, change) => ({ x: change(x), y: change(y), width: change(width), height: change(height) });

/** @param {Guide | null} base what both began with; null: there was none @param {Draft} draft */
export const isChanged = (base, draft) => !isSame(base && written(drafted(base)), written(draft));

/** @param {unknown} one @param {unknown} other */
export const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Without a step, and with nothing that leads to it. @param {Draft} draft @param {string} key @returns {Draft} */
export const withoutStep = (draft, key) => ({
  ...draft,
  steps: draft.steps.filter((step) => step.key !== key).map((step) => (step.next === key ? { ...step, next: '' } : step)),
});

/** Without an anchor, and with nothing that points at it. @param {Draft} draft @param {string} key @returns {Draft} */
export const withoutAnchor = (draft, key) => ({
  ...draft,
  anchors: draft.anchors.filter((anchor) => anchor.key !== key),
  steps: draft.steps.map((step) => (step.anchor === key ? { ...step, anchor: '' } : step)),
});

/** Two of one name would become one. @param {Draft} draft @returns {string[]} the keys of the later ones */
export function anchorsTwice({ anchors }) {
  const codes = anchors.map(({ code }) => code.trim());
  return anchors.filter((_, at) => codes[at] && codes.indexOf(codes[at]) < at).map(({ key }) => key);
}

/**
 * Which field the server means by a path such as `steps.2.papers.0.en`.
 * @param {string} path
 * @param {Draft} sent
 * @returns {{part: 'title' | 'steps' | 'anchors', member: string | null, field: string} | null} `member`: the key of the step or
 *   anchor; `field`: such as `e7.title.en` or `e9.en` (of a paper)
 */
export function placeOf(path, sent) {
  const [part, place = '', ...rest] = path.replace(/^guide\./, '').split('.');
  if (part === 'title') return { part, member: null, field: `title.${place}` };
  if (part === 'afterwards') {
    const line = sent.afterwards[Number(place)];
    return line ? { part: 'steps', member: null, field: [line.key, ...rest].join('.') } : null;
  }
  if (part === 'steps') {
    const step = sent.steps[Number(place)];
    return step && place ? { part, member: step.key, field: fieldOfStep(rest, step) } : null;
  }
  return part === 'anchors' ? placeOfAnchor([place, ...rest].join('.'), sent) : null;
}

/** @param {string[]} path @param {StepDraft} step */
function fieldOfStep([name = '', place, ...rest], step) {
  const member = name === 'papers' || name === 'mistakes' ? step[name][Number(place)] : undefined;
  return member ? [member.key, ...rest].join('.') : [step.key, name, ...(place ? [place] : []), ...rest].join('.');
}

/** A name that the server refuses may have dots. @param {string} path @param {Draft} sent */
function placeOfAnchor(path, sent) {
  const codes = anchorCodes(sent);
  const its = sent.anchors.find(({ key }) => path === codes.get(key) || path.startsWith(`${codes.get(key)}.`));
  if (!its) return null;
  const field = path.slice((codes.get(its.key) ?? '').length + 1);
  const name = field === '[key]' ? 'code' : field;
  return { part: /** @type {const} */ ('anchors'), member: its.key, field: name ? `${its.key}.${name}` : its.key };
}

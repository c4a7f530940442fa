/**
 * Which elements of a page the agent is not to see. Whatever cannot be looked into, such as a frame, is one of them.
 *
 * @typedef {'deny-list' | 'allow-list'} Mode
 * @typedef {object} Found
 * @property {(Document | ShadowRoot)[]} roots where it was searched
 * @property {Element[]} masked what was marked, or is private by what it is: with all that is in it
 * @property {Element[]} shown with an allow-list, what may be seen: the rest may not
 * @property {Element[]} unlisted with an allow-list, what is neither in anything shown nor around it, and may lie above it
 */

const SHOWN = '[data-bangban-show]';
const SECRET = [
  '[data-bangban-mask]',
  'input[type="password" i]',
  '[autocomplete*="cc-" i]',
  '[autocomplete*="password" i]',
  '[autocomplete*="one-time-code" i]',
].join();
const OPAQUE = 'iframe, object, embed, frame, fencedframe';
const FIELD = 'input, textarea, select, [contenteditable], [role="textbox" i]';
const WITHOUT_VALUE = new Set(['button', 'checkbox', 'color', 'hidden', 'image', 'radio', 'range', 'reset', 'submit']);
const PRIVATE_NAME = new RegExp(
  [
    '身份证|证件号|证件编号|护照|社会保障号|社保号|密码|口令|验证码',
    '(^|[^a-z])(id|identity|identification|citizen|passport|sfz)[-_ ]?(card|number|num|no|code)([^a-z]|$)',
    '(^|[^a-z])(sfz|sfzh|zjh|zjhm|shenfenzheng|passport|passwd|password|passcode|pwd)([^a-z]|$)',
  ].join('|'),
  'i',
);
const OURS = /^bangban-/i;
/** A field that shows its password for a moment is no less private, whether or not anybody saw the page when it began to. */
const passwords = new WeakSet();
new MutationObserver((changes) => {
  for (const { target, oldValue } of changes) if (oldValue?.toLowerCase() === 'password') passwords.add(target);
}).observe(document, { subtree: true, attributeFilter: ['type'], attributeOldValue: true });

/** @param {Mode} mode @returns {Found} */
export function privateElements(mode) {
  const roots = [...openRoots(document)];
  const all = (/** @type {string} */ selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  for (const field of all('input[type="password" i]')) passwords.add(field);
  const unlessShown = (/** @type {Element} */ element) => !element.matches(SHOWN);
  const masked = [
    ...all(SECRET),
    ...all(OPAQUE).filter(unlessShown),
    ...all(FIELD).filter((field) => passwords.has(field) || (unlessShown(field) && isPrivateField(field))),
  ].filter((element) => !isOurs(element));
  const unique = [...new Set(masked)];
  if (mode === 'deny-list') return { roots, masked: unique, shown: [], unlisted: [] };
  const shown = all(SHOWN);
  return { roots, masked: unique, shown, unlisted: unlisted(shown) };
}

/** @param {Element} element @returns {Generator<Element>} it and all that is drawn with it, in its open shadow trees, too */
export function* withinAndSelf(element) {
  yield element;
  for (const child of element.shadowRoot?.children ?? []) yield* withinAndSelf(child);
  for (const child of element.children) yield* withinAndSelf(child);
}

/** @param {Element} element @returns {Element | null} that it is drawn in */
export function holderOf(element) {
  if (element.assignedSlot) return element.assignedSlot;
  const parent = element.parentNode;
  return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
}

/** @param {Document | ShadowRoot} root @returns {Generator<Document | ShadowRoot>} */
function* openRoots(root) {
  yield root;
  for (const element of root.querySelectorAll('*')) {
    if (element.shadowRoot && !OURS.test(element.localName)) yield* openRoots(element.shadowRoot);
  }
}

/** @param {Element} element */
function isOurs(element) {
  const root = element.getRootNode();
  return OURS.test(element.localName) || (root instanceof ShadowRoot && OURS.test(root.host.localName));
}

/** @param {Element} field by its names, of which none is a value */
function isPrivateField(field) {
  if (field instanceof HTMLInputElement && WITHOUT_VALUE.has(field.type)) return false;
  const root = /** @type {Document | ShadowRoot} */ (field.getRootNode());
  const labels = 'labels' in field ? [.../** @type {HTMLInputElement} */ (field).labels ?? []] : [];
  const names = (field.getAttribute('aria-labelledby') ?? '').split(/\s+/).map((id) => id && root.getElementById(id)?.textContent);
  const attributes = ['name', 'id', 'aria-label', 'placeholder', 'title'].map((name) => field.getAttribute(name));
  const words = [...attributes, ...names, ...labels.map(({ textContent }) => textContent)];
  return words.some((word) => word && PRIVATE_NAME.test(word.replace(/([a-z])([A-Z])/g, '$1-$2')));
}

/** @param {Element[]} shown @returns {Element[]} */
function unlisted(shown) {
  const around = new Set();
  for (const element of shown) {
    for (let holder = holderOf(element); holder && !around.has(holder); holder = holderOf(holder)) around.add(holder);
  }
  /** @type {Element[]} */
  const found = [];
  const search = (/** @type {Element} */ element) => {
    if (OURS.test(element.localName) || element.matches(SHOWN)) return;
    if (!around.has(element)) return void found.push(element);
    for (const child of [...(element.shadowRoot?.children ?? []), ...element.children]) search(child);
  };
  if (document.body) search(document.body);
  return found;
}

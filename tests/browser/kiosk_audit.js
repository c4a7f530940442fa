/**
 * What a resident could not read, reach or understand on the page as it stands: one line for each fault. Drawn for a
 * screen whose shorter side is 1080 px.
 *
 * @param {{phone: string | null, names: string[], scrolls: boolean}} options `phone`: the number that has to be there;
 *   `names` of people, in whatever script; `scrolls`: what is above the buttons may be taller than its place
 * @returns {{faults: string[], action: number | null}} `action`: lower edge of the main buttons
 */
({ phone, names, scrolls }) => {
  const SMALLEST_TEXT = 28;
  const TOUCH = 96;
  const TOLERANCE = 1;
  const FOREIGN = { en: /\p{Script=Han}/u, 'zh-CN': /[A-Za-z]{2,}/ };
  /** What was written can be taller than its place at any size: the newest line is seen. */
  const CHAT = '.chat li:not(:last-child)';

  /** @type {string[]} */
  const faults = [];
  const language = /** @type {'en' | 'zh-CN'} */ (document.documentElement.lang);
  const dialog = document.querySelector('[role=alertdialog]');

  /** @param {Element | ShadowRoot} root @returns {Generator<Element>} */
  function* elements(root) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* elements(element.shadowRoot);
    }
  }

  /** @param {Element} element */
  const parent = (element) => element.parentElement ?? /** @type {ShadowRoot} */ (element.getRootNode()).host ?? null;

  /** @param {Element} element */
  function* ancestors(element) {
    for (let at = parent(element); at && at !== document.documentElement; at = parent(at)) yield at;
  }

  /** @param {Element} element */
  const shown = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest('.unseen');

  /** @param {Element} element */
  const name = (element) => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} in ${parent(element)?.className}`;

  /** @param {Element} element */
  const scroller = (element) => {
    for (const at of ancestors(element)) if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
    return null;
  };

  /** No answer to the question of consent is offered less than another. @param {Element} element */
  const alwaysSeen = (element) => element.closest('.answers') && !document.querySelector('.notice');

  /** @param {DOMRect} inner @param {DOMRect} outer */
  const within = (inner, outer) =>
    inner.left >= outer.left - TOLERANCE &&
    inner.right <= outer.right + TOLERANCE &&
    inner.top >= outer.top - TOLERANCE &&
    inner.bottom <= outer.bottom + TOLERANCE;

  const viewport = new DOMRect(0, 0, innerWidth, innerHeight);

  /** @param {Element} element @param {DOMRect} box @param {string} what */
  function isWhole(element, box, what) {
    const scrolled = scroller(element);
    if (scrolled && !within(box, scrolled.getBoundingClientRect())) {
      // Wider than its place is never right; taller only where it can be scrolled to.
      const place = scrolled.getBoundingClientRect();
      const mayScroll = element.closest(CHAT) || (scrolls && scrolled.matches('.content') && !alwaysSeen(element));
      const sideways = box.left < place.left - TOLERANCE || box.right > place.right + TOLERANCE;
      const unreachable = box.top < place.top - scrolled.scrollTop - TOLERANCE;
      if (!mayScroll || sideways || unreachable) faults.push(`cut off by ${name(scrolled)}: ${what}`);
      return false;
    }
    for (const at of ancestors(element)) {
      if (at === scrolled) break;
      if (/hidden|clip/.test(getComputedStyle(at).overflow) && !within(box, at.getBoundingClientRect())) {
        faults.push(`cut off by ${name(at)}: ${what}`);
        return false;
      }
    }
    if (within(box, viewport)) return true;
    faults.push(`outside the screen: ${what}`);
    return false;
  }

  /** @param {Element} element @param {DOMRect} box @param {string} what */
  function isOnTop(element, box, what) {
    if (dialog && !dialog.contains(element)) return;
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (hit && !element.contains(hit) && !hit.contains(element)) faults.push(`covered by ${name(hit)}: ${what}`);
  }

  /** @param {string} said @param {Element} element */
  function isUnderstood(said, element) {
    if (!said || element.closest('[lang]') !== document.documentElement) return;
    if (element.closest('[translate=no]')) return;
    const words = names.reduce((left, own) => left.replaceAll(own, ''), said);
    if (FOREIGN[language].test(words)) faults.push(`not in ${language}: ${said}`);
  }

  /** @param {Text} node @param {Element} element */
  function readable(node, element) {
    const said = (node.textContent ?? '').trim();
    if (!said) return;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < SMALLEST_TEXT - 0.05) faults.push(`${size.toFixed(1)} px: ${said}`);
    isUnderstood(said, element);
    const range = document.createRange();
    range.selectNodeContents(node);
    const button = element.closest('button');
    for (const box of range.getClientRects()) {
      const glyphs = glyph(box, size);
      if (button && !within(glyphs, button.getBoundingClientRect())) faults.push(`out of its button: ${said}`);
      if (isWhole(element, glyphs, said)) isOnTop(element, glyphs, said);
    }
  }

  /** The line box without its leading. @param {DOMRect} box @param {number} size */
  const glyph = (box, size) => {
    const height = Math.min(box.height, size);
    return new DOMRect(box.left, box.top + (box.height - height) / 2, box.width, height);
  };

  for (const element of elements(document.body)) {
    if (element.tagName === 'SCRIPT' || element.tagName === 'STYLE' || !shown(element)) continue;
    for (const attribute of ['aria-label', 'title', 'alt']) isUnderstood(element.getAttribute(attribute) ?? '', element);
    for (const node of element.childNodes) if (node instanceof Text) readable(node, element);
    if (element.tagName !== 'BUTTON') continue;
    const box = element.getBoundingClientRect();
    const what = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
    if (box.height < TOUCH - 0.5 || box.width < TOUCH - 0.5) faults.push(`${box.width} × ${box.height} px to touch: ${what}`);
    if (isWhole(element, box, what)) isOnTop(element, box, what);
  }

  isUnderstood(document.title, document.documentElement);
  const { scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > innerWidth || scrollHeight > innerHeight) faults.push(`the page is ${scrollWidth} × ${scrollHeight}`);
  if (phone && !document.body.innerText.includes(phone)) faults.push('no telephone number');
  const buttons = [...document.querySelectorAll('.action button')].filter(shown);
  return { faults, action: buttons.length ? Math.round(Math.max(...buttons.map((it) => it.getBoundingClientRect().bottom))) : null };
};

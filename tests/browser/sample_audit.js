/**
 * What somebody at the machine could not read or touch on a page of the sample site. It is drawn for a screen whose shorter
 * side is 1080 px.
 *
 * @returns {string[]} one line for each fault
 */
() => {
  const SMALLEST_TEXT = 28;
  const TOUCH = 96;
  const FREE = 120;
  const ROUNDING = 0.6;
  const FOREIGN = { en: /\p{Script=Han}/u, 'zh-CN': /[A-Za-z]{2,}|\w+\.\w+/ };
  const language = /** @type {'en' | 'zh-CN'} */ (document.documentElement.lang);
  /** @type {string[]} */
  const faults = [];
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0) faults.push(`there twice: ${twice}`);

  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility() || element.closest('.unseen')) continue;
    const box = element.getBoundingClientRect();
    const what = `${element.tagName.toLowerCase()}#${element.id}`;
    if (box.left < -ROUNDING || box.right > innerWidth + ROUNDING) faults.push(`out of the screen: ${what}`);
    if (element.matches('button, .tile, a, input[type=text], textarea')) {
      if (Math.min(box.width, box.height) < TOUCH - ROUNDING) faults.push(`${box.width} × ${box.height} to touch: ${what}`);
      if (!element.id) faults.push(`nothing to point at: ${element.textContent}`);
      if (element.scrollWidth > element.clientWidth + 1) faults.push(`wider than its place: ${what}`);
    }
    for (const node of element.childNodes) {
      const said = node instanceof Text ? (node.textContent ?? '').trim() : '';
      if (!said) continue;
      if (parseFloat(getComputedStyle(element).fontSize) < SMALLEST_TEXT - ROUNDING) faults.push(`small: ${said}`);
      if (!element.closest('[data-bangban-mask], [lang]:not(html)') && FOREIGN[language].test(said)) faults.push(`not in ${language}: ${said}`);
    }
  }
  const lowest = Math.max(...[...document.querySelectorAll('main > *, .actions')].map((one) => one.getBoundingClientRect().bottom));
  if (lowest > innerHeight - FREE + ROUNDING) faults.push(`${Math.round(lowest)} px down, where ${innerHeight - FREE} are its own`);
  return faults;
};

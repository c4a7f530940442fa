/** What was changed of a guide, and what the server did not take of it, in words. */

/** @typedef {import('./types.js').SettingChange} SettingChange */
/** @typedef {import('./types.js').Text} Text */
/** @typedef {import('./settings_words.js').Line} Line */
/** @typedef {import('./settings_words.js').FieldError & {line?: number | null}} FieldError */

/**
 * @typedef {object} Words
 * @property {(key: string, vars?: Record<string, string | number>) => string} t
 * @property {(key: string) => boolean} has
 * @property {'zh-CN' | 'en'} language
 * @property {readonly {code: string, title: Text}[]} steps those whose titles are known
 */

/** @param {SettingChange} change @param {Words} words @returns {Line} */
export function inWords({ path, before, after }, words) {
  const name = (/** @type {string} */ code) => titleOf(code, words, after ?? before);
  return { label: labelOf(path, words, name), before: valueOf(path, before, words), after: valueOf(path, after, words) };
}

/** With the line of a file, where it has one. @param {FieldError} error @param {Words} words */
export function faultOf(error, words) {
  const { t } = words;
  const name = (/** @type {string} */ place) => t('guide.step', { number: Number(place) + 1 });
  const path = error.field.replace(/^guide\./, '');
  const label = path === 'steps' ? t('guide.field.steps') : labelOf(path, words, name);
  const value = reasonOf(error, words);
  const told = label ? t('setting.pair', { name: label, value }) : value;
  return error.line ? t('guide.line', { line: error.line, fault: told }) : told;
}

/** Without the field. @param {FieldError} error @param {Words} words */
export function reasonOf({ field, code, bound }, { t, has }) {
  const told = bound !== null && field.includes('.rectangle.') ? `${bound * 100} %` : (bound ?? '');
  return t(has(`reason.${code}`) ? `reason.${code}` : 'reason.value_error', { bound: told });
}

/** @param {string} path @param {Words} words @param {(step: string) => string} stepName */
function labelOf(path, words, stepName) {
  const { t } = words;
  const [group = '', member, ...field] = path.split('.');
  if (group === 'steps') {
    if (!member) return t('guide.change.order');
    const name = stepName(member);
    return field.length ? t('guide.change.of', { name, field: fieldOf(field, words) }) : t('guide.change.step', { name });
  }
  if (group === 'anchors' && member) {
    const name = t('guide.change.anchor', { name: member });
    return field.length ? t('guide.change.of', { name, field: fieldOf(field, words) }) : name;
  }
  return fieldOf([group, ...(member ? [member] : [])], words);
}

/** The innermost that has a name. @param {string[]} path @param {Words} words */
function fieldOf(path, { t, has }) {
  const language = path.at(-1);
  const said = language === 'en' || language === 'zh-CN';
  const name = path.findLast((part) => has(`guide.field.${part}`));
  if (!name) return path.join('.');
  const field = t(`guide.field.${name}`);
  return said ? t('guide.in', { field, language: t(`catalogue.${language}`) }) : field;
}

/** @param {string} path @param {any} value @param {Words} words @returns {string} */
function valueOf(path, value, words) {
  const { t, language } = words;
  if (value === null || String(value) === '') return t('setting.nothing');
  if (path.endsWith('.next') || path === 'steps') return list([value].flat().map((one) => titleOf(one, words)), words);
  if (Array.isArray(value)) return list(value.map((one) => valueOf('', one, words)), words);
  if (typeof value !== 'object') return String(value);
  if (path === 'anchors') return list(Object.keys(value), words);
  if (language in value) return value[language];
  if ('remedy' in value) return t('setting.pair', { name: value.sign[language], value: value.remedy[language] });
  if ('instruction' in value) return t('guide.change.there');
  return anchorOf(path.endsWith('.rectangle') ? { rectangle: value } : value, words);
}

/** Where something is, in short. @param {import('./types.js').Anchor} anchor @param {Pick<Words, 't' | 'language'>} words */
export function anchorOf({ selector, role, name, rectangle }, { t, language }) {
  const said = [];
  if (selector) said.push(selector);
  if (role) said.push(t('guide.anchor.role', { role, name: name?.[language] ?? '' }));
  if (rectangle) {
    const [x, y, width, height] = [rectangle.x, rectangle.y, rectangle.width, rectangle.height].map((part) => Math.round(part * 100));
    said.push(t('guide.anchor.rectangle', { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 }));
  }
  return said.join(' · ');
}

/** @param {string[]} parts @param {Words} words */
const list = (parts, { t }) => parts.join(t('setting.list'));

/** @param {string} code @param {Words} words @param {any} [value] */
function titleOf(code, { steps, language }, value) {
  const title = value?.title ?? steps.find((step) => step.code === code)?.title;
  return title?.[language] || code;
}

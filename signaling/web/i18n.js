/**
 * @typedef {'zh-CN' | 'en'} Language
 * @typedef {Record<string, string>} Catalogue
 * @typedef {Record<Language, Catalogue>} Catalogues
 */

/** @type {readonly Language[]} */
export const LANGUAGES = ['zh-CN', 'en'];

/**
 * Fetches catalogues from `/web/locales` and lays them over one another, later names on top.
 *
 * @param {...string} names e.g. `common`, `kiosk`
 * @returns {Promise<Catalogues>}
 */
export async function loadCatalogues(...names) {
  const load = async (/** @type {Language} */ language) => {
    const parts = await Promise.all(
      names.map(async (name) => {
        const response = await fetch(new URL(`./locales/${name}.${language}.json`, import.meta.url));
        if (!response.ok) throw new Error(`no texts: ${name}.${language}.json answered ${response.status}`);
        return await response.json();
      }),
    );
    return Object.assign({}, ...parts);
  };
  const [chinese, english] = await Promise.all(LANGUAGES.map(load));
  return { 'zh-CN': chinese, en: english };
}

/**
 * Says texts of a catalogue, with `{name}` places filled in. Raises `change` when the language is set.
 */
export class Translator extends EventTarget {
  #catalogues;
  #language;

  /**
   * @param {Catalogues} catalogues
   * @param {Language} language
   */
  constructor(catalogues, language) {
    super();
    this.#catalogues = catalogues;
    this.#language = language;
  }

  get language() {
    return this.#language;
  }

  /** @param {Language} language */
  set(language) {
    if (language === this.#language) return;
    this.#language = language;
    this.dispatchEvent(new Event('change'));
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   * @param {Language} [language] another than the present one
   */
  t = (key, values = {}, language = this.#language) => {
    const text = this.#catalogues[language][key] ?? key;
    return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
  };

  /**
   * Is there a text for this key? For codes that other programs choose, e.g. a break reason.
   *
   * @param {string} key
   */
  has(key) {
    return key in this.#catalogues[this.#language];
  }
}

/**
 * @param {Catalogues} catalogues
 * @param {Language} [language]
 */
export function createTranslator(catalogues, language = preferredLanguage()) {
  return new Translator(catalogues, language);
}

/**
 * @param {readonly string[]} [wishes]
 * @returns {Language}
 */
export function preferredLanguage(wishes = globalThis.navigator?.languages ?? []) {
  const known = wishes.map((wish) => (wish.startsWith('zh') ? 'zh-CN' : wish.startsWith('en') ? 'en' : null));
  return known.find((language) => language !== null) ?? 'zh-CN';
}

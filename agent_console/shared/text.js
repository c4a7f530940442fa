/** The words of a staff page, in the language that its user chose. */
import { createTranslator, loadCatalogues, preferredLanguage } from '/web/i18n.js';

/** @import { Language } from '/web/i18n.js' */

const KEY = 'bangban.language';

/** Says nothing until `loadText` is done: load before the first element is made. */
export let text = createTranslator({ 'zh-CN': {}, en: {} });

/** @param {...string} names of catalogues in /web/locales */
export async function loadText(...names) {
  const chosen = localStorage.getItem(KEY);
  const language = chosen === 'zh-CN' || chosen === 'en' ? chosen : preferredLanguage();
  text = createTranslator(await loadCatalogues(...names), language);
  text.addEventListener('change', tellDocument);
  tellDocument();
}

/** @param {Language} language */
export function chooseLanguage(language) {
  localStorage.setItem(KEY, language);
  text.set(language);
}

function tellDocument() {
  document.documentElement.lang = text.language;
}

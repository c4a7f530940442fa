import { createTranslator, loadCatalogues } from '/web/i18n.js';

/** The texts of the page, in the language of the telephone until another is chosen. */
export const text = createTranslator(await loadCatalogues('guest'));

function follow() {
  document.documentElement.lang = text.language;
  document.title = text.t('guest.page');
}

text.addEventListener('change', follow);
follow();

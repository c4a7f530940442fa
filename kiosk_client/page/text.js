import { createTranslator, loadCatalogues } from '/web/i18n.js';

/** The texts of the page, in the language of whoever stands there. The next person starts with Chinese again. */
export const text = createTranslator(await loadCatalogues('kiosk'), 'zh-CN');

text.addEventListener('change', () => {
  document.documentElement.lang = text.language;
});

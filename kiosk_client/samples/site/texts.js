import { recall, remember } from './entries.js';

/** @typedef {'zh-CN' | 'en'} Language */

/** @param {Language} language @returns {Promise<Record<string, string>>} */
const load = async (language) => (await fetch(`/assets/texts/${language}.json`)).json();

const [chinese, english] = await Promise.all([load('zh-CN'), load('en')]);
const CATALOGUES = { 'zh-CN': chinese, en: english };

/** @returns {Language} */
export const language = () => (recall('language') === 'en' ? 'en' : 'zh-CN');

export const otherLanguage = () => (language() === 'en' ? 'zh-CN' : 'en');

export const switchLanguage = () => remember('language', otherLanguage());

/** @param {string} key */
export const has = (key) => key in CATALOGUES[language()];

/** @param {string} key @param {Record<string, string | number | undefined>} [given] what stands in braces */
export const t = (key, given = {}) =>
  (CATALOGUES[language()][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(given[name] ?? ''));

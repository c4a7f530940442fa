/** What a person may speak, by BCP 47 tag. */

/** Beside the usual one: offered to administrators; a desk may have others. */
export const TONGUES = ['wuu', 'yue', 'en', 'csl'];

/** Where the browser's own names are not what people say. */
const TITLES = /** @type {Record<string, Record<string, string>>} */ ({
  'zh-CN': { 'zh-CN': '普通话', en: 'Mandarin (普通话)' },
  wuu: { 'zh-CN': '上海话', en: 'Shanghainese (上海话)' },
  yue: { 'zh-CN': '粤语', en: 'Cantonese (粤语)' },
  en: { 'zh-CN': '英语（English）', en: 'English' },
  csl: { 'zh-CN': '手语', en: 'Chinese Sign Language (手语)' },
});

/**
 * @param {string} tongue
 * @param {string} language of the page
 */
export function tongueTitle(tongue, language) {
  return TITLES[tongue]?.[language] ?? new Intl.DisplayNames([language], { type: 'language' }).of(tongue) ?? tongue;
}

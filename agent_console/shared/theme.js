/** Light, dark, or as the system says. Loaded with `blocking="render"`, so that no page flashes in the wrong one. */

const KEY = 'bangban.theme';

/** @typedef {'light' | 'dark' | 'system'} Theme */

export const THEMES = /** @type {const} */ (['light', 'dark', 'system']);

/** @returns {Theme} */
export function theme() {
  const chosen = localStorage.getItem(KEY);
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

/** @param {Theme} chosen */
export function setTheme(chosen) {
  if (chosen === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, chosen);
  show();
}

function show() {
  const chosen = theme();
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

show();
addEventListener('storage', (event) => event.key === KEY && show());

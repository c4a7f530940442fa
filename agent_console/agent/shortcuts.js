const SETTING = 'bangban.shortcuts';

/** What the sheet lists. Single characters work outside text fields only, and can be switched off. */
export const SHORTCUTS = /** @type {const} */ ([
  { group: 'ring', keys: [{ key: 'a', what: 'accept' }, { key: 'd', what: 'decline' }, { key: 'f', what: 'busy' }] },
  {
    group: 'call',
    keys: [
      { key: 'm', what: 'microphone' },
      { key: 'v', what: 'camera' },
      { key: 'c', what: 'chat' },
      { key: 'i', what: 'context' },
      { key: 's', what: 'guide' },
      { key: 'n', what: 'note' },
      { key: 'p', what: 'panel' },
      { key: 'g', what: 'people' },
      { key: 'h', what: 'hand' },
      { key: 'w', what: 'wrap_up' },
      { key: 'e', what: 'end' },
    ],
  },
  {
    group: 'pointing',
    keys: [
      { key: 't', what: 'point_ring' },
      { key: 'r', what: 'point_draw' },
      { key: 'y', what: 'point_arrow' },
      { key: 'z', what: 'point_undo' },
      { key: 'x', what: 'point_clear' },
    ],
  },
  {
    group: 'guide',
    keys: [
      { key: '.', what: 'show_next' },
      { key: ',', what: 'show_back' },
      { key: '/', what: 'hide' },
    ],
  },
  { group: 'wrap_up', keys: [{ key: '1 – 6', what: 'outcome' }] },
  {
    group: 'picture',
    keys: [
      { key: '0', what: 'fit' },
      { key: '1', what: 'original' },
      { key: '+', what: 'larger' },
      { key: '-', what: 'smaller' },
    ],
  },
  { group: 'everywhere', keys: [{ key: 'b', what: 'tickets' }, { key: '?', what: 'sheet' }] },
]);

/** Keys with a modifier or of the thing that has the focus: listed, but not to be switched off. */
export const FIXED = /** @type {const} */ ([
  { keys: 'Ctrl + Enter', what: 'finish' },
  { keys: '← ↑ → ↓', what: 'pan' },
  { keys: 'Esc', what: 'close' },
]);

export function shortcutsOn() {
  return localStorage.getItem(SETTING) !== 'off';
}

/** @param {boolean} on */
export function setShortcuts(on) {
  if (on) localStorage.removeItem(SETTING);
  else localStorage.setItem(SETTING, 'off');
}

/**
 * The character pressed, where it may mean a command: not in a text field, not with a modifier, not while held down.
 *
 * @param {KeyboardEvent} event
 */
export function commandKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return null;
  if (!shortcutsOn() || typesInto(event.composedPath()[0])) return null;
  const key = event.key === '=' ? '+' : event.key.toLowerCase();
  return key.length === 1 ? key : null;
}

/** @param {EventTarget | undefined} target */
function typesInto(target) {
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target.matches('textarea, select, [contenteditable]');
}

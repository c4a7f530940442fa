const KEY = 'bangban.window';

/**
 * The name of this window, kept over a reload. A duplicated tab inherits the store of the first: who finds the name in
 * use takes another. The lock is held until the page goes.
 *
 * @returns {Promise<string>}
 */
export async function windowId() {
  const kept = sessionStorage.getItem(KEY);
  if (kept && (await hold(kept))) return kept;
  const made = crypto.randomUUID();
  sessionStorage.setItem(KEY, made);
  await hold(made);
  return made;
}

/** @param {string} id */
function hold(id) {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`bangban-window-${id}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock && new Promise(() => {});
      })
      .catch(reject);
  });
}

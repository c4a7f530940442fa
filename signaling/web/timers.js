/**
 * What the modules need of time, so that tests can be the clock.
 *
 * @typedef {object} Timers
 * @property {(action: () => void, ms: number) => number} setTimeout
 * @property {(id: number | undefined) => void} clearTimeout
 * @property {() => number} now milliseconds, monotonic
 */

/** @type {Timers} */
export const pageTimers = {
  setTimeout: (action, ms) => /** @type {any} */ (setTimeout(action, ms)),
  clearTimeout: (id) => clearTimeout(id),
  now: () => performance.now(),
};

/**
 * Timers that keep time in a hidden tab. A browser wakes the timers of a page hidden for five minutes once a minute;
 * a console behind another window would then miss its heartbeats and count as gone. A worker's timers are left alone.
 *
 * @returns {Timers}
 */
export function wakefulTimers() {
  const worker = new Worker(new URL('./timers_worker.js', import.meta.url), { type: 'module' });
  /** @type {Map<number, () => void>} */
  const actions = new Map();
  let last = 0;
  worker.onmessage = ({ data }) => {
    const action = actions.get(data);
    actions.delete(data);
    action?.();
  };
  return {
    setTimeout(action, ms) {
      last += 1;
      actions.set(last, action);
      worker.postMessage({ id: last, ms });
      return last;
    },
    clearTimeout(id) {
      if (id !== undefined && actions.delete(id)) worker.postMessage({ id, ms: null });
    },
    now: () => performance.now(),
  };
}

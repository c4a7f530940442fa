/** The worker behind `wakefulTimers`: `{id, ms}` starts a timer and is answered with `id`; `ms: null` stops it. */

/** @type {Map<number, ReturnType<typeof setTimeout>>} */
const running = new Map();

self.onmessage = ({ data: { id, ms } }) => {
  clearTimeout(running.get(id));
  running.delete(id);
  if (ms === null) return;
  running.set(
    id,
    setTimeout(() => {
      running.delete(id);
      self.postMessage(id);
    }, ms),
  );
};

/** Pages have addresses of their own; going from one to the other loads no document. */

const moved = new EventTarget();

/** @param {() => void} listener */
export function onMove(listener) {
  moved.addEventListener('move', listener);
  addEventListener('popstate', listener);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.origin !== location.origin) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}

/** @param {string} address @param {{replace?: boolean}} [how] */
export function go(address, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  moved.dispatchEvent(new Event('move'));
}

/** @returns {{service: string, step: string}} */
export function place() {
  const [, service = '', step = ''] = location.pathname.split('/');
  return { service, step };
}

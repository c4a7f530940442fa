/** Which page an address means. Everything after the `#` can be shared; nothing personal is ever in it. */

export const PAGES = /** @type {const} */ (['sessions', 'tickets', 'guides', 'kiosks', 'staff', 'sites']);

/** @typedef {typeof PAGES[number]} Page */

/**
 * @typedef {object} Route
 * @property {Page | 'unknown'} page
 * @property {string | null} id
 * @property {URLSearchParams} query
 */

/** Those that show one thing, too, by its id. @type {readonly (Page | undefined)[]} */
const OF_ONE = ['sessions', 'guides'];

/** @type {ReadonlyMap<string, readonly Page[]>} */
const MAY_SEE = new Map(/** @type {[string, readonly Page[]][]} */ ([
  ['supervisor', ['sessions', 'tickets', 'guides']],
  ['manager', ['sessions', 'tickets', 'guides']],
  ['administrator', PAGES],
]));

/**
 * What the navigation offers. The server decides again on every request.
 * @param {string} role
 * @returns {readonly Page[]}
 */
export const pagesOf = (role) => MAY_SEE.get(role) ?? [];

/** @param {string} role */
export const mayWriteGuides = (role) => role === 'manager' || role === 'administrator';

/** @param {string} hash @returns {Route} */
export function parse(hash) {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const query = new URLSearchParams(search);
  const [name, id = '', ...rest] = path.split('/');
  if (!name) return { page: 'sessions', id: null, query };
  const page = PAGES.find((known) => known === name);
  const isKnown = page && rest.length === 0 && (id === '' || (OF_ONE.includes(page) && /^[\w.:-]{1,64}$/.test(id)));
  return isKnown ? { page, id: id || null, query } : { page: 'unknown', id: null, query };
}

/**
 * An id needs no escape: it is letters, digits and `_.:-`.
 * @param {Page} page
 * @param {string | null} [id]
 * @param {URLSearchParams} [query]
 */
export function address(page, id, query) {
  const search = query?.toString();
  return `#/${page}${id ? `/${id}` : ''}${search ? `?${search}` : ''}`;
}

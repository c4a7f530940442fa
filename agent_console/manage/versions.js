/** The history of what has versions, as the server tells it: of a desk, of a guide. */

/** @typedef {import('./types.js').Version} Version */
/** @typedef {import('./types.js').VersionMade} VersionMade */

/** @template T what one is */
export class Versions {
  #api;
  #path;

  /** @param {import('/web/api.js').Api} api @param {string} path such as `/desks` */
  constructor(api, path) {
    this.#api = api;
    this.#path = path;
  }

  /** Newest first. @param {string} id @param {number} [before] @returns {Promise<{items: Version[], next: number | null}>} */
  list(id, before) {
    return this.#api.get(`${this.#path}/${id}/versions`, { before, limit: 10 });
  }

  /** @param {string} id @param {number} number @param {number} against @returns {Promise<Version>} */
  compare(id, number, against) {
    return this.#api.get(`${this.#path}/${id}/versions/${number}`, { against });
  }

  /** @param {string} id @param {number} number @param {number} version the present one @returns {Promise<T>} */
  restore(id, number, version) {
    return this.#api.post(`${this.#path}/${id}/versions/${number}/restore`, { version });
  }
}

/** @param {Pick<VersionMade, 'by' | 'by_name'>} made @param {(key: string) => string} t */
export function whoMade({ by, by_name }, t) {
  if (by_name) return by_name;
  return by === 'server' || by === 'command-line' ? t(`history.by.${by}`) : by;
}

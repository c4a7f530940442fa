import { lifetime } from './access_token.js';

/**
 * @typedef {typeof globalThis.fetch} Fetch
 * @typedef {{id: string, name: string, display_name: string, role: 'agent' | 'supervisor' | 'manager' | 'administrator',
 *   desk: string | null, must_change_password: boolean}} Staff
 * @typedef {{access_token: string, expires_at: number, staff: Staff}} SignIn
 */

const RENEW_WHEN_LEFT = 60_000;

/** A request that was refused, with the server's problem+json; `status` 0 and code `network`: nobody answered. */
export class ApiError extends Error {
  /** @param {{status: number, code: string, title: string, detail?: string, [member: string]: unknown}} problem */
  constructor(problem) {
    const { status, code, title, detail = '' } = problem;
    super(`${code}: ${title}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    /** With the members that only this problem has. */
    this.problem = problem;
  }
}

/** The REST interface, for staff. Keeps the access token in memory only; the cookie that renews it is the browser's. */
export class Api extends EventTarget {
  #base;
  #fetch;
  /** @type {SignIn | null} */
  #signedIn = null;
  #renewAt = 0;
  /** @type {Promise<SignIn> | null} */
  #renewing = null;

  /** @param {{base?: string, fetch?: Fetch}} [options] */
  constructor({ base = '/api/v1', fetch = globalThis.fetch.bind(globalThis) } = {}) {
    super();
    this.#base = base;
    this.#fetch = fetch;
  }

  /** @returns {Staff | null} who is signed in; `change` is raised when that changes */
  get staff() {
    return this.#signedIn?.staff ?? null;
  }

  /**
   * @param {string} name
   * @param {string} password
   */
  async signIn(name, password) {
    return this.#keep(await this.#request('POST', '/sign-in', { body: { name, password } })).staff;
  }

  /** Signs in by the cookie of an earlier sign-in. Rejects with 401 `not_signed_in` when there is none. */
  async resume() {
    return (await this.#renew()).staff;
  }

  async signOut() {
    await this.#request('POST', '/sign-out', {});
    this.#forget();
  }

  /** @returns {Promise<string>} an access token with at least a minute to live */
  async token() {
    const fresh = this.#signedIn && performance.now() < this.#renewAt;
    const { access_token } = fresh && this.#signedIn ? this.#signedIn : await this.#renew();
    return access_token;
  }

  /** @param {string} path @param {Record<string, string | number | null | undefined>} [query] */
  get(path, query = {}) {
    const wanted = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
    const search = new URLSearchParams(wanted.map(([key, value]) => [key, String(value)])).toString();
    return this.#authorised('GET', search ? `${path}?${search}` : path);
  }

  /** @param {string} path @param {object} [body] */
  post(path, body) {
    return this.#authorised('POST', path, body);
  }

  /** @param {string} path @param {object} body */
  put(path, body) {
    return this.#authorised('PUT', path, body);
  }

  /** @param {string} path @param {object} body */
  patch(path, body) {
    return this.#authorised('PATCH', path, body);
  }

  /** @param {string} path */
  delete(path) {
    return this.#authorised('DELETE', path);
  }

  /** @param {string} method @param {string} path @param {object} [body] */
  async #authorised(method, path, body) {
    try {
      return await this.#request(method, path, { body, token: await this.token() });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401 || error.code === 'not_signed_in') throw error;
      return await this.#request(method, path, { body, token: (await this.#renew()).access_token });
    }
  }

  /** One renewal at a time over all tabs: the cookie changes with each, and two at once would void each other. */
  #renew() {
    const post = async () => {
      try {
        return this.#keep(await this.#request('POST', '/token', {}));
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) this.#forget();
        throw error;
      }
    };
    const locked = async () => await (globalThis.navigator?.locks?.request('bangban-token', post) ?? post());
    this.#renewing ??= locked().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  /** @param {SignIn} signIn */
  #keep(signIn) {
    this.#signedIn = signIn;
    this.#renewAt = performance.now() + lifetime(signIn.access_token) - RENEW_WHEN_LEFT;
    this.dispatchEvent(new Event('change'));
    return signIn;
  }

  #forget() {
    this.#signedIn = null;
    this.dispatchEvent(new Event('change'));
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{body?: object, token?: string}} options
   * @returns {Promise<any>}
   */
  async #request(method, path, { body, token }) {
    /** @type {Record<string, string>} */
    const headers = { accept: 'application/json' };
    if (body) headers['content-type'] = 'application/json';
    if (token) headers.authorization = `Bearer ${token}`;
    return await requestJson(this.#fetch, this.#base + path, { method, headers, body: body && JSON.stringify(body) });
  }
}

/**
 * @param {Fetch} fetch
 * @param {string} url
 * @param {RequestInit} options
 * @returns {Promise<any>} the JSON of the answer; null when it has none
 */
export async function requestJson(fetch, url, options) {
  const response = await fetch(url, { credentials: 'same-origin', cache: 'no-store', ...options }).catch((error) => {
    throw new ApiError({ status: 0, code: 'network', title: String(error) });
  });
  if (response.status === 204) return null;
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  const answer = isJson ? await response.json() : null;
  if (response.ok) return answer;
  throw new ApiError({ code: 'http_error', title: response.statusText, ...answer, status: response.status });
}

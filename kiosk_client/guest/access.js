import { requestJson } from '/web/api.js';

const KEY = 'bangban.guest';

/** The token of this window's talk: kept over a reload, and gone with the window. */
export class Access {
  #token = sessionStorage.getItem(KEY);

  get token() {
    return this.#token;
  }

  /** Uses a code up. Rejects with ApiError. @param {string} code */
  async redeem(code) {
    const { access_token } = await post('', { body: JSON.stringify({ code }), headers: { 'content-type': 'application/json' } });
    this.#keep(access_token);
  }

  /** @returns {Promise<string>} */
  async renew() {
    const { access_token } = await post('/token', { headers: { authorization: `Bearer ${this.#token}` } });
    this.#keep(access_token);
    return access_token;
  }

  forget() {
    this.#token = null;
    sessionStorage.removeItem(KEY);
  }

  /** @param {string} token */
  #keep(token) {
    this.#token = token;
    sessionStorage.setItem(KEY, token);
  }
}

/** @param {string} path @param {RequestInit} options */
const post = (path, options) => requestJson(fetch, `/api/v1/guests${path}`, { method: 'POST', ...options });

import { ApiError, requestJson } from '/web/api.js';

import { publicKey, sign } from './key.js';

/**
 * @typedef {{code: string, expires_at: number}} Shown
 * @typedef {'pending' | 'approved' | 'denied' | 'expired'} EnrolmentState
 */

const BASE = '/api/v1';

/**
 * @param {string} path
 * @param {object} body
 */
const post = (path, body) =>
  requestJson(fetch, BASE + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Who this machine is to the server: tokens and proofs by its key, once it is enrolled. */
export class Identity {
  #key;

  /**
   * @param {CryptoKeyPair} key
   * @param {string} kiosk
   */
  constructor(key, kiosk) {
    this.#key = key;
    this.kiosk = kiosk;
  }

  /** @returns {Promise<string>} */
  async token() {
    try {
      const { challenge } = await post('/kiosk/challenge', { kiosk: this.kiosk });
      const signature = await sign(this.#key, `bangban-token:${challenge}`);
      return (await post('/kiosk/token', { kiosk: this.kiosk, challenge, signature })).access_token;
    } catch (error) {
      // The server tells nobody which kiosks there are: one that it does not know has no valid proof.
      if (error instanceof ApiError && error.code === 'proof_invalid') error.code = 'not_enrolled';
      throw error;
    }
  }

  /**
   * @param {string} nonce of the WebSocket's challenge
   * @param {string} instance
   */
  async introduce(nonce, instance) {
    const [token, proof] = await Promise.all([this.token(), sign(this.#key, `bangban-ws:${nonce}`)]);
    return { token, proof, instance, takeover: true };
  }
}

/**
 * Shows codes until an administrator has approved one.
 *
 * @param {object} options
 * @param {CryptoKeyPair} options.key
 * @param {(shown: Shown | null) => void} options.show the code to show; null while there is none (no network)
 * @param {(ms: number) => Promise<void>} options.pause
 * @returns {Promise<string>} the id that the kiosk was given
 */
export async function enrol({ key, show, pause }) {
  const jwk = await publicKey(key);
  for (;;) {
    try {
      const enrolment = await post('/enrolments', { public_key: jwk });
      show(enrolment);
      const kiosk = await decision(enrolment, pause);
      if (kiosk) return kiosk;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      show(null);
      await pause(5_000);
    }
  }
}

/**
 * @param {{id: string, secret: string, poll_ms: number}} enrolment
 * @param {(ms: number) => Promise<void>} pause
 * @returns {Promise<string | null>} null: refused or expired, a new code is needed
 */
async function decision({ id, secret, poll_ms }, pause) {
  for (;;) {
    await pause(poll_ms);
    const options = { headers: { authorization: `Bearer ${secret}` } };
    /** @type {{state: EnrolmentState, kiosk: string | null}} */
    const { state, kiosk } = await requestJson(fetch, `${BASE}/enrolments/${id}`, options);
    if (state !== 'pending') return kiosk;
  }
}

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Api, ApiError } from '../../signaling/web/api.js';

const TOKEN = `h.${btoa(JSON.stringify({ iat: 0, exp: 900 }))}.s`;
const SIGN_IN = { access_token: TOKEN, expires_at: 0, staff: { id: 'a', role: 'agent' } };

/**
 * @param {number} status
 * @param {object | null} body
 */
const answer = (status, body, type = 'application/json') =>
  new Response(body && JSON.stringify(body), { status, headers: { 'content-type': type } });

/** @param {(path: string, init: any) => Response | Promise<Response>} serve */
function connect(serve) {
  /** @type {string[]} */
  const asked = [];
  const fetch = /** @type {any} */ (
    async (/** @type {string} */ url, /** @type {any} */ init) => {
      asked.push(`${init.method} ${url}`);
      return await serve(url, init);
    }
  );
  return { asked, api: new Api({ fetch }) };
}

test('a request carries a token, which the cookie gives when there is none', async () => {
  const { api, asked } = connect((url, init) => {
    if (url.endsWith('/token')) return answer(200, SIGN_IN);
    return answer(200, { authorization: init.headers.authorization });
  });
  assert.deepEqual(await api.get('/sites'), { authorization: `Bearer ${TOKEN}` });
  await api.get('/sites');
  assert.deepEqual(asked, ['POST /api/v1/token', 'GET /api/v1/sites', 'GET /api/v1/sites']);
});

test('requests at the same time share one renewal', async () => {
  const { api, asked } = connect((url) => answer(200, url.endsWith('/token') ? SIGN_IN : {}));
  await Promise.all([api.get('/a'), api.get('/b'), api.get('/c')]);
  assert.equal(asked.filter((line) => line.endsWith('/token')).length, 1);
});

test('a token that the server no longer takes is renewed once, and the request made again', async () => {
  let tries = 0;
  const { api } = connect((url) => {
    if (url.endsWith('/token')) return answer(200, SIGN_IN);
    tries += 1;
    return tries === 1 ? answer(401, { code: 'token_expired', title: 'x' }, 'application/problem+json') : answer(200, {});
  });
  assert.deepEqual(await api.get('/sites'), {});
  assert.equal(tries, 2);
});

test('a problem becomes an ApiError with its code', async () => {
  const problem = { type: 'about:blank', title: 'Too many', status: 429, code: 'too_many_attempts', detail: 'wait' };
  const { api } = connect(() => answer(429, problem, 'application/problem+json'));
  await assert.rejects(api.signIn('a', 'b'), (error) => {
    assert.ok(error instanceof ApiError);
    assert.deepEqual([error.status, error.code, error.detail], [429, 'too_many_attempts', 'wait']);
    return true;
  });
});

test('nobody answering is an ApiError too, and an error page of a proxy is no crash', async () => {
  const away = connect(() => Promise.reject(new TypeError('failed to fetch')));
  await assert.rejects(away.api.signIn('a', 'b'), { code: 'network', status: 0 });
  const proxy = connect(() => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }));
  await assert.rejects(proxy.api.signIn('a', 'b'), { code: 'http_error', status: 502 });
});

test('signing out forgets who it was', async () => {
  const { api } = connect((url) => (url.endsWith('/sign-out') ? answer(204, null) : answer(200, SIGN_IN)));
  await api.signIn('a', 'b');
  assert.equal(api.staff?.id, 'a');
  await api.signOut();
  assert.equal(api.staff, null);
});

test('a query leaves out what is not asked for', async () => {
  const { api, asked } = connect((url) => answer(200, url.endsWith('/token') ? SIGN_IN : {}));
  await api.get('/sessions', { site: 'a b', agent: null, rating: undefined, cursor: '', limit: 50 });
  assert.equal(asked.at(-1), 'GET /api/v1/sessions?site=a+b&limit=50');
});

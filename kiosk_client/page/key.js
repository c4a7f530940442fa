/**
 * The kiosk's own key pair. The private half never leaves the browser: it is made as not extractable, and IndexedDB
 * keeps the handle to it over restarts.
 */

const DATABASE = 'bangban';
const STORE = 'keys';
const NAME = 'kiosk';
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };

/** @returns {Promise<CryptoKeyPair>} the key of this machine, made now if it has none */
export async function machineKey() {
  const database = await open();
  const kept = await done(database.transaction(STORE).objectStore(STORE).get(NAME));
  if (kept) return kept;
  const made = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  await done(database.transaction(STORE, 'readwrite').objectStore(STORE).put(made, NAME));
  return made;
}

/** @param {CryptoKeyPair} key */
export async function publicKey({ publicKey: key }) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', key);
  return { kty, crv, x, y };
}

/**
 * @param {CryptoKeyPair} key
 * @param {string} words
 * @returns {Promise<string>} base64url of the raw signature (r‖s)
 */
export async function sign({ privateKey }, words) {
  const bytes = new TextEncoder().encode(words);
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, bytes);
  const binary = String.fromCharCode(...new Uint8Array(signature));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return done(request);
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

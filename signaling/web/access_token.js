const DEFAULT_LIFETIME = 10 * 60_000;

/**
 * How long a token is good for from the moment it was issued, in milliseconds. A duration, because the clock of a kiosk
 * may be wrong by hours. Reads the claims without checking them: only the server judges a token.
 *
 * @param {string} token
 */
export function lifetime(token) {
  const payload = token.split('.')[1] ?? '';
  try {
    const { iat, exp } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    const seconds = Number(exp) - Number(iat);
    return seconds > 0 ? seconds * 1000 : DEFAULT_LIFETIME;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return DEFAULT_LIFETIME;
    throw error;
  }
}

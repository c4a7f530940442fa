import { ApiError } from '/web/api.js';

const HINT = 'bangban.signed_in';

/**
 * Goes on with an earlier sign-in, where this browser remembers one: asking blindly would answer 401 to every visitor.
 *
 * @param {import('/web/api.js').Api} api
 * @returns {Promise<boolean>} false: somebody has to sign in. Rejects while the server cannot be reached.
 */
export async function resumeSession(api) {
  api.addEventListener('change', () => {
    if (api.staff) localStorage.setItem(HINT, 'yes');
    else localStorage.removeItem(HINT);
  });
  if (!localStorage.getItem(HINT)) return false;
  try {
    await api.resume();
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return false;
    throw error;
  }
}

/**
 * What the page remembers. Of the machine (localStorage): its id and the desk it last saw, so that a start without
 * network still shows the telephone number. Of the session (sessionStorage): only what a reload needs, and `forgetSession`
 * wipes it. Nothing of the resident outlives the session.
 *
 * @typedef {import('/web/messages.js').KioskWelcome} KioskWelcome
 */

const KIOSK = 'bangban.kiosk';
const WELCOME = 'bangban.welcome';
const INSTANCE = 'bangban.instance';
const EPOCH = 'bangban.epoch';
const PLACE = 'bangban.place';

/** @returns {string | null} */
export const rememberedKiosk = () => localStorage.getItem(KIOSK);

/** @param {string} kiosk */
export const rememberKiosk = (kiosk) => localStorage.setItem(KIOSK, kiosk);

export function forgetKiosk() {
  localStorage.removeItem(KIOSK);
  localStorage.removeItem(WELCOME);
}

/** @returns {KioskWelcome | null} */
export const rememberedWelcome = () => JSON.parse(localStorage.getItem(WELCOME) ?? 'null');

/** @param {KioskWelcome} welcome */
export const rememberWelcome = (welcome) => localStorage.setItem(WELCOME, JSON.stringify(welcome));

/** @returns {string} the name of this window, kept over a reload */
export function instance() {
  const kept = sessionStorage.getItem(INSTANCE);
  if (kept) return kept;
  const made = crypto.randomUUID();
  sessionStorage.setItem(INSTANCE, made);
  return made;
}

/**
 * Media attempts that this window has begun: after a reload, an attempt that it knows is spoilt.
 *
 * @param {string} session
 * @returns {number}
 */
export function begunEpoch(session) {
  const [kept, epoch] = (sessionStorage.getItem(EPOCH) ?? '').split(' ');
  return kept === session ? Number(epoch) : 0;
}

/** @param {string} session @param {number} epoch */
export const rememberEpoch = (session, epoch) => sessionStorage.setItem(EPOCH, `${session} ${epoch}`);

/**
 * Since when the resident has been at a place, through reloads of it.
 *
 * @param {{service: string | null, step: string | null}} place
 * @param {number} now
 */
export function rememberedSince({ service, step }, now) {
  const name = `${service} ${step}`;
  const [at, since] = (sessionStorage.getItem(PLACE) ?? '').split('\n');
  if (at === name) return Number(since);
  sessionStorage.setItem(PLACE, `${name}\n${now}`);
  return now;
}

/** Everything of the session; the machine's own name and key stay. */
export function forgetSession() {
  const window = sessionStorage.getItem(INSTANCE);
  sessionStorage.clear();
  if (window) sessionStorage.setItem(INSTANCE, window);
}

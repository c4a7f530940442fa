/**
 * Who exchanges media with whom where a session has guests: the same plan on every machine, from the same snapshot.
 *
 * @typedef {import('./messages.js').GuestModeName} Mode
 * @typedef {import('./messages.js').GuestRole} Role
 * @typedef {{name: string, mode: Mode, epoch: number, role: Role}} Guest one who has joined
 * @typedef {'microphone' | 'camera' | 'screen'} Device
 * @typedef {object} Pair
 * @property {string} peer the other participant
 * @property {string} guest whose epoch it is: who came later
 * @property {number} epoch
 * @property {boolean} offers whether this side does: it was there first
 * @property {readonly Device[]} sends what this side may send
 * @property {boolean} hears whether what the other says is for this side
 */

/** @param {string} name */
const arrival = (name) => (name === 'kiosk' ? 0 : name === 'agent' ? 1 : 1 + Number(name.slice('guest-'.length)));

/** While the agent consults somebody, the resident and other guests do not hear it. @param {readonly Guest[]} guests */
export const consulting = (guests) => guests.some(({ mode }) => mode === 'consult');

/** @param {string} listener @param {string} speaker @param {readonly Guest[]} guests */
export function hears(listener, speaker, guests) {
  const [to, from] = [listener, speaker].map((name) => guests.find((guest) => guest.name === name)?.mode ?? 'conference');
  if (to === 'consult') return speaker === 'agent';
  if (from === 'conference') return !(speaker === 'agent' && to === 'conference' && consulting(guests));
  return from !== 'monitor' && listener === 'agent';
}

/** @param {string} one @param {string} other @param {readonly Guest[]} guests */
function meet(one, other, guests) {
  const consults = (/** @type {string} */ name) => guests.some((guest) => guest.name === name && guest.mode === 'consult');
  return consults(one) ? other === 'agent' : consults(other) ? one === 'agent' : true;
}

/** @param {string} listener @param {string} speaker @param {readonly Guest[]} guests @returns {readonly Device[]} */
function sent(listener, speaker, guests) {
  // What is on the screen is between the resident and the staff.
  const family = guests.some(({ name, role }) => name === listener && role === 'family');
  if (speaker === 'kiosk') return family ? ['microphone', 'camera'] : ['microphone', 'camera', 'screen'];
  if (hears(listener, speaker, guests)) return ['microphone', 'camera'];
  return speaker === 'agent' ? ['camera'] : [];
}

/**
 * Every connection this participant has beside the one between kiosk and agent.
 *
 * @param {string} me
 * @param {readonly Guest[]} guests
 * @returns {Pair[]}
 */
export function pairsOf(me, guests) {
  const others = ['kiosk', 'agent', ...guests.map(({ name }) => name)].filter((name) => name !== me);
  return others.flatMap((peer) => {
    const later = arrival(me) > arrival(peer) ? me : peer;
    const guest = guests.find(({ name }) => name === later);
    if (!guest || !meet(me, peer, guests)) return [];
    const offers = later === peer;
    return [{ peer, guest: guest.name, epoch: guest.epoch, offers, sends: sent(peer, me, guests), hears: hears(me, peer, guests) }];
  });
}

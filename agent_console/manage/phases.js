/** What a session's time went on, from its desk events. */

export const PHASES = /** @type {const} */ (['waiting', 'ringing', 'connecting', 'talking', 'interrupted', 'wrap_up']);

/** @typedef {typeof PHASES[number]} PhaseName */
/** @typedef {{phase: PhaseName, from: number, to: number}} Phase */
/**
 * @typedef {object} Entry One line of the server's timeline: a desk event, or what a machine reported.
 * @property {number} at
 * @property {string} origin `desk`, `kiosk`, `agent`, `server`
 * @property {number} number
 * @property {string} kind
 * @property {Record<string, any>} data
 */

/** The phase after an event, given the phase before it and what the talk was before it broke off. */
class Course {
  /** @type {PhaseName | null} */
  phase = null;
  connected = false;
  away = new Set();
  /** @type {string | null} */
  agent = null;

  /** @param {Entry} entry */
  take({ kind, data }) {
    if (kind.startsWith('agent_') && this.agent !== null && data.agent !== this.agent) return;
    switch (kind) {
      case 'session_requeued':
        // The next agent is another one, and is there.
        this.away.delete('agent');
        this.connected = false;
        this.phase = 'waiting';
        break;
      case 'session_queued':
      case 'ring_ended':
        this.connected = false;
        this.phase = 'waiting';
        break;
      case 'ring_started':
        this.phase = 'ringing';
        break;
      case 'session_handed_over':
        this.away.delete('agent');
        this.connected = false;
        this.agent = data.agent ?? null;
        this.phase = this.away.size ? 'interrupted' : 'connecting';
        break;
      case 'session_accepted':
        this.agent = data.agent ?? null;
        this.phase = this.away.size ? 'interrupted' : 'connecting';
        break;
      case 'media_ready':
        this.connected = true;
        this.#talk();
        break;
      case 'kiosk_lost':
      case 'agent_lost':
        this.away.add(kind.slice(0, 5));
        this.#talk();
        break;
      case 'resident_left': // the wait is over unless they come back
        this.phase = null;
        break;
      case 'kiosk_attached':
      case 'agent_attached':
        this.phase ??= 'waiting';
        this.away.delete(kind.slice(0, 5));
        this.#talk();
        break;
      case 'session_ended':
        this.phase = 'wrap_up';
        break;
      case 'session_closed':
      case 'session_turned_away':
        this.phase = null;
        break;
    }
  }

  #talk() {
    if (this.phase === null || !['connecting', 'talking', 'interrupted'].includes(this.phase)) return;
    this.phase = this.away.size ? 'interrupted' : this.connected ? 'talking' : 'connecting';
  }
}

/**
 * In order, without gaps; those of no length left out.
 * @param {readonly Entry[]} entries in order of time
 * @param {number} now where a session that is not closed ends for now
 * @returns {Phase[]}
 */
export function phases(entries, now) {
  const course = new Course();
  /** @type {Phase[]} */
  const found = [];
  let since = 0;
  const end = (/** @type {PhaseName | null} */ phase, /** @type {number} */ at) => {
    const last = found.at(-1);
    if (phase === null || at <= since) return;
    if (last?.phase === phase && last.to === since) last.to = at;
    else found.push({ phase, from: since, to: at });
  };
  for (const entry of entries) {
    const before = course.phase;
    course.take(entry);
    if (course.phase === before) continue;
    end(before, entry.at);
    since = entry.at;
  }
  end(course.phase, now);
  return found;
}

/** Phase → ms in all. @param {readonly Phase[]} list @returns {Map<PhaseName, number>} */
export function totals(list) {
  const sums = new Map();
  for (const name of PHASES) {
    const parts = list.filter(({ phase }) => phase === name);
    if (parts.length) sums.set(name, parts.reduce((sum, { from, to }) => sum + to - from, 0));
  }
  return sums;
}

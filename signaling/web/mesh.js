import { Attempts } from './attempts.js';
import { Refused } from './commands.js';
import { Meeting } from './meeting.js';

/**
 * @typedef {import('./pairs.js').Pair} Pair
 * @typedef {import('./pairs.js').Device} Device
 * @typedef {import('./messages.js').Signal | import('./messages.js').SignalAck} Signalled
 * @typedef {{id: string, relay_only: boolean}} Session
 */

const KEY = 'bangban.met.';
/** Signals of a pair that the other side has learnt of before us, kept until we have, too. */
const EARLY = 64;

/**
 * The connections of one participant with all others but the one between kiosk and agent. `want` says which there should be;
 * everything else follows. Raises `change` when something else arrives, `connected` {peer} when the other sees us.
 */
export class Mesh extends EventTarget {
  /** @type {Map<string, Meeting>} by the other's name */
  #meetings = new Map();
  /** @type {Signalled[]} */
  #early = [];
  #link;
  #tracks;
  #asked = '';
  #attempts = new Attempts();
  /** @type {Session | null} */
  #session = null;

  /**
   * @param {object} options
   * @param {import('./link.js').Link} options.link
   * @param {() => import('./meeting.js').Tracks} options.tracks
   */
  constructor({ link, tracks }) {
    super();
    this.#link = link;
    this.#tracks = tracks;
  }

  /** @returns {ReadonlyMap<string, Meeting>} */
  get meetings() {
    return this.#meetings;
  }

  /**
   * @param {Session | null} session null: in none
   * @param {string} me
   * @param {readonly Pair[]} pairs
   */
  want(session, me, pairs) {
    if (session?.id !== this.#session?.id) this.close();
    this.#session = session;
    if (!session) return;
    this.#part(({ pair: { peer, guest, epoch } }) =>
      !pairs.some((wanted) => wanted.peer === peer && wanted.guest === guest && wanted.epoch === epoch),
    );
    for (const pair of pairs) {
      const present = this.#meetings.get(pair.peer);
      if (!present) this.#meet(session, me, pair);
      else if (JSON.stringify(present.pair) !== JSON.stringify(pair)) {
        present.follow(pair);
        this.dispatchEvent(new Event('change'));
      }
    }
  }

  /** @param {Signalled} message */
  receive(message) {
    if ([message.sender, message.to].every((name) => name === 'kiosk' || name === 'agent')) return;
    if (!this.#meetings.has(message.sender)) this.#early = [...this.#early.slice(1 - EARLY), message];
    for (const meeting of this.#meetings.values()) meeting.receive(message);
  }

  /** @param {Device} device */
  changed(device) {
    for (const meeting of this.#meetings.values()) meeting.changed(device);
  }

  close() {
    this.#part(() => true);
    this.#session = null;
    this.#early = [];
    this.#attempts.clear();
  }

  /**
   * @param {Session} session
   * @param {string} me
   * @param {Pair} pair
   */
  #meet(session, me, pair) {
    const key = `${KEY}${pair.peer}`;
    const name = `${session.id} ${me} ${pair.guest} ${pair.epoch}`;
    if (sessionStorage.getItem(key) === name) {
      // This page had it before a reload; the other side has answered that one, and only a new attempt reaches this one.
      this.#restart(session, pair, 'reloaded');
      return;
    }
    sessionStorage.setItem(key, name);
    const meeting = new Meeting({ link: this.#link, session, me, pair, tracks: this.#tracks });
    this.#meetings.set(pair.peer, meeting);
    meeting.addEventListener('change', () => this.dispatchEvent(new Event('change')));
    meeting.addEventListener('connected', () =>
      this.dispatchEvent(new CustomEvent('connected', { detail: { peer: pair.peer } })),
    );
    meeting.addEventListener('dead', () => this.#meetings.get(pair.peer) === meeting && this.#dead(session, meeting));
    for (const message of this.#early.filter(({ sender }) => sender === pair.peer)) meeting.receive(message);
    this.#early = this.#early.filter(({ sender }) => sender !== pair.peer);
    meeting.open();
    this.dispatchEvent(new Event('change'));
  }

  /**
   * From all of them before anybody looks: who has become the agent meets the kiosk no more.
   *
   * @param {(meeting: Meeting) => boolean} over
   */
  #part(over) {
    const gone = [...this.#meetings].filter(([, meeting]) => over(meeting));
    for (const [peer] of gone) this.#meetings.delete(peer);
    for (const [, meeting] of gone) meeting.close();
    if (gone.length) this.dispatchEvent(new Event('change'));
  }

  /** @param {Session} session @param {Meeting} meeting */
  #dead(session, meeting) {
    if (this.#attempts.goOn(meeting.pair, meeting.worked)) this.#restart(session, meeting.pair, 'ice_failed');
    else meeting.giveUp();
  }

  /**
   * @param {Session} session
   * @param {Pair} pair
   * @param {'reloaded' | 'ice_failed'} reason
   */
  async #restart({ id }, { guest, epoch }, reason) {
    const which = `${id} ${guest} ${epoch}`;
    if (this.#asked === which) return;
    this.#asked = which;
    try {
      await this.#link.command('restart_media', { session: id, guest, epoch, reason });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      console.info('The media with a guest were not restarted: something newer has happened.', error.code);
      this.#asked = '';
    }
  }
}

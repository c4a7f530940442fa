import { on } from './on.js';

/**
 * Tells the timeline what is masked and when no picture was sent, in few words however restless a page is.
 *
 * @typedef {import('/embed/messages.js').MaskSet} MaskSet
 * @typedef {import('/web/messages.js').WithheldEntry} WithheldEntry
 * @typedef {Pick<WithheldEntry, 'since' | 'until' | 'reason'>} Interval
 */

/** Ms. Pictures that were sent for no longer than this between two intervals of one kind make them one. */
const BRIDGED = 1_000;
/** Ms between two entries of what is masked, at least: the last one counts. */
const SETTLED = 2_000;

export class MaskLog {
  #add;
  #now;
  #timers;
  /** @type {Interval | null} */
  #interval = null;
  /** @type {MaskSet | null} */
  #set = null;
  #told = '';
  /** @type {number | undefined} */
  #ending;
  /** @type {number | undefined} */
  #settling;

  /**
   * @param {object} options
   * @param {(entry: import('/web/timeline.js').Unnumbered) => void} options.add
   * @param {() => number} options.now
   * @param {import('/web/timers.js').Timers} options.timers
   */
  constructor({ add, now, timers }) {
    this.#add = add;
    this.#now = now;
    this.#timers = timers;
  }

  /** @param {EventTarget} capture that raises `masks` and `withheld` */
  follow(capture) {
    on(capture, 'masks', (set) => this.masked(set));
    on(capture, 'withheld', (withheld) => this.withheld(withheld));
  }

  /** @param {MaskSet} set */
  masked(set) {
    this.#set = set;
    this.#settling ??= this.#timers.setTimeout(() => this.#tellSet(), this.#told ? SETTLED : 0);
  }

  /** @param {{reason: WithheldEntry['reason'], duration: number}} withheld what has just ended */
  withheld({ reason, duration }) {
    const until = Math.round(this.#now());
    const since = Math.round(until - duration);
    const last = this.#interval;
    if (last && (last.reason !== reason || since - last.until > BRIDGED)) this.#tellInterval();
    this.#interval = { since: this.#interval?.since ?? since, until, reason };
    this.#timers.clearTimeout(this.#ending);
    this.#ending = this.#timers.setTimeout(() => this.#tellInterval(), BRIDGED);
  }

  /** A session: what is masked in it already belongs to it. */
  begin() {
    this.#told = '';
    if (this.#set) this.masked(this.#set);
  }

  /** Says now what is still to be said. */
  end() {
    this.#tellSet();
    this.#tellInterval();
    this.#set = null;
    this.#told = '';
  }

  #tellSet() {
    this.#timers.clearTimeout(this.#settling);
    this.#settling = undefined;
    if (!this.#set || this.#set.hash === this.#told) return;
    const { hash, count, mode } = this.#set;
    this.#told = hash;
    this.#add({ kind: 'masks', hash, count, mode });
  }

  #tellInterval() {
    this.#timers.clearTimeout(this.#ending);
    if (this.#interval) this.#add({ kind: 'withheld', ...this.#interval });
    this.#interval = null;
  }
}

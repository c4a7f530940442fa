import { NUMBERS } from '../../embed/stamp.js';
import { common, grown, hull, isEmpty } from './rectangles.js';

/**
 * What the page has said of itself lately, and by it, where something private may be in a picture of it.
 *
 * @typedef {import('/embed/messages.js').MaskReport} MaskReport
 * @typedef {import('/embed/messages.js').PageState} PageState
 * @typedef {import('/embed/messages.js').Area} Area
 * @typedef {import('/embed/messages.js').Sides} Sides
 * @typedef {import('/web/messages.js').WithheldEntry['reason']} Reason
 * @typedef {{number: number, time: number, state: PageState}} Sighting
 *
 * @typedef {object} Subject a picture
 * @property {number} frame counts up
 * @property {number} since the page's clock when it may have been taken, at the earliest
 * @property {(sighting: Sighting) => boolean} shows whether it shows the page as it was then
 *
 * @typedef {object} Plan what of the window may not be seen, in CSS pixels
 * @property {PageState} of
 * @property {Sides[]} masked
 * @property {Sides[] | null} shown
 * @property {boolean} smeared more is masked than would be if nothing moved
 */

/** Ms that reports may be apart while something moves without the page's doing, which in between may turn back. */
const GAP_STIRRED = 64;
/** Otherwise. A page that is busy does not move, but one that is gone may be anywhere. */
const GAP = 1_000;
/** How far, in CSS pixels a ms, something may go in a gap and come back. */
const SPEED = 0.8;
/** What letters and shadows hang over. */
const MARGIN = 3;
/** Ms. Pictures are not older than that. */
const KEPT = 4_000;

export class Sightings {
  /** @type {Sighting[]} one for each state of the page, the last the present one */
  #states = [];
  /** @type {Pick<MaskReport, 'time' | 'stirred'>[]} */
  #beats = [];
  #got = 0;

  /** The page's clock, as last heard. */
  get time() {
    return this.#beats.at(-1)?.time ?? -Infinity;
  }

  /** @param {MaskReport} report */
  add({ number, time, got, stirred, state }) {
    if (state) this.#states.push({ number, time, state });
    this.#beats.push({ time, stirred });
    this.#got = got;
    const old = time - KEPT;
    while (this.#beats.length > 2 && this.#beats[1].time < old) this.#beats.shift();
    const isOver = () => this.#states[1].time < old || this.#states.length === NUMBERS;
    while (this.#states.length > 1 && isOver()) this.#states.shift();
  }

  /**
   * @param {Subject} subject
   * @returns {Plan | Reason | null} null: it is too early to tell, for what moved by itself the page hears of a moment later
   */
  judge({ frame, since, shows }) {
    if (this.#got < frame) return null;
    const from = this.#states.findLastIndex(shows);
    if (from < 0) return 'unplaced';
    const span = this.#states.slice(from);
    const [{ state: of }] = span;
    if (span.some(({ state }) => !state.certain)) return 'uncertain';
    if (span.some(({ state }) => state.width !== of.width || state.height !== of.height)) return 'resized';
    const stir = this.#stir(since);
    return stir === null ? 'gap' : this.#plan(from, stir);
  }

  /** @param {number} since @returns {number | null} CSS pixels that something may have gone astray; null: any */
  #stir(since) {
    const first = this.#beats.findLastIndex(({ time }) => time <= since);
    if (first < 0) return null;
    let farthest = 0;
    for (let at = first + 1; at < this.#beats.length; at++) {
      const gap = this.#beats[at].time - this.#beats[at - 1].time;
      const stirred = this.#beats[at].stirred || this.#beats[at - 1].stirred;
      if (gap > (stirred ? GAP_STIRRED : GAP)) return null;
      if (stirred) farthest = Math.max(farthest, gap * SPEED);
    }
    return farthest;
  }

  /** @param {number} from @param {number} stir @returns {Plan} */
  #plan(from, stir) {
    const states = this.#states.slice(from).map(({ state }) => state);
    const before = stir > 0 && from > 0 ? [this.#states[from - 1].state] : [];
    const masked = spread(before, states, 'masked', stir).map(({ track, across, down }) => {
      const clips = track.map(({ clip }) => clip);
      const reach = grown(track.map(({ box }) => box).reduce(hull), across, down);
      const seen = clips.every((clip) => clip !== null) ? common(reach, grown(clips.reduce(hull), across, down)) : reach;
      return isEmpty(seen) ? seen : grown(seen, MARGIN);
    });
    const shown = states[0].shown && spread(before, states, 'shown', stir)
      .filter(({ track }) => track.length === states.length)
      .map(({ track, across, down }) => grown(track.map(drawn).reduce(common), -across, -down));
    const smeared = stir > 0 || states.length > 1;
    return { of: states[0], masked: masked.filter((box) => !isEmpty(box)), shown, smeared };
  }
}

/**
 * @param {PageState[]} before
 * @param {PageState[]} states
 * @param {'masked' | 'shown'} which
 * @param {number} stir
 * @returns {{track: Area[], across: number, down: number}[]} of each element where it was, and how far beyond it may have been:
 *   what moves evenly, by a step more, before it turns back
 */
function spread(before, states, which, stir) {
  const steps = stir > 0 ? tracksOf([...before, ...states], which) : null;
  return [...tracksOf(states, which)].map(([key, track]) => {
    const { across, down } = longestStep(steps?.get(key) ?? []);
    return { track, across: stir + across, down: stir + down };
  });
}

/** @param {PageState[]} states @param {'masked' | 'shown'} which */
function tracksOf(states, which) {
  /** @type {Map<number, Area[]>} */
  const tracks = new Map();
  for (const area of states.flatMap((state) => state[which] ?? [])) {
    const track = tracks.get(area.key);
    if (track) track.push(area);
    else tracks.set(area.key, [area]);
  }
  return tracks;
}

/** @param {Area} area @returns {Sides} */
function drawn({ box, clip }) {
  return clip ? common(box, clip) : box;
}

/** @param {Area[]} track */
function longestStep(track) {
  const steps = track.slice(1).map(({ box }, at) => box.map((side, which) => Math.abs(side - track[at].box[which])));
  const longest = (/** @type {number} */ side) => Math.max(0, ...steps.map((step) => Math.max(step[side], step[side + 2])));
  return { across: longest(0), down: longest(1) };
}

/** Quality samples of both sides as series for charts. */

/** @typedef {import('./phases.js').Entry} Entry */
/** @typedef {{at: number, value: number | null}} Sample */
/** @typedef {'agent' | 'kiosk'} Side */
/** @typedef {'rtt' | 'loss' | 'fps' | 'kbps'} Figure */

export const FIGURES = /** @type {const} */ (['rtt', 'loss', 'fps', 'kbps']);
export const SIDES = /** @type {const} */ (['agent', 'kiosk']);

/** Samples come every 5 s; a longer silence is a gap, and a line across it would be invented. */
const GAP = 12_500;

/** The picture whose frames each side cares for. */
const PICTURE = { agent: ['screen', 'camera'], kiosk: ['agent_camera'] };

/** @typedef {{media: string, kbps: number, packets: number, lost: number, fps: number | null}} Stream */

/** @type {Record<Figure, (data: Record<string, any>, side: Side) => number | null>} */
const READ = {
  rtt: (data) => data.rtt_ms ?? null,
  loss: ({ received }) => {
    const lost = sum(received, (stream) => stream.lost);
    const all = lost + sum(received, (stream) => stream.packets);
    return all === 0 ? null : (100 * lost) / all;
  },
  fps: ({ received }, side) => {
    const streams = PICTURE[side].map((media) => /** @type {Stream[]} */ (received).find((one) => one.media === media));
    return streams.find((stream) => stream)?.fps ?? null;
  },
  kbps: ({ received }) => (received.length ? sum(received, (stream) => stream.kbps) : null),
};

/** @param {readonly Stream[]} streams @param {(stream: Stream) => number} figure */
function sum(streams, figure) {
  return streams.reduce((total, stream) => total + figure(stream), 0);
}

/**
 * What each side received, and its round trip.
 * @param {readonly Entry[]} entries in order of time
 * @returns {Record<Figure, Record<Side, Sample[]>>}
 */
export function series(entries) {
  const samples = entries.filter(({ kind }) => kind === 'quality');
  const one = (/** @type {Figure} */ figure, /** @type {Side} */ side) =>
    samples.filter(({ origin }) => origin === side).map(({ at, data }) => ({ at, value: READ[figure](data, side) }));
  const both = (/** @type {Figure} */ figure) => ({ agent: one(figure, 'agent'), kiosk: one(figure, 'kiosk') });
  return { rtt: both('rtt'), loss: both('loss'), fps: both('fps'), kbps: both('kbps') };
}

/** Cut where a sample is missing. @param {readonly Sample[]} samples @returns {{at: number, value: number}[][]} */
export function runs(samples) {
  /** @type {{at: number, value: number}[][]} */
  const found = [];
  let previous = -Infinity;
  for (const { at, value } of samples) {
    if (value === null) continue;
    const run = found.at(-1);
    if (run && at - previous <= GAP) run.push({ at, value });
    else found.push([{ at, value }]);
    previous = at;
  }
  return found;
}

/** The middle and the worst. @param {readonly Sample[]} samples */
export function digest(samples) {
  const values = samples.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b);
  if (values.length === 0) return null;
  const middle = /** @type {number} */ (values[Math.floor((values.length - 1) / 2)]);
  return { median: middle, lowest: values[0] ?? 0, highest: values.at(-1) ?? 0 };
}

/**
 * A round number at or above the greatest value, so that an axis from zero has few, readable marks.
 * @param {number} greatest
 * @param {number} least
 */
export function axisTop(greatest, least) {
  const wanted = Math.max(greatest, least);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= wanted) ?? 10;
  return step * power;
}

/**
 * Samples of both sides by moment, for the table: one row for each 5 s.
 * @param {Record<Figure, Record<Side, Sample[]>>} all
 */
export function table(all) {
  /** @type {Map<number, {at: number, cells: Record<string, number | null>}>} */
  const rows = new Map();
  for (const figure of FIGURES)
    for (const side of SIDES)
      for (const { at, value } of all[figure][side]) {
        const slot = Math.round(at / 5000);
        const row = rows.get(slot) ?? { at, cells: {} };
        row.cells[`${figure}.${side}`] = value;
        rows.set(slot, row);
      }
  return [...rows.values()].sort((a, b) => a.at - b.at);
}

/** The sample at a moment, give or take one interval. @param {readonly Sample[]} samples @param {number} moment */
export function nearest(samples, moment) {
  const [first, ...rest] = samples;
  if (!first) return null;
  const distance = (/** @type {Sample} */ { at }) => Math.abs(at - moment);
  const closest = rest.reduce((best, sample) => (distance(sample) < distance(best) ? sample : best), first);
  return distance(closest) <= GAP ? closest : null;
}

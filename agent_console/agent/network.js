/**
 * Figures of the last five seconds as a word. Pure.
 *
 * @import { Sample } from '/web/quality.js'
 * @import { StreamQuality } from '/web/messages.js'
 * @import { NetworkRating } from './state.js'
 */

/** Above these a conversation is noticeably harder: loss that concealment no longer hides, delay that makes people talk
 *  over each other (ITU-T G.114 puts the limit of comfort at 150 ms one way). */
const FAIR = { loss: 0.02, rtt: 300, jitter: 40 };
const WEAK = { loss: 0.08, rtt: 600, jitter: 100 };

/**
 * What comes from the resident tells about their side, what arrives there of ours about our own.
 *
 * @param {Sample} sample
 * @returns {{own: NetworkRating | null, resident: NetworkRating | null}}
 */
export function rate({ rtt_ms, received, sent }) {
  return { own: word(sent, rtt_ms), resident: word(received, rtt_ms) };
}

/**
 * @param {StreamQuality[]} streams
 * @param {number | null} rtt
 * @returns {NetworkRating | null}
 */
function word(streams, rtt) {
  const packets = streams.reduce((sum, stream) => sum + stream.packets, 0);
  if (packets === 0) return null;
  const lost = streams.reduce((sum, stream) => sum + stream.lost, 0);
  const loss = lost / (packets + lost);
  const jitter = Math.max(0, ...streams.map((stream) => (stream.media === 'audio' ? (stream.jitter_ms ?? 0) : 0)));
  const beyond = (/** @type {typeof FAIR} */ limit) =>
    loss > limit.loss || (rtt ?? 0) > limit.rtt || jitter > limit.jitter;
  return beyond(WEAK) ? 'weak' : beyond(FAIR) ? 'fair' : 'good';
}

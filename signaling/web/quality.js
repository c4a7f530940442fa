import { pageTimers } from './timers.js';

/**
 * @typedef {import('./peer_connection.js').Role} Role
 * @typedef {import('./messages.js').QualityEntry} QualityEntry
 * @typedef {import('./messages.js').StreamQuality} StreamQuality
 * @typedef {Omit<QualityEntry, 'number' | 'at'>} Sample
 * @typedef {Omit<StreamQuality, 'media'>} Flow
 * @typedef {Record<string, any>} Stat one entry of an RTCStatsReport
 */

const EVERY = 5_000;
const PATHS = new Set(['host', 'srflx', 'prflx', 'relay']);

/** Takes a sample of the connection every five seconds, for the session's timeline and for a badge on the page. */
export class QualitySampler {
  #peer;
  #epoch;
  #onsample;
  #timers;
  /** @type {Map<string, Stat>} */
  #before = new Map();
  /** @type {number | undefined} */
  #timer;

  /**
   * @param {object} options
   * @param {{pc: Pick<RTCPeerConnection, 'getStats'>, roleOfMid: (mid: string) => Role | null}} options.peer
   * @param {number} options.epoch
   * @param {(sample: Sample) => void} options.onsample
   * @param {import('./timers.js').Timers} [options.timers]
   */
  constructor({ peer, epoch, onsample, timers = pageTimers }) {
    this.#peer = peer;
    this.#epoch = epoch;
    this.#onsample = onsample;
    this.#timers = timers;
  }

  start() {
    this.#take(false);
  }

  stop() {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** @param {boolean} report the first look only sets the counters to count from */
  async #take(report) {
    this.#timer = this.#timers.setTimeout(() => this.#take(true), EVERY);
    const due = this.#timer;
    const stats = new Map(await this.#peer.pc.getStats());
    if (this.#timer !== due) return;
    if (report) this.#onsample(sample(stats, this.#before, this.#epoch, (mid) => this.#peer.roleOfMid(mid)));
    this.#before = stats;
  }
}

/**
 * What happened between two looks at the statistics.
 *
 * @param {Map<string, Stat>} now
 * @param {Map<string, Stat>} before
 * @param {number} epoch
 * @param {(mid: string) => Role | null} roleOfMid
 * @returns {Sample}
 */
export function sample(now, before, epoch, roleOfMid) {
  const lookedAt = before.values().next().value?.timestamp;
  const of = (/** @type {string} */ type) => [...now.values()].filter((stat) => stat.type === type);
  const streams = (/** @type {Stat[]} */ stats, /** @type {(stat: Stat, since: Stat) => Flow} */ read) =>
    stats.flatMap((stat) => {
      const media = roleOfMid(stat.mid);
      return media ? [{ media, ...read(stat, before.get(stat.id) ?? { timestamp: lookedAt }) }] : [];
    });
  const pair = now.get(of('transport')[0]?.selectedCandidatePairId);
  return {
    kind: 'quality',
    epoch,
    rtt_ms: pair?.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1000,
    path: path(now.get(pair?.localCandidateId), now.get(pair?.remoteCandidateId)),
    received: streams(of('inbound-rtp'), received),
    sent: streams(of('outbound-rtp'), (stat, since) => sent(stat, since, now, before)),
  };
}

/**
 * @param {Stat} stat
 * @param {Stat} since
 * @returns {Flow}
 */
function received(stat, since) {
  return {
    kbps: kbps(stat.bytesReceived, since.bytesReceived, stat, since),
    packets: grown(stat.packetsReceived, since.packetsReceived),
    lost: grown(stat.packetsLost, since.packetsLost),
    jitter_ms: figure(stat.jitter, 1000),
    ...picture(stat),
    freezes: stat.kind === 'video' ? grown(stat.freezeCount, since.freezeCount) : null,
    level: level(stat.audioLevel),
  };
}

/**
 * @param {Stat} stat
 * @param {Stat} since
 * @param {Map<string, Stat>} now
 * @param {Map<string, Stat>} before
 * @returns {Flow}
 */
function sent(stat, since, now, before) {
  const far = now.get(stat.remoteId) ?? {};
  return {
    kbps: kbps(stat.bytesSent, since.bytesSent, stat, since),
    packets: grown(stat.packetsSent, since.packetsSent),
    lost: grown(far.packetsLost, before.get(stat.remoteId)?.packetsLost),
    jitter_ms: figure(far.jitter, 1000),
    ...picture(stat),
    freezes: null,
    level: level(now.get(stat.mediaSourceId)?.audioLevel),
  };
}

/** @param {Stat} stat */
function picture(stat) {
  const video = stat.kind === 'video';
  return {
    fps: video ? (figure(stat.framesPerSecond, 1) ?? 0) : null,
    width: (video && stat.frameWidth) || null,
    height: (video && stat.frameHeight) || null,
  };
}

/** @param {number | undefined} bytes @param {number | undefined} since @param {Stat} stat @param {Stat} before */
function kbps(bytes, since, stat, before) {
  const ms = stat.timestamp - before.timestamp;
  return ms > 0 ? (grown(bytes, since) * 8) / ms : 0;
}

/**
 * A counter may step back (a late packet makes one lost less): that is no growth.
 *
 * @param {number | undefined} count
 * @param {number | undefined} before
 */
function grown(count = 0, before = 0) {
  return Math.max(0, Math.round(count - before));
}

/** @param {number | undefined} value @param {number} factor @returns {number | null} */
function figure(value, factor) {
  return value === undefined ? null : Math.max(0, value * factor);
}

/** @param {number | undefined} value @returns {number | null} */
function level(value) {
  return value === undefined ? null : Math.min(1, Math.max(0, value));
}

/** @param {Stat | undefined} near @param {Stat | undefined} far @returns {Sample['path']} */
function path(near, far) {
  if (near?.candidateType === 'relay' || far?.candidateType === 'relay') return 'relay';
  return PATHS.has(near?.candidateType) ? /** @type {Sample['path']} */ (near?.candidateType) : 'unknown';
}

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sample } from '../../signaling/web/quality.js';

const ROLES = /** @type {Record<string, any>} */ ({ 1: 'audio', 2: 'screen' });
const roleOfMid = (/** @type {string} */ mid) => ROLES[mid] ?? null;

/** @param {Record<string, any>[]} stats */
const report = (...stats) => new Map(stats.map((stat) => [stat.id, stat]));

const path = (/** @type {string} */ local, /** @type {string} */ remote) => [
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
  { id: 'P', type: 'candidate-pair', currentRoundTripTime: 0.012, localCandidateId: 'L', remoteCandidateId: 'R' },
  { id: 'L', type: 'local-candidate', candidateType: local },
  { id: 'R', type: 'remote-candidate', candidateType: remote },
];

test('figures are of the interval, not of the whole call', () => {
  const screen = { id: 'I', type: 'inbound-rtp', kind: 'video', mid: '2', frameWidth: 1920, frameHeight: 1080 };
  const before = report({ ...screen, timestamp: 0, bytesReceived: 50_000, packetsReceived: 100, packetsLost: 4 });
  const now = report({
    ...screen,
    timestamp: 5_000,
    bytesReceived: 675_000,
    packetsReceived: 700,
    packetsLost: 10,
    jitter: 0.004,
    framesPerSecond: 14,
    freezeCount: 2,
  });
  assert.deepEqual(sample(now, before, 3, roleOfMid).received, [
    {
      media: 'screen',
      kbps: 1_000,
      packets: 600,
      lost: 6,
      jitter_ms: 4,
      fps: 14,
      width: 1920,
      height: 1080,
      freezes: 2,
      level: null,
    },
  ]);
});

test("what the far side lost of ours comes from the far side's report", () => {
  const now = report(
    { id: 'O', type: 'outbound-rtp', kind: 'audio', mid: '1', timestamp: 5_000, bytesSent: 20_000, packetsSent: 250,
      remoteId: 'F', mediaSourceId: 'M' },
    { id: 'F', type: 'remote-inbound-rtp', packetsLost: 7, jitter: 0.002 },
    { id: 'M', type: 'media-source', audioLevel: 0.5 },
  );
  const [audio] = sample(now, report({ id: 'F', packetsLost: 5 }), 1, roleOfMid).sent;
  assert.deepEqual([audio.media, audio.lost, audio.jitter_ms, audio.level], ['audio', 2, 2, 0.5]);
});

test('a relay on either side is a relayed path', () => {
  const of = (/** @type {string} */ local, /** @type {string} */ remote) =>
    sample(report(...path(local, remote)), new Map(), 1, roleOfMid);
  assert.equal(of('host', 'relay').path, 'relay');
  assert.equal(of('relay', 'host').path, 'relay');
  assert.equal(of('srflx', 'host').path, 'srflx');
  assert.equal(of('host', 'host').rtt_ms, 12);
});

test('nothing connected is said as such, with no figure made up', () => {
  const nothing = sample(new Map(), new Map(), 1, roleOfMid);
  assert.deepEqual(nothing, { kind: 'quality', epoch: 1, rtt_ms: null, path: 'unknown', received: [], sent: [] });
});

test('a counter that steps back is no negative loss', () => {
  const audio = { id: 'I', type: 'inbound-rtp', kind: 'audio', mid: '1' };
  const now = report({ ...audio, timestamp: 5_000, packetsLost: 3 });
  const [figures] = sample(now, report({ ...audio, timestamp: 0, packetsLost: 5 }), 1, roleOfMid).received;
  assert.equal(figures.lost, 0);
});

test('a stream that came since the last look is counted from that look', () => {
  const audio = { id: 'I', type: 'inbound-rtp', kind: 'audio', mid: '1', timestamp: 5_000, bytesReceived: 20_000 };
  const [figures] = sample(report(audio), report({ id: 'T', type: 'transport', timestamp: 0 }), 1, roleOfMid).received;
  assert.equal(figures.kbps, 32);
});

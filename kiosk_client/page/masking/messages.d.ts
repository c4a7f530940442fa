import type { MaskSet } from '/embed/messages.js';
import type { WithheldEntry } from '/web/messages.js';
import type { Region } from '../region.js';

export type Reason = WithheldEntry['reason'];

export type ToWorker =
  | {
      type: 'begin';
      readable: ReadableStream<VideoFrame>;
      writable: WritableStream<VideoFrame>;
      /** To the page that is captured. */
      port: MessagePort;
      region: Region | null;
    }
  | { type: 'region'; region: Region | null }
  | { type: 'repeat' }
  | { type: 'stop' };

export type FromWorker =
  | MaskSet
  /** That has just ended, after so many ms. */
  | { type: 'withheld'; reason: Reason; duration: number };

/** @typedef {{of: VideoFrame, pixels: Uint8Array, format: VideoPixelFormat, codedWidth: number, codedHeight: number}} Copy */

/**
 * The captured screen as a track whose present picture can be sent at any moment: a capture yields a frame only when
 * something changes, so of a page that stands still the agent would see nothing at first.
 */
export class ScreenSource {
  /** @type {MediaStreamTrack} what is sent */
  track;
  #captured;
  /** @type {WritableStreamDefaultWriter<VideoFrame> | null} */
  #writer = null;
  /** @type {VideoFrame | null} */
  #last = null;
  /** @type {Copy | null} made ahead, for the first time */
  #copy = null;
  #repeated = false;
  #stopped = false;

  /** @param {MediaStreamTrack} captured */
  constructor(captured) {
    this.#captured = captured;
    this.track = captured;
    if (!('MediaStreamTrackProcessor' in globalThis)) return; // another browser: its frames come when they come
    const generator = new MediaStreamTrackGenerator({ kind: 'video' });
    generator.contentHint = captured.contentHint;
    this.track = generator;
    this.#writer = generator.writable.getWriter();
    this.#pass(new MediaStreamTrackProcessor({ track: captured }).readable.getReader(), this.#writer);
  }

  /** Sends what the screen shows now once more; the first time at once, with no wait for a page that is busy. */
  async repeat() {
    const frame = this.#last;
    if (!frame || !this.#writer) return;
    const copy = this.#copy?.of === frame ? this.#copy : await copyOf(frame);
    this.#repeated = true;
    this.#copy = null;
    // If not: meanwhile a newer one has gone by, or the end has come.
    if (this.#last === frame) await this.#writer.write(frameOf(copy));
  }

  stop() {
    this.#stopped = true;
    this.#keep(null);
    this.#captured.stop();
    this.track.stop();
  }

  /**
   * @param {ReadableStreamDefaultReader<VideoFrame>} reader
   * @param {WritableStreamDefaultWriter<VideoFrame>} writer
   */
  async #pass(reader, writer) {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (this.#stopped) {
        next.value.close();
      } else {
        this.#keep(next.value.clone());
        await writer.write(next.value);
        if (this.#last && !this.#repeated) this.#copy = await copyOf(this.#last);
      }
    }
  }

  /** @param {VideoFrame | null} frame */
  #keep(frame) {
    this.#last?.close();
    this.#last = frame;
  }
}

/**
 * @param {VideoFrame} of
 * @returns {Promise<Copy>}
 */
async function copyOf(of) {
  const source = of.clone();
  try {
    const { width: codedWidth, height: codedHeight } = /** @type {DOMRectReadOnly} */ (source.visibleRect);
    const format = source.format ?? 'RGBA'; // null: the frame lies in the memory of a graphics card
    const options = source.format ? {} : { format };
    const pixels = new Uint8Array(source.allocationSize(options));
    await source.copyTo(pixels, options);
    return { of, pixels, format, codedWidth, codedHeight };
  } finally {
    source.close();
  }
}

/**
 * With the time of now: an encoder takes no picture twice, and a clone has the time of the first.
 *
 * @param {Copy} copy
 */
function frameOf({ pixels, format, codedWidth, codedHeight }) {
  return new VideoFrame(pixels, { format, codedWidth, codedHeight, timestamp: performance.now() * 1000 });
}

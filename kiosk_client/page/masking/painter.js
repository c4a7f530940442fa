import { within } from '../region.js';
import { cover, isStamped, patch } from './picture.js';
import { outside } from './rectangles.js';
import { Sightings } from './sightings.js';

/**
 * Between the captured page and the encoder, in a worker. A picture is held until the page has said where it was when the
 * picture was taken, and a moment after; then what is private is painted over. Whatever is not certain is not sent.
 *
 * @typedef {import('../region.js').Region} Region
 * @typedef {import('./picture.js').Picture} Picture
 * @typedef {import('./sightings.js').Plan} Plan
 * @typedef {import('./messages.js').Reason} Reason
 * @typedef {import('./messages.js').FromWorker} FromWorker
 * @typedef {import('./messages.js').ToWorker} ToWorker
 * @typedef {import('/embed/messages.js').ToPainter} ToPainter
 * @typedef {import('/embed/messages.js').FromPainter} FromPainter
 * @typedef {import('/embed/messages.js').Sides} Sides
 * @typedef {{frame: number, since: number, picture: Picture, whole: {width: number, height: number}}} Held
 */

/** Ms from the capture of a picture until it comes here, at least reckoned with; more where it took longer than others. */
const UNDER_WAY = 50;
/** Ms until a page that says nothing is not waited for. */
const SILENCE = 1_000;
/** Pictures held at once: a page that draws none of its frames does not fill the memory. */
const MOST_HELD = 6;
/** Ms until a picture is asked for in the place of one that was not sent: longer and longer, for a page that never can be. */
const AGAIN_AFTER = { first: 50, longest: 2_000 };

export class Painter {
  #tell;
  #page;
  #writer;
  #sightings = new Sightings();
  /** @type {Region | null} */
  #region;
  /** @type {Held[]} */
  #held = [];
  #frames = 0;
  /** The least, in ms, that the clock of the captures is behind. */
  #behind = Infinity;
  /** @type {Picture | null} */
  #last = null;
  /** @type {{reason: Reason, since: number} | null} */
  #withheld = null;
  #again = AGAIN_AFTER.first;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #asking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silent;
  /** What is written, one after the other. */
  #written = Promise.resolve();

  /**
   * @param {Extract<ToWorker, {type: 'begin'}>} begin
   * @param {(message: FromWorker) => void} tell
   */
  constructor({ readable, writable, port, region }, tell) {
    this.#tell = tell;
    this.#page = port;
    this.#region = region;
    this.#writer = writable.getWriter();
    port.onmessage = ({ data }) => this.#hear(data);
    this.#read(readable.getReader());
  }

  /** @param {Region | null} region */
  set region(region) {
    this.#region = region;
  }

  /** Sends the newest picture once more. */
  repeat() {
    if (this.#last) this.#send(this.#last);
  }

  stop() {
    clearTimeout(this.#asking);
    clearTimeout(this.#silent);
    this.#held = [];
    this.#last = null;
    this.#passed();
    this.#say({ type: 'stop' });
    this.#page.close();
  }

  /** @param {ToPainter} message */
  #hear(message) {
    if (message.type === 'masks') return this.#tell(message);
    this.#sightings.add(message);
    this.#decide();
  }

  /** @param {FromPainter} message */
  #say(message) {
    this.#page.postMessage(message);
  }

  /** @param {ReadableStreamDefaultReader<VideoFrame>} reader */
  async #read(reader) {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      await this.#take(next.value);
      next.value.close();
    }
  }

  /** @param {VideoFrame} frame */
  async #take(frame) {
    const whole = /** @type {DOMRectReadOnly} */ (frame.visibleRect);
    const since = this.#sightings.time - UNDER_WAY - this.#delayOf(frame);
    const part = this.#region && within(this.#region, whole);
    if (!part) return this.#withhold('resized');
    const held = { frame: ++this.#frames, since, picture: await pictureOf(frame, part), whole };
    this.#held.push(held);
    this.#say({ type: 'got', frame: held.frame });
    if (this.#held.length > MOST_HELD) this.#held.shift();
    this.#decide();
  }

  /** @param {VideoFrame} frame @returns {number} ms longer than the quickest one has taken from its capture to here */
  #delayOf({ timestamp }) {
    const behind = performance.now() - timestamp / 1000;
    this.#behind = Math.min(this.#behind, behind);
    return behind - this.#behind;
  }

  #decide() {
    clearTimeout(this.#silent);
    this.#decideAll();
    if (this.#held.length > 0) this.#silent = setTimeout(() => this.#miss(), SILENCE);
  }

  #decideAll() {
    for (let held = this.#held[0]; held; held = this.#held[0]) {
      const { picture, whole } = held;
      const verdict = this.#sightings.judge({
        ...held,
        shows: ({ number, state }) => isStamped(picture, scaled(state.stamp, whole.width / state.width), number),
      });
      if (verdict === null) return;
      this.#held.shift();
      if (typeof verdict === 'string') this.#withhold(verdict);
      else this.#show(held, verdict);
    }
  }

  #miss() {
    this.#held = [];
    this.#withhold('silent');
  }

  /** @param {Held} held @param {Plan} plan */
  #show({ picture, whole }, { of, masked, shown, smeared }) {
    const scale = whole.width / of.width;
    const all = /** @type {Sides} */ ([0, 0, of.width, of.height]);
    for (const box of shown ? outside(shown, all) : []) cover(picture, scaled(box, scale));
    for (const box of masked) cover(picture, scaled(box, scale));
    patch(picture, scaled(of.stamp, scale));
    this.#last = picture;
    this.#passed();
    this.#send(picture);
    if (smeared) this.#askAgain();
    else clearTimeout(this.#asking);
  }

  /** @param {Reason} reason */
  #withhold(reason) {
    this.#withheld ??= { reason, since: performance.now() };
    this.#askAgain();
    this.#again = Math.min(2 * this.#again, AGAIN_AFTER.longest);
  }

  #passed() {
    if (!this.#withheld) return;
    const { reason, since } = this.#withheld;
    this.#withheld = null;
    this.#again = AGAIN_AFTER.first;
    this.#tell({ type: 'withheld', reason, duration: performance.now() - since });
  }

  /** A capture yields nothing more of a page that stands still. */
  #askAgain() {
    clearTimeout(this.#asking);
    this.#asking = setTimeout(() => this.#say({ type: 'refresh' }), this.#again);
  }

  /** @param {Picture} picture */
  #send({ pixels, format, width, height, layout }) {
    // With the time of now: an encoder takes no picture twice.
    const options = { format, codedWidth: width, codedHeight: height, layout, timestamp: performance.now() * 1000 };
    const frame = new VideoFrame(pixels, options);
    this.#written = this.#written.then(() => this.#writer.write(frame));
  }
}

/**
 * @param {VideoFrame} frame
 * @param {{x: number, y: number, width: number, height: number}} rect
 * @returns {Promise<Picture>}
 */
async function pictureOf(frame, rect) {
  const format = frame.format === 'I420' || frame.format === 'NV12' ? frame.format : 'RGBA';
  /** @type {VideoFrameCopyToOptions} */
  const options = { rect, ...(format === 'RGBA' && { format }) };
  const pixels = new Uint8Array(frame.allocationSize(options));
  const layout = await frame.copyTo(pixels, options);
  return { pixels, format, width: rect.width, height: rect.height, layout };
}

/** @param {Sides} sides @param {number} scale @returns {Sides} */
function scaled(sides, scale) {
  return /** @type {Sides} */ (sides.map((side) => side * scale));
}

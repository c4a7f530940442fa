import { DOTS, dotsOf } from '../../embed/stamp.js';

/**
 * The pixels of a frame: its stamp is read, what is private is painted over.
 *
 * @typedef {import('/embed/messages.js').Sides} Sides
 * @typedef {object} Picture
 * @property {Uint8Array} pixels
 * @property {'I420' | 'NV12' | 'RGBA'} format
 * @property {number} width in pixels, as the height even
 * @property {number} height
 * @property {PlaneLayout[]} layout
 */

/** A stripe and the space between two, of the pattern by which what is hidden is seen to be hidden on purpose. */
const GREYS = [176, 160];
const STRIPE = 12;
const NO_COLOUR = 128;
/** Between a dot of the stamp and its negative: less is something else that lies there. */
const CONTRAST = 10;

/**
 * @param {Picture} picture
 * @param {Sides} box where its stamp is, in pixels
 * @param {number} number
 * @returns {boolean} whether the stamp says so
 */
export function isStamped(picture, [left, top, right, bottom], number) {
  if (left < 0 || top < 0 || right > picture.width || bottom > picture.height) return false;
  const dot = (right - left) / DOTS;
  return dotsOf(number).every((light, at) => {
    const x = Math.floor(left + (at + 0.5) * dot);
    const [upper, lower] = [0.25, 0.75].map((row) => brightness(picture, x, Math.floor(top + row * (bottom - top))));
    return light ? upper - lower > CONTRAST : lower - upper > CONTRAST;
  });
}

/** @param {Picture} picture @param {number} x @param {number} y */
function brightness({ pixels, format, layout: [plane] }, x, y) {
  return pixels[plane.offset + y * plane.stride + (format === 'RGBA' ? 4 * x + 1 : x)];
}

/** @param {Picture} picture @param {Sides} box in pixels, of which each that it touches is covered */
export function cover(picture, box) {
  const [left, top, right, bottom] = evenly(picture, box);
  if (left >= right || top >= bottom) return;
  const { pixels, format, layout } = picture;
  const size = format === 'RGBA' ? 4 : 1;
  const pattern = format === 'RGBA' ? COLOURED : STRIPES;
  for (let y = top; y < bottom; y++) {
    const start = ((left + y) % STRIPE) * size;
    fill(pixels, layout[0].offset + y * layout[0].stride + left * size, (right - left) * size, pattern, start);
  }
  const [width, step] = format === 'NV12' ? [right - left, left] : [(right - left) / 2, left / 2];
  for (const plane of layout.slice(1)) {
    for (let y = top / 2; y < bottom / 2; y++) {
      const from = plane.offset + y * plane.stride + step;
      pixels.fill(NO_COLOUR, from, from + width);
    }
  }
}

/**
 * Takes the stamp away: there is then what lies under it in the picture, to nobody's harm when all else has been covered.
 *
 * @param {Picture} picture
 * @param {Sides} box in pixels
 */
export function patch(picture, box) {
  const [left, top, right, bottom] = evenly(picture, box);
  const { pixels, format, layout } = picture;
  const below = bottom < picture.height ? bottom : top - 2;
  if (left >= right || top >= bottom || below < 0) return;
  layout.forEach(({ offset, stride }, plane) => {
    const share = plane > 0 ? 2 : 1;
    const size = format === 'RGBA' ? 4 : format === 'NV12' && plane > 0 ? 2 : 1;
    const row = (/** @type {number} */ y) => offset + y * stride + (left / share) * size;
    const source = row(below / share);
    for (let y = top / share; y < bottom / share; y++) {
      pixels.copyWithin(row(y), source, source + ((right - left) / share) * size);
    }
  });
}

/** @param {Picture} picture @param {Sides} box @returns {Sides} in the picture; colours are stored for two pixels by two */
function evenly({ width, height }, [left, top, right, bottom]) {
  const down = (/** @type {number} */ side) => Math.max(0, 2 * Math.floor(side / 2));
  const up = (/** @type {number} */ side, /** @type {number} */ most) => Math.min(most, 2 * Math.ceil(side / 2));
  return [down(left), down(top), up(right, width), up(bottom, height)];
}

/** Long enough for any row of a picture, from any place in the pattern. */
const LONGEST = 8192 + STRIPE;
const STRIPES = Uint8Array.from({ length: LONGEST }, (_, at) => GREYS[Math.floor(at / (STRIPE / 2)) % 2]);
const COLOURED = Uint8Array.from({ length: 4 * LONGEST }, (_, at) => (at % 4 === 3 ? 255 : STRIPES[at >> 2]));

/**
 * @param {Uint8Array} pixels
 * @param {number} at
 * @param {number} length
 * @param {Uint8Array} pattern
 * @param {number} start
 */
function fill(pixels, at, length, pattern, start) {
  const most = pattern.length - start;
  for (let done = 0; done < length; done += most) {
    pixels.set(pattern.subarray(start, start + Math.min(most, length - done)), at + done);
  }
}

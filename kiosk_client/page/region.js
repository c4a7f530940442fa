/** @typedef {{window: {width: number, height: number}, width: number, height: number}} Region of a window, from its corner */

/** Sides are rounded to a whole pixel, and a browser's scale is not always a whole number. */
const ROUNDING = 2;

/**
 * @param {Region} region in CSS pixels
 * @param {{x: number, y: number, width: number, height: number}} frame a picture of the whole window
 * @returns {{x: number, y: number, width: number, height: number} | null} its part in the frame; null: the frame is none of
 *   this window, which has changed its size meanwhile
 */
export function within({ window, width, height }, frame) {
  const scale = frame.width / window.width;
  if (Math.abs(frame.height - window.height * scale) > ROUNDING) return null;
  // Colours are stored for two pixels by two.
  const even = (/** @type {number} */ side) => Math.max(2, 2 * Math.floor((side * scale) / 2));
  return { x: frame.x, y: frame.y, width: Math.min(even(width), frame.width), height: Math.min(even(height), frame.height) };
}

/**
 * Where a picture lies in its frame. Pure.
 *
 * @typedef {{width: number, height: number}} Size
 * @typedef {{scale: number, x: number, y: number}} Placement of the picture's top left corner, in pixels of the frame
 */

export const SMALLEST = 0.1;
export const LARGEST = 4;
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.25, 1.5, 2, 3, 4];

/**
 * The whole picture, as large as it can be: at the top, centred.
 *
 * @param {Size} picture
 * @param {Size} frame
 * @returns {Placement}
 */
export function fit(picture, frame) {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
  return { scale, x: (frame.width - picture.width * scale) / 2, y: 0 };
}

/**
 * Another scale, with the point of the frame at (x, y) kept over the same point of the picture.
 *
 * @param {Placement} placement
 * @param {number} scale
 * @param {{x: number, y: number}} point
 * @param {Size} picture
 * @param {Size} frame
 */
export function scaleTo(placement, scale, point, picture, frame) {
  const next = Math.min(LARGEST, Math.max(SMALLEST, scale));
  const ratio = next / placement.scale;
  const x = point.x - (point.x - placement.x) * ratio;
  const y = point.y - (point.y - placement.y) * ratio;
  return within({ scale: next, x, y }, picture, frame);
}

/**
 * @param {Placement} placement
 * @param {number} dx
 * @param {number} dy
 * @param {Size} picture
 * @param {Size} frame
 */
export function moveBy(placement, dx, dy, picture, frame) {
  return within({ ...placement, x: placement.x + dx, y: placement.y + dy }, picture, frame);
}

/**
 * The next of the usual steps.
 *
 * @param {number} scale
 * @param {1 | -1} direction
 */
export function step(scale, direction) {
  const near = 0.005;
  if (direction > 0) return STEPS.find((candidate) => candidate > scale + near) ?? LARGEST;
  return STEPS.findLast((candidate) => candidate < scale - near) ?? SMALLEST;
}

/**
 * No gap on a side while there is picture beyond the other; what fits lies in the middle.
 *
 * @param {Placement} placement
 * @param {Size} picture
 * @param {Size} frame
 * @returns {Placement}
 */
function within({ scale, x, y }, picture, frame) {
  return {
    scale,
    x: along(x, picture.width * scale, frame.width, (frame.width - picture.width * scale) / 2),
    y: along(y, picture.height * scale, frame.height, 0),
  };
}

/**
 * @param {number} start
 * @param {number} length
 * @param {number} room
 * @param {number} rest where it lies when it fits
 */
function along(start, length, room, rest) {
  return length <= room ? rest : Math.min(0, Math.max(room - length, start));
}

/**
 * Rectangles by their sides: left, top, right, bottom.
 *
 * @typedef {import('/embed/messages.js').Sides} Sides
 */

/** @param {Sides} one @param {Sides} other @returns {Sides} the smallest that holds both */
export function hull(one, other) {
  return [Math.min(one[0], other[0]), Math.min(one[1], other[1]), Math.max(one[2], other[2]), Math.max(one[3], other[3])];
}

/** @param {Sides} one @param {Sides} other @returns {Sides} what is in both; without content where there is no such */
export function common(one, other) {
  return [Math.max(one[0], other[0]), Math.max(one[1], other[1]), Math.min(one[2], other[2]), Math.min(one[3], other[3])];
}

/** @param {Sides} sides @param {number} across @param {number} [down] */
export function grown([left, top, right, bottom], across, down = across) {
  return /** @type {Sides} */ ([left - across, top - down, right + across, bottom + down]);
}

/** @param {Sides} sides */
export function isEmpty([left, top, right, bottom]) {
  return left >= right || top >= bottom;
}

/**
 * @param {Sides[]} holes
 * @param {Sides} whole
 * @returns {Sides[]} what of the whole is in none of the holes
 */
export function outside(holes, whole) {
  const within = holes.map((hole) => common(hole, whole)).filter((hole) => !isEmpty(hole));
  const edges = new Set([whole[1], whole[3], ...within.flatMap(([, top, , bottom]) => [top, bottom])]);
  const levels = [...edges].sort((a, b) => a - b);
  return levels.slice(1).flatMap((bottom, at) => gaps(within.filter((hole) => hole[1] < bottom && hole[3] > levels[at]), [
    whole[0], levels[at], whole[2], bottom,
  ]));
}

/** @param {Sides[]} holes each as high as the band @param {Sides} band @returns {Sides[]} */
function gaps(holes, [left, top, right, bottom]) {
  /** @type {Sides[]} */
  const found = [];
  let from = left;
  for (const hole of holes.sort((a, b) => a[0] - b[0])) {
    if (hole[0] > from) found.push([from, top, hole[0], bottom]);
    from = Math.max(from, hole[2]);
  }
  if (from < right) found.push([from, top, right, bottom]);
  return found;
}

// @ts-check
// offsets.js: between the browser's UTF-16 positions and the server's code points.
// The two meet here and nowhere else.

/**
 * The number of code points in `text` before UTF-16 position `unit`.
 * @param {string} text @param {number} unit
 */
export function toPoints(text, unit) {
  let points = 0;
  for (let at = 0; at < unit; points++) at += width(text, at);
  return points;
}

/**
 * The UTF-16 position of code point `point` in `text`.
 * @param {string} text @param {number} point
 */
export function toUnits(text, point) {
  let at = 0;
  for (let points = 0; points < point && at < text.length; points++) at += width(text, at);
  return at;
}

/**
 * @typedef {object} Measure Both directions for one long text, in O(log n).
 * @property {number} points how many code points it has
 * @property {(unit: number) => number} toPoints
 * @property {(point: number) => number} toUnits
 */

/** @param {string} text @returns {Measure} */
export function measure(text) {
  const pairs = pairsOf(text);
  return {
    points: text.length - pairs.length,
    toPoints: (unit) => unit - countBelow(pairs, unit - 1, (pair) => pair),
    toUnits: (point) => point + countBelow(pairs, point, (pair, i) => pair - i),
  };
}

/**
 * @param {string} text @param {number} at
 * @returns {number} UTF-16 units of the code point there
 */
const width = (text, at) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** Where the surrogate pairs are: few or none in most texts. @param {string} text */
function pairsOf(text) {
  const found = [];
  for (const { index } of text.matchAll(/[\u{10000}-\u{10ffff}]/gu)) found.push(index);
  return Uint32Array.from(found);
}

/**
 * How many pairs come before `limit`, by a key that rises with them.
 * @param {Uint32Array} pairs @param {number} limit @param {(pair: number, index: number) => number} key
 */
function countBelow(pairs, limit, key) {
  let low = 0;
  let high = pairs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(pairs[middle], middle) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

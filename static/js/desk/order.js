// @ts-check
// order.js: thousands of marks in reading order, kept so while a few of them change; and which
// of them lie on a stretch of the text.  No list is ever changed: there is a new one.

/** @typedef {{id: string, start: number, end: number}} Placed */
/** @typedef {{from: number, to: number}} Span */

/**
 * In reading order; of those that begin together the longest first.
 * @param {Placed} a @param {Placed} b
 */
export const compare = (a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Where it stands, or would stand.
 * @param {readonly Placed[]} all in order @param {Placed} one
 */
export function placeOf(all, one) {
  return firstThat(all.length, (i) => compare(all[i], one) >= 0);
}

/**
 * The list without some and with others.
 * @template {Placed} T
 * @param {readonly T[]} all in order @param {readonly T[]} gone of them @param {readonly T[]} come
 * @returns {T[]}
 */
export function exchanged(all, gone, come) {
  const next = [...all];
  for (const one of gone) next.splice(placeOf(next, one), 1);
  for (const one of come) next.splice(placeOf(next, one), 0, one);
  return next;
}

/**
 * @typedef {object} Index
 * @property {(from: number, to: number) => number[]} meeting those that reach into the stretch
 *   or touch it, in order
 */

/**
 * Finds without looking at each: over the spans stands a tree of how far each half, quarter
 * and so on reaches.
 * @param {readonly Span[]} spans by rising `from` @returns {Index}
 */
export function indexOf(spans) {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, spans.length)));
  const reach = new Float64Array(2 * size).fill(-1);
  spans.forEach(({ to }, i) => { reach[size + i] = to; });
  for (let i = size - 1; i > 0; i--) reach[i] = Math.max(reach[2 * i], reach[2 * i + 1]);

  return {
    meeting(from, to) {
      const end = firstThat(spans.length, (i) => spans[i].from > to);
      /** @type {number[]} */
      const found = [];
      const look = (/** @type {number} */ node, /** @type {number} */ first, /** @type {number} */ width) => {
        if (first >= end || reach[node] < from) return;
        if (width === 1) return void found.push(first);
        look(2 * node, first, width / 2);
        look(2 * node + 1, first + width / 2, width / 2);
      };
      look(1, 0, size);
      return found;
    },
  };
}

/**
 * The first number below `length` that is so, when all behind it are; else `length`.
 * @param {number} length @param {(i: number) => boolean} isSo
 */
export function firstThat(length, isSo) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

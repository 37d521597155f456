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
 * The places of those that reach into a stretch or touch it, in order.  All that begin before
 * its end are looked at: of ten thousand that takes less than to keep a tree of them.
 * @param {readonly Span[]} spans by rising `from` @param {Span} stretch @returns {number[]}
 */
export function meeting(spans, { from, to }) {
  const end = firstThat(spans.length, (i) => spans[i].from > to);
  /** @type {number[]} */
  const found = [];
  for (let i = 0; i < end; i++) if (spans[i].to >= from) found.push(i);
  return found;
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

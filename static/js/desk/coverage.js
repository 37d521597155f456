// @ts-check
// coverage.js: how far a text is read: of each paragraph whether something in it is marked,
// whether it was left uncoded on purpose, or is still to be read.

import { isBlank } from "../text/lines.js";

/** @typedef {"coded" | "left" | "open"} Standing open: to be read */
/** @typedef {{from: number, to: number}} Span UTF-16, half-open */
/**
 * @typedef {object} Paragraph A line with words, without its line feed.
 * @property {number} n as it is shown
 * @property {number} from UTF-16
 * @property {number} to
 * @property {number} start code point
 * @property {number} end
 */
/** @typedef {Record<Standing, number>} Tally */
/** @typedef {{standing: Standing, from: number, to: number}} Run of paragraphs, by their places in the list, half-open */

/**
 * @param {string} text @param {readonly number[]} starts of its lines
 * @param {(unit: number) => number} toPoints @returns {Paragraph[]}
 */
export function paragraphsOf(text, starts, toPoints) {
  /** @type {Paragraph[]} */
  const all = [];
  starts.forEach((from, i) => {
    const line = text.slice(from, starts[i + 1]).replace(/\n$/, "");
    if (isBlank(line)) return;
    const to = from + line.length;
    all.push({ n: all.length + 1, from, to, start: toPoints(from), end: toPoints(to) });
  });
  return all;
}

/**
 * What is marked counts, whatever was said of the paragraph before.
 * @param {readonly Paragraph[]} paragraphs @param {readonly Span[]} marks by rising `from`
 * @param {ReadonlySet<number>} left where those begin that were left, in code points
 * @returns {Standing[]}
 */
export function standingsOf(paragraphs, marks, left) {
  let next = 0;
  let reach = 0; // where the furthest of the marks before ends
  return paragraphs.map(({ from, to, start }) => {
    for (; next < marks.length && marks[next].from < to; next++) reach = Math.max(reach, marks[next].to);
    if (reach > from) return "coded";
    return left.has(start) ? "left" : "open";
  });
}

/** @param {readonly Standing[]} standings @returns {Tally} */
export function tallyOf(standings) {
  const tally = { coded: 0, left: 0, open: 0 };
  for (const standing of standings) tally[standing]++;
  return tally;
}

/**
 * The next one to be read that way; behind the last comes the first.
 * @param {readonly Standing[]} standings @param {number} at its place; it is the last one to be found
 * @param {1 | -1} way @returns {number} -1: none is left
 */
export function nextOpen(standings, at, way) {
  const { length } = standings;
  for (let step = 1; step <= length; step++) {
    const i = (((at + way * step) % length) + length) % length;
    if (standings[i] === "open") return i;
  }
  return -1;
}

/**
 * The place of the paragraph at a position, or the next one where there are no words.
 * @param {readonly Paragraph[]} paragraphs @param {number} unit @returns {number} -1: there are none
 */
export function placeAt(paragraphs, unit) {
  let low = 0;
  let high = paragraphs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (paragraphs[middle].to < unit) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, paragraphs.length - 1);
}

/** Neighbours of one standing together. @param {readonly Standing[]} standings @returns {Run[]} */
export function runsOf(standings) {
  /** @type {Run[]} */
  const runs = [];
  standings.forEach((standing, i) => {
    const last = runs.at(-1);
    if (last?.standing === standing) last.to = i + 1;
    else runs.push({ standing, from: i, to: i + 1 });
  });
  return runs;
}

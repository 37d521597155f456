// @ts-check
// edges.js: stretches of a text and their two edges: where they may lie, and how they move.
// An edge never lies within a grapheme, nor beside white space.  Positions are UTF-16.

import { nextGrapheme, wholeGraphemes } from "./graphemes.js";
import { trimmed } from "./lines.js";

/** @import {Step, Steps} from "./words.js" */
/** @typedef {{from: number, to: number}} Stretch */
/** @typedef {"from" | "to"} Edge */
/** @typedef {{text: string, steps: Steps}} Words */

/**
 * A stretch of any words, made of whole graphemes, without white space at its ends.
 * @param {string} text @param {number} from @param {number} to @returns {Stretch | null}
 */
export function stretchOf(text, from, to) {
  const [start, end] = wholeGraphemes(text, ...trimmed(text, from, to));
  return text.slice(start, end).trim() ? { from: start, to: end } : null;
}

/** Widened to the words that it cuts. @param {Words} words @param {Stretch} stretch @returns {Stretch} */
export function snapped({ steps }, { from, to }) {
  const [first] = steps.at("word", from) ?? [from];
  const last = steps.at("word", Math.max(from, to - 1));
  return { from: Math.min(from, first), to: last && last[0] < to ? Math.max(to, last[1]) : to };
}

/**
 * One edge is put at `unit`; past the other one, they change places.
 * @param {Words} words @param {Stretch} stretch @param {{edge: Edge, unit: number, snap: boolean}} how
 * @returns {Stretch} as it was, when nothing would be left
 */
export function dragged(words, stretch, { edge, unit, snap }) {
  const other = edge === "from" ? stretch.to : stretch.from;
  const put = stretchOf(words.text, Math.min(other, unit), Math.max(other, unit));
  if (!put) return stretch;
  return snap ? snapped(words, put) : put;
}

/**
 * One edge moves by a grapheme, a word or more, over white space, and never past the other.
 * @param {Words} words @param {Stretch} stretch
 * @param {{edge: Edge, way: 1 | -1, by: "grapheme" | Step}} how @returns {Stretch}
 */
export function moved(words, stretch, { edge, way, by }) {
  for (let unit = stretch[edge]; ;) {
    const next = by === "grapheme" ? nextGrapheme(words.text, unit, way) : nextOf(by, words, unit, { way, edge });
    if (next === unit) return stretch;
    unit = next;
    const from = edge === "from" ? unit : stretch.from;
    const to = edge === "to" ? unit : stretch.to;
    const put = from < to && stretchOf(words.text, from, to);
    if (!put) return stretch;
    if (put.from !== stretch.from || put.to !== stretch.to) return put;
  }
}

/**
 * Where the next word, or what else it goes by, begins or ends.
 * @param {Step} by @param {Words} words @param {number} unit @param {{way: 1 | -1, edge: Edge}} how
 * @returns {number} `unit`, when there is none
 */
function nextOf(by, { steps }, unit, { way, edge }) {
  if (edge === "to") return (way > 0 ? steps.at(by, unit) : steps.previous(by, unit - 1))?.[1] ?? unit;
  if (way > 0) return steps.next(by, unit + 1)?.[0] ?? unit;
  const around = steps.at(by, unit);
  if (around && around[0] < unit) return around[0];
  return steps.previous(by, unit)?.[0] ?? unit;
}

/**
 * Two of one: before the word at `unit`, and from it on.
 * @param {Words} words @param {Stretch} stretch @param {number} unit
 * @returns {[Stretch, Stretch] | null} null: nothing would be left on one side
 */
export function splitAt({ text, steps }, { from, to }, unit) {
  const word = steps.at("word", unit);
  const at = word && word[0] < unit ? word[0] : unit;
  if (at <= from || at >= to) return null;
  const [first, second] = [stretchOf(text, from, at), stretchOf(text, at, to)];
  return first && second && first.to <= second.from ? [first, second] : null;
}

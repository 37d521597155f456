// @ts-check
// code-passages.js: from words that were found to the passages that get a tag: the words
// themselves, their sentences or their paragraphs.  Words in one sentence make one passage.

import { lineAt } from "../text/lines.js";
import { stretchOf } from "../text/edges.js";

/** @import {Stretch} from "../text/edges.js" */
/** @import {Steps} from "../text/words.js" */
/** @import {Tagging} from "../types.js" */
/** @import {Mark} from "./model.js" */
/** @typedef {"hit" | "sentence" | "paragraph"} Extent */
/** @typedef {{text: string, starts: number[], steps: Steps}} Source */
/** @typedef {Stretch & {hits: Stretch[]}} Passage */

/** @type {Extent[]} */
export const extents = ["hit", "sentence", "paragraph"];

/** As many hits are taken in one go. */
const bite = 20;

/** @type {Record<Extent, (source: Source, hit: Stretch) => Stretch>} */
const around = {
  hit: (_, hit) => hit,
  sentence: ({ steps }, { from, to }) => {
    const first = steps.at("sentence", from);
    const last = steps.at("sentence", to - 1);
    return { from: Math.min(from, first?.[0] ?? from), to: Math.max(to, last && last[0] < to ? last[1] : to) };
  },
  paragraph: ({ text, starts }, { from, to }) => {
    const end = starts[lineAt(starts, to - 1) + 1] ?? text.length;
    return stretchOf(text, starts[lineAt(starts, from)], end) ?? { from, to };
  },
};

/**
 * @param {readonly Stretch[]} hits in the text's order @param {Extent} extent @param {Source} source
 * @returns {Generator<void, Passage[]>} none of them meet; it may pause where it yields
 */
export function* passagesOf(hits, extent, source) {
  /** @type {Passage[]} */
  const passages = [];
  for (const [i, hit] of hits.entries()) {
    const { from, to } = around[extent](source, hit);
    const last = passages.at(-1);
    if (last && from < last.to) {
      last.to = Math.max(last.to, to);
      last.hits.push(hit);
    } else passages.push({ from, to, hits: [hit] });
    if (i % bite === bite - 1) yield;
  }
  return passages;
}

/**
 * Whether a passage has a tag already, on some of its words at least.
 * @param {readonly Mark[]} marks in reading order @param {string} tag @returns {(passage: Stretch) => boolean}
 */
export function tagged(marks, tag) {
  const having = marks.filter(({ taggings }) => taggings.some((tagging) => tagging.tag === tag));
  let furthest = 0;
  const ends = having.map(({ to }) => (furthest = Math.max(furthest, to)));
  return ({ from, to }) => {
    const before = countBefore(having, to);
    return before > 0 && ends[before - 1] > from;
  };
}

/** How many begin before a place. @param {readonly Stretch[]} marks @param {number} unit */
function countBefore(marks, unit) {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle].from < unit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {Stretch} stretch */
export const nameOf = ({ from, to }) => `${from} ${to}`;

/** With one more, in place of the same tag. @param {readonly Tagging[]} taggings @param {Tagging} put */
export const withTagging = (taggings, put) => [...taggings.filter(({ tag }) => tag !== put.tag), put];

// @ts-check
// selection.js: a selection that is made by keyboard: it grows by one edge, to either side of
// where it was begun.  Positions are UTF-16.

import { moved, snapped } from "./edges.js";

/** @import {Edge, Stretch, Words} from "./edges.js" */
/** @import {Step} from "./words.js" */
/**
 * @typedef {object} Selection
 * @property {Stretch} whole
 * @property {Stretch} begun what stays in it
 * @property {Edge} edge the one that moves
 */

/** @param {Stretch} begun @returns {Selection} */
export const selectionFrom = (begun) => ({ whole: begun, begun, edge: "to" });

/**
 * On one side of where it began at a time: back there, it goes on to the other one.
 * @param {Words} words @param {Selection} selection @param {Step} by @param {1 | -1} way
 * @returns {Selection}
 */
export function grown(words, { whole, begun, edge: before }, by, way) {
  const atBegun = before === "to" ? whole.to <= begun.to : whole.from >= begun.from;
  const edge = atBegun ? (way > 0 ? "to" : "from") : before;
  const { from, to } = moved(words, whole, { edge, way, by });
  return { begun, edge, whole: { from: Math.min(from, begun.from), to: Math.max(to, begun.to) } };
}

/** As far as these words, and no further. @param {Words} words @param {Selection} selection @param {Stretch} hit @returns {Selection} */
export function reaching(words, { begun }, hit) {
  const { from, to } = snapped(words, hit);
  const whole = { from: Math.min(from, begun.from), to: Math.max(to, begun.to) };
  return { begun, whole, edge: from < begun.from ? "from" : "to" };
}

/**
 * Made longer or shorter, whatever it was begun with.
 * @param {Words} words @param {Selection} selection @param {"grapheme" | "word"} by @param {1 | -1} way
 * @returns {Selection}
 */
export const trimmedBy = (words, { whole, edge }, by, way) =>
  heldAt(edge, moved(words, whole, { edge, way, by }));

/** The other edge is the one that moves. @param {Selection} selection @returns {Selection} */
export const turned = ({ whole, edge }) => heldAt(edge === "to" ? "from" : "to", whole);

/** Only the edge that does not move stays. @param {Edge} edge @param {Stretch} whole @returns {Selection} */
function heldAt(edge, whole) {
  const still = edge === "to" ? whole.from : whole.to;
  return { whole, edge, begun: { from: still, to: still } };
}

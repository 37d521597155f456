// @ts-check
// joins.js: which highlights say the same of words that meet: they may become one.

import { sameActor, sameTaggings } from "./content.js";

/** @import {Tagging} from "../types.js" */
/** @import {Mark} from "./model.js" */

/**
 * Those with the same tags, stances and actor, of the same author, that overlap with `mark`
 * or have nothing but white space between, one after the other.
 * @param {Mark} mark @param {readonly Mark[]} marks in reading order @param {string} text
 * @returns {Mark[]}
 */
export function joinable(mark, marks, text) {
  const alike = marks.filter((other) => other.id !== mark.id && sayTheSame(mark, other));
  /** @type {Mark[]} */
  const found = [];
  let { from, to } = mark;
  for (let next; (next = alike.find((other) => !found.includes(other) && meet(text, { from, to }, other)));) {
    found.push(next);
    from = Math.min(from, next.from);
    to = Math.max(to, next.to);
  }
  return found;
}

/**
 * One of the author's own other highlights that has all these tags on some of these words.
 * @param {{id: string, start: number, end: number}} put
 * @param {{taggings: readonly Tagging[], marks: readonly Mark[]}} among @returns {Mark | null}
 */
export const overlapped = ({ id, start, end }, { taggings, marks }) =>
  marks.find((mark) => mark.id !== id && mark.start < end && start < mark.end
    && taggings.every(({ tag }) => mark.taggings.some((put) => put.tag === tag))) ?? null;

/** @param {readonly (string | null)[]} notes @returns {string | null} */
export const notesJoined = (notes) => [...new Set(notes.filter(Boolean))].join("\n\n") || null;

/** @param {Mark} a @param {Mark} b */
const sayTheSame = (a, b) => a.taggings.length > 0 && a.author.id === b.author.id
  && a.author.name === b.author.name && sameActor(a.actor, b.actor) && sameTaggings(a.taggings, b.taggings);

/** @param {string} text @param {{from: number, to: number}} a @param {{from: number, to: number}} b */
const meet = (text, a, b) => !text.slice(Math.min(a.to, b.to), Math.max(a.from, b.from)).trim();

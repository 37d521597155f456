// @ts-check
// near.js: a tag that is all but the one about to be made: spelled a little otherwise, in the
// plural, with its words in another order.  Better asked about now than merged later.

import { folded } from "./match.js";

/** @typedef {{tag: {label: string, retired?: boolean}}} Named */

/** So many letters of ten may differ. */
const slack = 0.2;
/** Words that carry no meaning of their own. */
const small = /^(?:an?|and|at|by|for|in|of|on|or|the|to|with)$/;

/**
 * The one most like it, if any is like it enough.
 * @template {Named} T
 * @param {string} label @param {readonly T[]} nodes @returns {T | null}
 */
export function nearest(label, nodes) {
  const wanted = coreOf(label);
  if (!wanted) return null;
  const found = nodes
    .map((node) => ({ node, off: distance(wanted, coreOf(node.tag.label)) }))
    .filter(({ off }) => off <= Math.floor(slack * wanted.length));
  return found.sort((a, b) => a.off - b.off)[0]?.node ?? null;
}

/** Its words without case, accents, plural and order. @param {string} label */
const coreOf = (label) =>
  (folded(label).join("").match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !small.test(word))
    .map((word) => word.replace(/(?<=\p{L}{3})(?:ies|y|es|s)$/u, ""))
    .sort().join(" ");

/**
 * How many letters must be put in, taken out or changed.
 * @param {string} a @param {string} b
 */
function distance(a, b) {
  if (Math.abs(a.length - b.length) > slack * a.length) return Infinity;
  let row = [...b, ""].map((_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}

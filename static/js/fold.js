// @ts-check
// fold.js: whether words occur in a text, whatever their case and accents.

/** @param {string} text */
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * All words of `query` somewhere in a text that is folded already.
 * @param {string} query @param {string} folded
 */
export const occurs = (query, folded) =>
  fold(query).split(/\s+/).every((word) => folded.includes(word));

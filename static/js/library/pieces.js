// @ts-check
// pieces.js: a snippet cut at the words that were looked for.  The API counts code points,
// JavaScript does not.

/** @import {Snippet} from "../types.js" */
/** @typedef {{text: string, hit: boolean}} Piece */

/** @param {Snippet} snippet @returns {Piece[]} */
export function piecesOf({ text, hits }) {
  const points = [...text];
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  for (const [from, to] of hits) {
    pieces.push({ text: points.slice(at, from).join(""), hit: false });
    pieces.push({ text: points.slice(from, to).join(""), hit: true });
    at = to;
  }
  pieces.push({ text: points.slice(at).join(""), hit: false });
  return pieces.filter((piece) => piece.text);
}

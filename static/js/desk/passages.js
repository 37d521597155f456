// @ts-check
// passages.js: the statement's text on the page, and between the two: a position in the text
// (UTF-16) and a place in the document.
//
// Each line is one paragraph with one text node that holds the line and its line feed, so the
// article's text is the statement's text, to the letter.  Lines without words are there but
// hidden.  A long text stands in parts which the browser lays out only when they are near.

import { isBlank, lineAt, lineStarts } from "../text/lines.js";
import { directionOf, scriptOf } from "../text/script.js";

/** @typedef {{node: Text, offset: number}} Place */
/**
 * @typedef {object} Passages
 * @property {string} text
 * @property {number[]} starts where each line begins
 * @property {HTMLElement} article
 * @property {(start: number, end: number) => Range} range
 * @property {(node: globalThis.Node, offset: number) => number} unitAt
 * @property {(range: Range) => {from: number, to: number}} unitsOf
 * @property {(unit: number) => number} paragraphAt its number as shown
 * @property {(unit: number) => HTMLElement} elementAt its paragraph
 * @property {(language: string | null) => void} dress it is in this language, as is known now
 */

const partOf = 40;
/** White space that a browser would draw as one space, or not at all. */
const keepsSpace = /[ \t]{2}|\t|^ | \n?$/;
/** A text of more than this, in UTF-16 units, is laid out part by part. */
const long = 60_000;

/**
 * @param {HTMLElement} article @param {{text: string, language: string | null}} statement
 * @returns {Passages}
 */
export function layText(article, { text, language }) {
  const starts = lineStarts(text);
  const nodes = starts.map((start, i) => document.createTextNode(text.slice(start, starts[i + 1])));
  const numbers = numbered(nodes);
  fill(article, nodes, numbers);
  dress(article, text, language);
  const lines = new Map(nodes.map((node, line) => [/** @type {globalThis.Node} */ (node), line]));
  const place = placer(starts, nodes, numbers);
  const unitAt = (/** @type {globalThis.Node} */ node, /** @type {number} */ offset) => {
    const line = lines.get(node);
    if (line !== undefined) return starts[line] + offset;
    return starts[firstBehind(nodes, node, offset)] ?? text.length;
  };
  return {
    text, starts, article, unitAt,
    range: (start, end) => rangeBetween(place(start, false), place(end, true)),
    unitsOf: ({ startContainer, startOffset, endContainer, endOffset }) =>
      ({ from: unitAt(startContainer, startOffset), to: unitAt(endContainer, endOffset) }),
    paragraphAt: (unit) => numbers[lineAt(starts, unit)].number,
    dress: (language) => dress(article, text, language),
    elementAt: (unit) => /** @type {HTMLElement} */ (place(unit, false).node.parentElement),
  };
}

/** @typedef {{number: number, hidden: boolean}} Numbered a hidden line has the number before it */

/** @param {readonly Text[]} nodes @returns {Numbered[]} */
function numbered(nodes) {
  let number = 0;
  return nodes.map(({ data }) => {
    const hidden = isBlank(data);
    if (!hidden) number++;
    return { number, hidden };
  });
}

/**
 * @param {HTMLElement} article @param {readonly Text[]} nodes
 * @param {readonly Numbered[]} numbers
 */
function fill(article, nodes, numbers) {
  for (let from = 0; from < nodes.length; from += partOf) {
    const part = document.createElement("div");
    part.className = "part";
    const here = nodes.slice(from, from + partOf);
    part.append(...here.map((node, i) => paragraph(node, numbers[from + i])));
    article.append(part);
  }
}

/** @param {Text} node @param {Numbered} numbered */
function paragraph(node, { number, hidden }) {
  const element = document.createElement("p");
  element.dir = "auto";
  if (hidden) element.hidden = true;
  else element.dataset.n = String(number);
  if (keepsSpace.test(node.data)) element.className = "spaced";
  element.append(node);
  return element;
}

/** @param {HTMLElement} article @param {string} text @param {string | null} language */
function dress(article, text, language) {
  article.lang = language ?? "";
  article.classList.toggle("long", text.length > long);
  article.dir = directionOf(text, language);
  article.dataset.script = scriptOf(text, language);
}

/**
 * Where a position is.  A stretch's start in a hidden line moves on to the next one seen, its
 * end back to the last; it never takes in a line feed at its end.
 * @param {number[]} starts @param {readonly Text[]} nodes @param {readonly Numbered[]} numbers
 * @returns {(unit: number, isEnd: boolean) => Place}
 */
const placer = (starts, nodes, numbers) => (unit, isEnd) => {
  const line = lineAt(starts, isEnd && unit > 0 ? unit - 1 : unit);
  const seen = nearest(numbers, line, isEnd ? -1 : 1);
  const words = nodes[seen].data.replace(/\n$/, "").length;
  const offset = seen === line ? Math.min(unit - starts[line], words) : seen < line ? words : 0;
  return { node: nodes[seen], offset };
};

/** @param {readonly Numbered[]} numbers @param {number} line @param {1 | -1} way */
function nearest(numbers, line, way) {
  for (const step of [way, -way]) {
    for (let at = line; at >= 0 && at < numbers.length; at += step) if (!numbers[at].hidden) return at;
  }
  return line;
}

/** @param {Place} start @param {Place} end */
function rangeBetween(start, end) {
  const range = new Range();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}

/**
 * The first line that begins at a place which is in no text node, or behind it.
 * @param {readonly Text[]} nodes @param {globalThis.Node} node @param {number} offset
 */
function firstBehind(nodes, node, offset) {
  const spot = new Range();
  spot.setStart(node, offset);
  spot.collapse(true);
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spot.comparePoint(nodes[middle], 0) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

// @ts-check
// passages.js: the statement's text on the page, and between the two: a position in the text
// (UTF-16) and a place in the document.
//
// Each line is one paragraph that holds the line and its line feed, so the article's text is
// the statement's text, to the letter: in one text node, or in several, where segments.js has
// cut it.  Lines without words are there but hidden.  A long text stands in parts which the
// browser lays out only when they are near.

import { isBlank, lineAt, lineStarts } from "../text/lines.js";
import { directionOf, scriptOf } from "../text/script.js";
import { firstThat } from "./order.js";

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
 * @property {(line: number) => HTMLElement} elementOf
 * @property {(line: number) => string} words of a line, with its line feed
 * @property {(language: string | null) => void} dress it is in this language, as is known now
 */

/** A part ends after so many lines, or sooner, after so many UTF-16 units. */
const partOf = { lines: 12, units: 4_000 };
/** White space that a browser would draw as one space, or not at all. */
const keepsSpace = /[ \t]{2}|\t|^ | \n?$/;
/** A text of more than this, in UTF-16 units, is laid out part by part. */
export const long = 60_000;

/**
 * @param {HTMLElement} article @param {{text: string, language: string | null}} statement
 * @returns {Passages}
 */
export function layText(article, { text, language }) {
  const starts = lineStarts(text);
  const words = (/** @type {number} */ line) => text.slice(starts[line], starts[line + 1]);
  const numbers = numbered(starts.map((_, line) => words(line)));
  const paragraphs = numbers.map((number, line) => paragraph(words(line), number));
  fill(article, paragraphs);
  dress(article, text, language);
  const lines = new Map(paragraphs.map((element, line) => [element, line]));
  const place = placer({ starts, words, paragraphs, numbers });
  const unitAt = (/** @type {globalThis.Node} */ node, /** @type {number} */ offset) => {
    const paragraph = paragraphOf(node);
    const line = paragraph ? lines.get(paragraph) : undefined;
    if (paragraph && line !== undefined) return starts[line] + lengthBefore(paragraph, node, offset);
    return starts[firstBehind(paragraphs, node, offset)] ?? text.length;
  };
  return {
    text, starts, article, unitAt, words,
    range: (start, end) => rangeBetween(place(start, false), place(end, true)),
    unitsOf: ({ startContainer, startOffset, endContainer, endOffset }) =>
      ({ from: unitAt(startContainer, startOffset), to: unitAt(endContainer, endOffset) }),
    paragraphAt: (unit) => numbers[lineAt(starts, unit)].number,
    dress: (language) => dress(article, text, language),
    elementAt: (unit) => /** @type {HTMLElement} */ (paragraphOf(place(unit, false).node)),
    elementOf: (line) => paragraphs[line],
  };
}

/** @typedef {{number: number, hidden: boolean}} Numbered a hidden line has the number before it */

/** @param {readonly string[]} lines @returns {Numbered[]} */
function numbered(lines) {
  let number = 0;
  return lines.map((words) => {
    const hidden = isBlank(words);
    if (!hidden) number++;
    return { number, hidden };
  });
}

/** @param {HTMLElement} article @param {readonly HTMLElement[]} paragraphs */
function fill(article, paragraphs) {
  /** @type {HTMLElement[]} */ const parts = [];
  let room = { lines: 0, units: 0 };
  for (const paragraph of paragraphs) {
    if (room.lines <= 0 || room.units <= 0) {
      room = { ...partOf };
      parts.push(document.createElement("div"));
      parts[parts.length - 1].className = "part";
    }
    parts[parts.length - 1].append(paragraph);
    room.lines--;
    room.units -= paragraph.textContent?.length ?? 0;
  }
  article.append(...parts);
}

/** @param {string} words @param {Numbered} numbered */
function paragraph(words, { number, hidden }) {
  const element = document.createElement("p");
  element.dir = "auto";
  if (hidden) element.hidden = true;
  else element.dataset.n = String(number);
  if (keepsSpace.test(words)) element.className = "spaced";
  element.append(words);
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
 * @param {{starts: number[], words: (line: number) => string, paragraphs: readonly HTMLElement[], numbers: readonly Numbered[]}} laid
 * @returns {(unit: number, isEnd: boolean) => Place}
 */
const placer = ({ starts, words, paragraphs, numbers }) => (unit, isEnd) => {
  const line = lineAt(starts, isEnd && unit > 0 ? unit - 1 : unit);
  const seen = nearest(numbers, line, isEnd ? -1 : 1);
  const length = words(seen).replace(/\n$/, "").length;
  const offset = seen === line ? Math.min(unit - starts[line], length) : seen < line ? length : 0;
  return textAt(paragraphs[seen], offset, isEnd);
};

/**
 * Between two text nodes a stretch begins in the later one and ends in the earlier.
 * @param {HTMLElement} paragraph @param {number} offset @param {boolean} isEnd @returns {Place}
 */
function textAt(paragraph, offset, isEnd) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let node = /** @type {Text} */ (walker.nextNode());
  for (let left = offset; ; left -= node.length, node = /** @type {Text} */ (walker.nextNode())) {
    const fits = left < node.length || (isEnd && left === node.length) || walker.nextNode() === null;
    if (fits) return { node, offset: Math.min(left, node.length) };
    walker.previousNode();
  }
}

/** @param {globalThis.Node} node @returns {HTMLParagraphElement | null | undefined} */
const paragraphOf = (node) => (node instanceof Element ? node : node.parentElement)?.closest("p");

/**
 * How many characters of its paragraph stand before a place.
 * @param {HTMLElement} paragraph @param {globalThis.Node} node @param {number} offset
 */
function lengthBefore(paragraph, node, offset) {
  if (node === paragraph.firstChild && node instanceof Text) return offset;
  const before = new Range();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

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
 * The first line that begins at a place which is in no paragraph, or behind it.
 * @param {readonly HTMLElement[]} paragraphs @param {globalThis.Node} node @param {number} offset
 */
function firstBehind(paragraphs, node, offset) {
  const spot = new Range();
  spot.setStart(node, offset);
  spot.collapse(true);
  return firstThat(paragraphs.length, (i) => spot.comparePoint(paragraphs[i], 0) >= 0);
}

// @ts-check
// segments.js: stretches painted by <mark> elements, for browsers without the CSS Custom
// Highlight API.  A paragraph is cut where a stretch begins or ends; each piece lies in one
// <mark> for each stretch on it, one within the other, so that all their lines are drawn.

import { lineAt } from "../text/lines.js";
import { layers } from "./styles.js";

/** @import {Painter, Piece} from "./paint.js" */
/** @import {Passages} from "./passages.js" */
/** @typedef {Pick<Piece, "from" | "to" | "name" | "layer">} Stretch */
/** @typedef {{from: number, to: number, names: string[]}} Segment names: outermost first */

/** What is read or selected has a style of its own in the page's sheet. @param {Stretch} stretch */
const classOf = ({ name, layer }) => (name === layer ? `is-${name}` : name);

/**
 * @param {{from: number, to: number}} line @param {readonly Stretch[]} stretches that meet it, in
 *   reading order
 * @returns {Segment[]} the whole line, one after the other
 */
export function segmentsOf(line, stretches) {
  const edges = stretches.flatMap(({ from, to }) => [from, to])
    .filter((edge) => edge > line.from && edge < line.to);
  const cuts = [...new Set([line.from, ...edges, line.to])].sort((a, b) => a - b);
  const over = stretches.toSorted((a, b) => layers[a.layer] - layers[b.layer]);
  return cuts.slice(1).map((to, i) => {
    const from = cuts[i];
    const names = over.filter((stretch) => stretch.from < to && stretch.to > from).map(classOf);
    return { from, to, names };
  });
}

/** @param {string} name */
export const marked = (name) => `.text mark.${name}`;

/** @param {Passages} passages @returns {Painter} */
export function createSegments(passages) {
  /** Paragraphs that are cut, by line, and how. @type {Map<number, string>} */
  let cut = new Map();

  return (pieces) => {
    const byLine = spread(passages, pieces);
    const now = new Map([...byLine].map(([line, all]) => [line, namesOf(all)]));
    const stale = [...cut.keys()].filter((line) => !now.has(line));
    const changed = [...byLine].filter(([line]) => now.get(line) !== cut.get(line));
    cut = now;
    if (!stale.length && !changed.length) return false;
    keepingSelection(passages, () => {
      for (const line of stale) passages.elementOf(line).replaceChildren(passages.words(line));
      for (const [line, all] of changed) lay(passages, line, all);
    });
    return true;
  };
}

/**
 * The pieces on each line.
 * @param {Passages} passages @param {readonly Piece[]} pieces
 */
export function spread({ starts }, pieces) {
  /** @type {Map<number, Piece[]>} */
  const byLine = new Map();
  for (const piece of pieces) {
    const last = lineAt(starts, Math.max(piece.from, piece.to - 1));
    for (let line = lineAt(starts, piece.from); line <= last; line++) {
      const found = byLine.get(line) ?? [];
      found.push(piece);
      byLine.set(line, found);
    }
  }
  return byLine;
}

/** @param {readonly Piece[]} pieces */
const namesOf = (pieces) => pieces.map(({ name, from, to }) => `${name} ${from} ${to}`).join();

/** @param {Passages} passages @param {number} line @param {readonly Piece[]} pieces */
function lay(passages, line, pieces) {
  const from = passages.starts[line];
  const words = passages.words(line);
  const to = from + words.replace(/\n$/, "").length;
  const segments = segmentsOf({ from, to }, pieces);
  passages.elementOf(line).replaceChildren(
    ...segments.map((segment) => inMarks(words.slice(segment.from - from, segment.to - from), segment.names)),
    words.slice(to - from));
}

/** @param {string} words @param {readonly string[]} names @returns {globalThis.Node} */
function inMarks(words, names) {
  /** @type {globalThis.Node} */
  const text = document.createTextNode(words);
  return names.reduceRight((inner, name) => {
    const mark = document.createElement("mark");
    mark.classList.add(name);
    mark.append(inner);
    return mark;
  }, text);
}

/**
 * What the reader has selected stays so.
 * @param {Passages} passages @param {() => void} change
 */
function keepingSelection({ article, unitAt, range }, change) {
  const selection = getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  const inText = anchorNode && focusNode && article.contains(anchorNode) && article.contains(focusNode);
  if (!selection || !inText) return change();
  const [anchor, focus] = [unitAt(anchorNode, anchorOffset ?? 0), unitAt(focusNode, focusOffset ?? 0)];
  change();
  const { startContainer, startOffset, endContainer, endOffset } = range(Math.min(anchor, focus), Math.max(anchor, focus));
  if (anchor <= focus) selection.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
  else selection.setBaseAndExtent(endContainer, endOffset, startContainer, startOffset);
}

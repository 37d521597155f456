// @ts-check
// highlights.js: stretches painted by the CSS Custom Highlight API: one registered highlight
// for each colour × depth × kind of line.  The text on the page stays as it is.  A paragraph
// has the names of what is painted in it as classes, and the rules ask for them: or the browser
// would work out every style for every paragraph.

import { spread } from "./segments.js";
import { layers } from "./styles.js";

/** @import {Painter, Piece} from "./paint.js" */
/** @import {Passages} from "./passages.js" */

/** @param {string} name */
export const highlighted = (name) => `.text p.${name}::highlight(${name})`;

/** @param {Passages} passages @returns {Painter} */
export function createRegister(passages) {
  /** The names that are registered by us: others register theirs. @type {Set<string>} */
  const ours = new Set();
  /** By line. @type {Map<number, Set<string>>} */
  let named = new Map();

  return (pieces) => {
    const styled = pieces.filter(({ name, layer }) => name !== layer);
    const names = new Map([...spread(passages, styled)].map(([line, all]) => [line, new Set(all.map(({ name }) => name))]));
    for (const line of new Set([...named.keys(), ...names.keys()])) {
      rename(passages.elementOf(line), named.get(line), names.get(line));
    }
    named = names;
    registerAll(pieces, ours);
    return false;
  };
}

/** @param {HTMLElement} paragraph @param {Set<string>} [before] @param {Set<string>} [now] */
function rename({ classList }, before = new Set(), now = new Set()) {
  for (const name of before) if (!now.has(name)) classList.remove(name);
  for (const name of now) if (!before.has(name)) classList.add(name);
}

/** @param {readonly Piece[]} pieces @param {Set<string>} ours */
function registerAll(pieces, ours) {
  /** @type {Map<string, {ranges: Range[], priority: number}>} */
  const wanted = new Map();
  for (const { name, layer, range } of pieces) {
    const found = wanted.get(name) ?? { ranges: [], priority: layers[layer] };
    found.ranges.push(range());
    wanted.set(name, found);
  }
  for (const name of ours) {
    if (!wanted.has(name) && ours.delete(name)) CSS.highlights.delete(name);
  }
  for (const [name, { ranges, priority }] of wanted) {
    ours.add(name);
    if (sameRanges(CSS.highlights.get(name), ranges)) continue;
    const highlight = new Highlight(...ranges);
    highlight.priority = priority;
    CSS.highlights.set(name, highlight);
  }
}

/** @param {Highlight | undefined} highlight @param {readonly Range[]} ranges */
const sameRanges = (highlight, ranges) =>
  highlight?.size === ranges.length && ranges.every((range) => highlight.has(range));

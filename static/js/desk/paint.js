// @ts-check
// paint.js: paints passages, by the CSS Custom Highlight API; where the browser has none, by
// <mark> elements in the text.

import { createRegister, highlighted } from "./highlights.js";
import { createRules } from "./rules.js";
import { createSegments, marked } from "./segments.js";
import { nameOf, styleOf } from "./styles.js";

/** @import {Passages} from "./passages.js" */
/** @import {Layer, Style} from "./styles.js" */
/** @typedef {{from: number, to: number, range: () => Range}} Seen */
/** @typedef {Style & Seen & {id: string}} Painted */
/** @typedef {{open: string, near: string, selected: Seen | null, reading: Seen | null}} Pointed */
/** @typedef {Seen & {name: string, layer: Layer | "reading" | "selected"}} Piece a stretch in a named style */
/** @typedef {(pieces: readonly Piece[]) => boolean} Painter whether it changed the paragraphs */

const supported = typeof Highlight === "function" && "highlights" in CSS;

/** @param {Passages} passages */
export function createPaint(passages) {
  const painter = supported ? createRegister(passages) : createSegments(passages);
  const need = createRules(supported ? highlighted : marked);

  /**
   * @param {readonly Painted[]} marks in reading order @param {Pointed} pointed
   * @returns {boolean} whether places in the document are no longer what they were
   */
  function paint(marks, pointed) {
    /** @type {Piece[]} */
    const pieces = [];
    for (const mark of marks) {
      const style = styleOf(mark, mark.depth);
      for (const layer of layersOf(mark, pointed)) {
        need(style, layer);
        pieces.push({ ...mark, name: `${layer}-${nameOf(style)}`, layer });
      }
    }
    for (const layer of /** @type {const} */ (["reading", "selected"])) {
      const seen = pointed[layer];
      if (seen) pieces.push({ ...seen, name: layer, layer });
    }
    return painter(pieces);
  }

  /**
   * All rules at once that these will need: each new one costs a look at the whole page.
   * @param {readonly Style[]} styles
   */
  function prepare(styles) {
    for (const style of styles) need(styleOf(style, style.depth), "mark");
  }

  return { paint, prepare };
}

/** @param {Painted} mark @param {Pointed} pointed @returns {Layer[]} */
const layersOf = ({ id }, { near, open }) =>
  /** @type {const} */ (["mark", "near", "open"]).filter((layer) =>
    layer === "mark" || id === (layer === "near" ? near : open));

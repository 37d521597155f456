// @ts-check
// paint.js: paints passages with the CSS Custom Highlight API: one registered highlight for
// each colour × depth × kind of line.

import { firstFree } from "./layout.js";
import { forcedLooks, layers, looks, nameOf, styleOf } from "./styles.js";

/** @import {Layer, Look, Properties, Style} from "./styles.js" */
/** @typedef {Look & {id: string, from: number, to: number, range: Range}} Painted */
/** @typedef {{open: string, near: string, selected: Range | null, reading: Range | null}} Pointed */

const supported = typeof Highlight === "function" && "highlights" in CSS;
const sheet = new CSSStyleSheet();
if (supported) document.adoptedStyleSheets.push(sheet);
/**
 * Styles that have their rules, each with the colour it stands for.
 * @type {Map<string, string>}
 */
const ruled = new Map();
/** The names that are registered by us: others register theirs. @type {Set<string>} */
const ours = new Set();
const forced = matchMedia("(forced-colors: active)");
forced.addEventListener("change", () => {
  ruled.clear();
  sheet.replaceSync("");
});

/** @param {readonly Painted[]} marks in reading order @param {Pointed} pointed */
export function paint(marks, pointed) {
  if (!supported) return;
  const depths = firstFree(marks);
  const wanted = new Layers();
  marks.forEach((mark, i) => {
    const style = styleOf(mark, depths[i]);
    wanted.add(style, mark.range, "mark");
    if (mark.id === pointed.near) wanted.add(style, mark.range, "near");
    if (mark.id === pointed.open) wanted.add(style, mark.range, "open");
  });
  for (const layer of /** @type {const} */ (["reading", "selected"])) {
    const range = pointed[layer];
    if (range) wanted.put(layer, range, layer);
  }
  wanted.register();
}

/** The highlights as they shall be registered; only what differs is touched. */
class Layers {
  /** @type {Map<string, {ranges: Range[], priority: number}>} */ byName = new Map();

  /** @param {Style} style @param {Range} range @param {Layer} layer */
  add(style, range, layer) {
    rule(style);
    this.put(`${layer}-${nameOf(style)}`, range, layer);
  }

  /** @param {string} name @param {Range} range @param {keyof typeof layers} layer */
  put(name, range, layer) {
    const found = this.byName.get(name) ?? { ranges: [], priority: layers[layer] };
    found.ranges.push(range);
    this.byName.set(name, found);
  }

  register() {
    for (const name of ours) {
      if (!this.byName.has(name) && ours.delete(name)) CSS.highlights.delete(name);
    }
    for (const [name, { ranges, priority }] of this.byName) {
      ours.add(name);
      if (sameRanges(CSS.highlights.get(name), ranges)) continue;
      const highlight = new Highlight(...ranges);
      highlight.priority = priority;
      CSS.highlights.set(name, highlight);
    }
  }
}

/** @param {Highlight | undefined} highlight @param {readonly Range[]} ranges */
const sameRanges = (highlight, ranges) =>
  highlight?.size === ranges.length && ranges.every((range) => highlight.has(range));

/**
 * The rules of a style in use, for all layers at once: each new rule costs a look at the whole
 * page.  Its colour may have changed with the codebook.
 * @param {Style} style
 */
function rule(style) {
  const name = nameOf(style);
  if (ruled.get(name) === style.color) return;
  ruled.set(name, style.color);
  const rules = forced.matches ? forcedLooks(style) : looks(style);
  for (const [layer, properties] of Object.entries(rules)) {
    addRule(`${layer}-${name}`, properties);
  }
}

/**
 * @param {string} name
 * @param {Properties} properties set by CSSOM: a value can be nothing else
 */
function addRule(name, properties) {
  const at = sheet.insertRule(`.text p::highlight(${CSS.escape(name)}) {}`, sheet.cssRules.length);
  const { style } = /** @type {CSSStyleRule} */ (sheet.cssRules[at]);
  for (const [property, value] of Object.entries(properties)) style.setProperty(property, value);
}

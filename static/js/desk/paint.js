// @ts-check
// paint.js: paints passages with the CSS Custom Highlight API: one registered highlight for
// each colour × depth × kind of line.  Depth tells overlapping passages apart by the place of
// their line; only the first two depths have a wash, so ink keeps its contrast on any stack.

import { firstFree } from "./layout.js";
import { lineColor, washColor } from "./shades.js";

/** @typedef {"solid" | "dashed" | "dotted"} Line for it, against it, takes no side */
/** @typedef {{shade: string, color: string, line: Line}} Look shade: value of `data-f` */
/** @typedef {Look & {id: string, from: number, to: number, range: Range}} Painted */
/** @typedef {{open: string, near: string, selected: Range | null, reading: Range | null}} Pointed */

/** No family: a passage without a tag. */
export const untagged = "-";

/**
 * Lines lie 4 px apart below the baseline; deeper than this they would reach the next
 * line's letters.
 */
const deepest = 3;
const washed = 2;

const supported = typeof Highlight === "function" && "highlights" in CSS;
const sheet = new CSSStyleSheet();
if (supported) document.adoptedStyleSheets.push(sheet);
/**
 * Styles that have their rules, each with the colour it stands for.
 * @type {Map<string, string>}
 */
const ruled = new Map();
const forced = matchMedia("(forced-colors: active)");
forced.addEventListener("change", () => {
  ruled.clear();
  sheet.replaceSync("");
});

/** @param {-1 | 0 | 1 | undefined} polarity undefined: no stance @returns {Line} */
export const lineOf = (polarity) => (polarity === 1 ? "solid" : polarity === -1 ? "dashed" : "dotted");

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

/** What lies above what. */
const layers = { mark: 0, near: 1, open: 2, reading: 3, selected: 4 };
/** @typedef {Look & {depth: number}} Style */

/** The highlights as they shall be registered; only what differs is touched. */
class Layers {
  /** @type {Map<string, {ranges: Range[], priority: number}>} */ byName = new Map();

  /** @param {Style} style @param {Range} range @param {"mark" | "near" | "open"} layer */
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
    for (const name of [...CSS.highlights.keys()]) {
      if (!this.byName.has(name)) CSS.highlights.delete(name);
    }
    for (const [name, { ranges, priority }] of this.byName) {
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

/** @param {Look} look @param {number} depth @returns {Style} */
const styleOf = ({ shade, color, line }, depth) =>
  ({ shade, color, line, depth: Math.min(depth, deepest + 1) });

/** @param {Style} style */
const nameOf = ({ shade, depth, line }) => `${shade === untagged ? "" : shade}-${depth}-${line}`;

/**
 * The rules of a style in use, for all layers at once: each new rule costs a look at the whole
 * page.  Its colour may have changed with the codebook.
 * @param {Style} style
 */
function rule(style) {
  const name = nameOf(style);
  if (ruled.get(name) === style.color) return;
  ruled.set(name, style.color);
  const layers = forced.matches ? forcedLooks(style) : looks(style);
  for (const [layer, properties] of Object.entries(layers)) {
    addRule(`${layer}-${name}`, properties);
  }
}

/** @typedef {Record<string, string>} Properties */

/** @param {Style} style @returns {Record<"mark" | "near" | "open", Properties>} */
function looks({ color, depth, line }) {
  const tag = color || "var(--ink-3)";
  /** @type {Properties} */
  const wash = depth < washed ? { "background-color": washColor(tag, "var(--wash)") } : {};
  /** @type {Properties} */
  const stroke = depth <= deepest ? underline({ depth, line, width: 2, color: lineColor(tag) }) : {};
  return {
    mark: { ...stroke, ...wash },
    near: underline({ depth, line, width: 3, color: lineColor(tag) }),
    open: { "background-color": washColor(tag, "var(--wash-on)") },
  };
}

/**
 * In the system's colours.
 * @param {Style} style @returns {Record<"mark" | "near" | "open", Properties>}
 */
const forcedLooks = ({ depth, line }) => ({
  mark: {
    ...underline({ depth, line, width: 2, color: "CanvasText" }),
    color: "CanvasText", "background-color": "Canvas",
  },
  near: underline({ depth, line, width: 3, color: "CanvasText" }),
  open: { color: "HighlightText", "background-color": "Highlight" },
});

/** @param {{depth: number, line: Line, width: number, color: string}} stroke */
const underline = ({ depth, line, width, color }) => ({
  "text-decoration": `underline ${line} ${width}px ${color}`,
  "text-underline-offset": `calc(var(--line-at) + ${4 * Math.min(depth, deepest)}px)`,
});

/**
 * @param {string} name
 * @param {Properties} properties set by CSSOM: a value can be nothing else
 */
function addRule(name, properties) {
  const at = sheet.insertRule(`.text p::highlight(${CSS.escape(name)}) {}`, sheet.cssRules.length);
  const { style } = /** @type {CSSStyleRule} */ (sheet.cssRules[at]);
  for (const [property, value] of Object.entries(properties)) style.setProperty(property, value);
}

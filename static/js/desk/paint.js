// @ts-check
// paint.js: paints passages with the CSS Custom Highlight API: one registered highlight for
// each colour × depth × kind of line.  Depth tells overlapping passages apart by the place of
// their line; only the first two depths have a wash, so ink keeps its contrast on any stack.

import { firstFree } from "./layout.js";
import { lineColor, washColor } from "./shades.js";

/** @typedef {"solid" | "dashed" | "dotted"} Line for it, against it, takes no side */
/** @typedef {{shade: string, color: string, line: Line}} Look shade: value of `data-f` */
/** @typedef {Look & {id: string, from: number, to: number, range: Range}} Painted */
/** @typedef {{open: string | null, near: string | null, chosen: Range | null, reading: Range | null}} Pointed */

/** No family: a passage without a tag. */
export const untagged = "-";

/** Lines lie 4 px apart below the baseline; deeper than this they would reach the next line's letters. */
const deepest = 3;
const washed = 2;

const supported = typeof Highlight === "function" && "highlights" in CSS;
const sheet = new CSSStyleSheet();
if (supported) document.adoptedStyleSheets.push(sheet);
let ruled = "";

/** @param {-1 | 0 | 1 | undefined} polarity undefined: no stance @returns {Line} */
export const lineOf = (polarity) => (polarity === 1 ? "solid" : polarity === -1 ? "dashed" : "dotted");

/** @param {readonly Painted[]} marks in reading order @param {Pointed} pointed */
export function paint(marks, pointed) {
  if (!supported) return;
  const depths = firstFree(marks);
  const named = marks.map((mark, i) => ({ mark, depth: depths[i], name: nameOf(mark, depths[i]) }));
  rule(named.map(({ mark, depth, name }) => ({ name, depth, ...mark })));
  CSS.highlights.clear();
  for (const { mark, name } of named) {
    add(name, mark.range, 0);
    if (mark.id === pointed.near) add(`near-${name}`, mark.range, 1);
    if (mark.id === pointed.open) add(`open-${name}`, mark.range, 2);
  }
  if (pointed.reading) add("reading", pointed.reading, 3);
  if (pointed.chosen) add("selected", pointed.chosen, 4);
}

/** @param {string} name @param {Range} range @param {number} priority */
function add(name, range, priority) {
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  highlight.priority = priority;
  CSS.highlights.set(name, highlight.add(range));
}

/** @param {Look} look @param {number} depth */
const nameOf = ({ shade, line }, depth) =>
  `mark-${shade === untagged ? "" : shade}-${Math.min(depth, deepest + 1)}-${line}`;

/** @typedef {Look & {name: string, depth: number}} Style */

/** One rule for each style in use, made anew only when another is used. @param {readonly Style[]} styles */
function rule(styles) {
  const byName = new Map(styles.map((style) => [style.name, style]));
  const wanted = [...byName.values()].map(({ name, color }) => name + color).sort().join();
  if (wanted === ruled) return;
  ruled = wanted;
  sheet.replaceSync("");
  for (const style of byName.values()) dress(style);
}

/** @param {Style} style */
function dress({ name, color, depth, line }) {
  const tag = color || "var(--ink-3)";
  const stroke = lineColor(tag);
  const under = `underline ${line} 2px ${stroke}`;
  const offset = `${4 + 4 * depth}px`;
  if (depth <= deepest) addRule(name, { "text-decoration": under, "text-underline-offset": offset });
  if (depth < washed) addRule(name, { "background-color": washColor(tag, "var(--wash)") });
  addRule(`near-${name}`, { "text-decoration": `underline ${line} 3px ${stroke}`, "text-underline-offset": `${4 + 4 * Math.min(depth, deepest)}px` });
  addRule(`open-${name}`, { "background-color": washColor(tag, "var(--wash-on)") });
}

/** @param {string} name @param {Record<string, string>} properties set by CSSOM: a value can be nothing else */
function addRule(name, properties) {
  const plain = `::highlight(${CSS.escape(name)})`;
  const at = sheet.insertRule(`${plain} {}`, sheet.cssRules.length);
  const { style } = /** @type {CSSStyleRule} */ (sheet.cssRules[at]);
  for (const [property, value] of Object.entries(properties)) style.setProperty(property, value);
  sheet.insertRule(`@media (forced-colors: active) { ${plain} { ${forcedColors(name)} } }`, sheet.cssRules.length);
}

/** @param {string} name */
const forcedColors = (name) =>
  name.startsWith("open-")
    ? "background-color: Highlight; color: HighlightText;"
    : "background-color: Canvas; color: CanvasText; text-decoration-color: CanvasText;";

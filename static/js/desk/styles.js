// @ts-check
// styles.js: how a passage looks upon the text: from what it is tagged with, how deep it lies
// under others, and whether it is filtered out, to a named style and its rules.  Lines tell
// overlapping passages apart by their place; only the first two depths have a wash, so ink
// keeps its contrast on any stack.

import { lineColor, washColor } from "./shades.js";

/** @typedef {"solid" | "dashed" | "dotted"} Line for it, against it, takes no side */
/**
 * @typedef {object} Look
 * @property {string} shade value of `data-f`
 * @property {string} color
 * @property {Line} line
 * @property {boolean} dimmed filtered out
 */
/** @typedef {Look & {depth: number}} Style */
/** @typedef {Record<string, string>} Properties */
/** What lies above what. */
export const layers = { mark: 0, near: 1, open: 2, reading: 3, selected: 4 };
/** @typedef {"mark" | "near" | "open"} Layer those that a passage's own style has rules for */

/** No family: a passage without a tag. */
export const untagged = "-";

/**
 * Lines lie 4 px apart below the baseline; deeper than this they would reach the next
 * line's letters.
 */
const deepest = 3;
const washed = 2;

/** @param {-1 | 0 | 1 | undefined} polarity undefined: no stance @returns {Line} */
export const lineOf = (polarity) => (polarity === 1 ? "solid" : polarity === -1 ? "dashed" : "dotted");

/**
 * What is filtered out is grey and dotted, whatever it was put on it.
 * @param {Look} look @param {number} depth @returns {Style}
 */
export function styleOf({ shade, color, line, dimmed }, depth) {
  const deep = Math.min(depth, deepest + 1);
  if (dimmed) return { shade: untagged, color: "", line: "dotted", dimmed, depth: deep };
  return { shade, color, line, dimmed, depth: deep };
}

/** No tag's key has a `~`. @param {Style} style */
export const nameOf = ({ shade, depth, line, dimmed }) =>
  `${dimmed ? "~" : shade === untagged ? "" : shade}-${depth}-${line}`;

/** @param {Style} style @returns {Record<Layer, Properties>} */
export function looks({ color, depth, line, dimmed }) {
  const tag = color || "var(--ink-3)";
  /** @type {Properties} */
  const wash = depth < washed && !dimmed ? { "background-color": washColor(tag, "var(--wash)") } : {};
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
 * @param {Style} style @returns {Record<Layer, Properties>}
 */
export function forcedLooks({ depth, line, dimmed }) {
  const color = dimmed ? "GrayText" : "CanvasText";
  return {
    mark: { ...underline({ depth, line, width: 2, color }), color: "CanvasText", "background-color": "Canvas" },
    near: underline({ depth, line, width: 3, color }),
    open: { color: "HighlightText", "background-color": "Highlight" },
  };
}

/** @param {{depth: number, line: Line, width: number, color: string}} stroke */
const underline = ({ depth, line, width, color }) => ({
  "text-decoration": `underline ${line} ${width}px ${color}`,
  "text-underline-offset": `calc(var(--line-at) + ${4 * Math.min(depth, deepest)}px)`,
});

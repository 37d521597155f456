// @ts-check
// tag-colors.js: one constructed style sheet that gives `[data-f="key"]` its `--tag`.
// All other colours of a tag are derived from that one in tokens.css.

import { palette } from "./tags.js";

/** @import {Codebook} from "./tags.js" */

const sheet = new CSSStyleSheet();

/**
 * Whatever carries `data-f=${node.shade}` has that tag's colours from now on; and with
 * `data-f="#D55E00"`, that colour's of the palette.
 * @param {Codebook} codebook
 */
export function paintTags({ byKey }) {
  sheet.replaceSync("");
  for (const color of palette) addRule(color, color);
  for (const node of byKey.values()) {
    if (node.shade === node.tag.key) addRule(node.shade, node.color);
  }
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
}

/** @param {string} key @param {string} color set by CSSOM, so it can be nothing but a value */
function addRule(key, color) {
  const at = sheet.insertRule(`[data-f="${CSS.escape(key)}"] {}`, sheet.cssRules.length);
  const rule = /** @type {CSSStyleRule} */ (sheet.cssRules[at]);
  rule.style.setProperty("--tag", color);
}

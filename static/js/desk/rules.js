// @ts-check
// rules.js: the rules for the styles in use, in one constructed sheet: no inline style under
// the page's policy.

import { forcedLooks, looks, nameOf } from "./styles.js";

/** @import {Layer, Properties, Style} from "./styles.js" */

/** @param {(name: string) => string} selectorOf what is painted in a named style */
export function createRules(selectorOf) {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  /** Styles that have their rules, each with the colour it stands for. @type {Map<string, string>} */
  const ruled = new Map();
  const forced = matchMedia("(forced-colors: active)");
  forced.addEventListener("change", () => {
    ruled.clear();
    sheet.replaceSync("");
  });

  /**
   * @param {string} name
   * @param {Properties} properties set by CSSOM: a value can be nothing else
   */
  function add(name, properties) {
    const at = sheet.insertRule(`${selectorOf(CSS.escape(name))} {}`, sheet.cssRules.length);
    const { style } = /** @type {CSSStyleRule} */ (sheet.cssRules[at]);
    for (const [property, value] of Object.entries(properties)) style.setProperty(property, value);
  }

  /**
   * Its colour may have changed with the codebook.
   * @param {Style} style @param {Layer} layer
   */
  return function need(style, layer) {
    const name = `${layer}-${nameOf(style)}`;
    if (ruled.get(name) === style.color) return;
    ruled.set(name, style.color);
    add(name, (forced.matches ? forcedLooks : looks)(style)[layer]);
  };
}

// @ts-check
// text.js: the statement's text, upon the page before anything else is loaded: it can be read
// while the rest is on its way.

import { state } from "../state.js";
import { few } from "./nearby.js";
import { layText, long } from "./passages.js";

/** @import {Statement} from "../types.js" */

const statement = /** @type {Statement} */ (state.statement);

export const passages = layText(/** @type {HTMLElement} */ (document.querySelector(".text")), statement);

/** Where there is much to do, it waits until the text is seen. */
export const readable = statement.text.length > long || statement.highlights.length > few
  ? afterPaint() : Promise.resolve();

/** @returns {Promise<void>} */
function afterPaint() {
  if (document.hidden) return Promise.resolve();
  return new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
}

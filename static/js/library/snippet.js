// @ts-check
// snippet.js: a piece of a text with the words in it that were looked for.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { piecesOf } from "./pieces.js";

/** @import {Snippet} from "../types.js" */
/**
 * @param {Snippet | null | undefined} snippet @param {string | null} language
 * @param {number} length of the whole text, code points
 */
export function snippetLine(snippet, language, length) {
  if (!snippet) return nothing;
  const more = snippet.start + [...snippet.text].length < length;
  return html`<p class="snippet" lang=${language ?? nothing}>${snippet.start ? "… " : ""}${
    piecesOf(snippet).map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))}${more ? " …" : ""}</p>`;
}

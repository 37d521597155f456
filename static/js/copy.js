// @ts-check
// copy.js: words that are to be taken along whole: shown in a field, copied by a button.

import { html } from "../vendor/lit-html/lit-html.js";
import { say } from "./words.js";

/**
 * @param {{name: string, label: string, value: string, rows?: number, copied?: () => void}} words
 *   rows: more than one line
 */
export const copyField = ({ name, label, value, rows = 2, copied }) => html`
  <div class="ask copy">
    <label for=${`copy-${name}`}>${label}</label>
    <textarea class="field" id=${`copy-${name}`} readonly rows=${rows} dir="ltr" spellcheck="false"
      .value=${value} @focus=${selectAll}></textarea>
    <p class="row">
      <button type="button" class="button" @click=${copy(value, copied)}>${say("copy")}</button>
      <span class="aside" role="status"></span>
    </p>
  </div>`;

/** @param {Event} event */
const selectAll = (event) => /** @type {HTMLTextAreaElement} */ (event.target).select();

/** Where the browser will not, the words are selected, and a key does it. @param {string} value @param {() => void} [copied] */
const copy = (value, copied) => async (/** @type {Event} */ event) => {
  const around = /** @type {HTMLElement} */ (event.currentTarget).closest(".copy");
  const status = around?.querySelector("[role=status]");
  const done = await toClipboard(value);
  if (!done) around?.querySelector("textarea")?.focus();
  if (status) status.textContent = say(done ? "copy.done" : "copy.by-hand");
  if (done) copied?.();
};

/** @param {string} value */
async function toClipboard(value) {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false; // no permission, or a page that did not come over TLS
  }
}

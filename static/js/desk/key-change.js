// @ts-check
// key-change.js: where keys are changed: a field for each, empty for none.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { capWords } from "../caps.js";
import { changeable } from "./keymap.js";
import { say } from "./say.js";

/** @import {Key} from "./keys.js" */
/** @typedef {ReturnType<typeof import("./keymap.js").createKeymap>} Keymap */

/** @param {Keymap} keymap @param {() => void} refresh */
export function keyChanges(keymap, refresh) {
  let message = "";
  /** @param {Key} row @param {Event} event */
  const typed = ({ act }, { target }) => {
    const { value } = /** @type {HTMLInputElement} */ (target);
    const taken = keymap.change(act, value.trim());
    message = taken ? say("own-keys.taken", { key: capWords(taken.cap), words: say(taken.sheet[0][1]) }) : "";
    refresh();
  };

  return () => html`<details class="own-keys"><summary>${say("own-keys.title")}</summary>
    <p class="aside">${say("own-keys.about")}</p>
    <p role="status">${message || nothing}</p>
    <div>${changeable.map((row) => html`<label>
      <input type="text" maxlength="1" autocomplete="off" autocapitalize="off" spellcheck="false"
        .value=${live(keymap.capOf(row.act))} @focus=${selectAll} @input=${(/** @type {Event} */ event) => typed(row, event)}>
      <span>${say(row.sheet[0][1])} <span class="aside">(${capWords(row.cap)})</span></span></label>`)}</div>
    ${keymap.isOwn() ? html`<button type="button" class="plain"
      @click=${() => { keymap.reset(); message = ""; refresh(); }}>${say("own-keys.reset")}</button>` : nothing}
  </details>`;
}

/** What is typed stands in its place. @param {Event} event */
const selectAll = ({ target }) => /** @type {HTMLInputElement} */ (target).select();

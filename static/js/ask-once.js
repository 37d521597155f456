// @ts-check
// ask-once.js: asks before something goes: a dialog that names it.

import { html } from "../vendor/lit-html/lit-html.js";
import { wordsOf } from "./api.js";
import { openDialog } from "./dialog.js";
import { say } from "./words.js";

/** @import {OpenDialog} from "./dialog.js" */
/**
 * @typedef {object} Deed
 * @property {string} title the question
 * @property {unknown} words what goes, and what stays; a function draws them again by `refresh`
 * @property {string} yes the deed, on its button
 * @property {boolean} [grave] something goes; default: it does
 * @property {() => boolean} [ready] until then the answer is not taken
 * @property {() => Promise<any>} act when it fails, the dialog says why and stays
 * @property {(result: any) => void} [done] after the dialog is gone
 */

/** @param {Deed} deed @returns {OpenDialog} */
export function askOnce({ title, words, yes, grave = true, ready = () => true, act, done }) {
  const shown = { busy: false, fault: "" };
  const answer = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (shown.busy || !ready()) return;
    Object.assign(shown, { busy: true, fault: "" });
    dialog.refresh();
    try {
      const result = await act();
      dialog.close();
      done?.(result);
    } catch (error) {
      Object.assign(shown, { busy: false, fault: wordsOf(error) });
      dialog.refresh();
    }
  };
  const content = () => html`
    <form novalidate @submit=${answer} @input=${() => dialog.refresh()}>
      <div class="says">${typeof words === "function" ? words() : words}</div>
      <footer>
        <div role="alert">${shown.fault ? html`<p class="refused">${shown.fault}</p>` : ""}</div>
        <button class="button first ${grave ? "grave" : ""}" ?autofocus=${!grave}
          aria-disabled=${shown.busy || !ready() ? "true" : "false"}>${yes}</button>
        <button type="button" class="button" ?autofocus=${grave} @click=${() => dialog.close()}>${say("cancel")}</button>
      </footer>
    </form>`;
  const dialog = openDialog({ title, content, name: "slim" });
  return dialog;
}

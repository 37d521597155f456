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
 * @property {unknown} words what goes, and what stays
 * @property {string} yes the deed, on its button
 * @property {boolean} [grave] something goes; default: it does
 * @property {() => Promise<unknown>} act when it fails, the dialog says why and stays
 * @property {() => void} [done] after the dialog is gone
 */

/** @param {Deed} deed */
export function askOnce({ title, words, yes, grave = true, act, done }) {
  const shown = { busy: false, fault: "" };
  const answer = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (shown.busy) return;
    Object.assign(shown, { busy: true, fault: "" });
    dialog.refresh();
    try {
      await act();
      dialog.close();
      done?.();
    } catch (error) {
      Object.assign(shown, { busy: false, fault: wordsOf(error) });
      dialog.refresh();
    }
  };
  const content = () => html`
    <form @submit=${answer}>
      <div class="says">${words}</div>
      <footer>
        <div role="alert">${shown.fault ? html`<p class="refused">${shown.fault}</p>` : ""}</div>
        <button class="button first ${grave ? "grave" : ""}"
          aria-disabled=${shown.busy ? "true" : "false"}>${yes}</button>
        <button type="button" class="button" @click=${() => dialog.close()}>${say("cancel")}</button>
      </footer>
    </form>`;
  const dialog = openDialog({ title, content, name: "slim" });
}

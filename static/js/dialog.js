// @ts-check
// dialog.js: a modal dialog for as long as it is open.  Esc and the close button leave it;
// the focus goes back to where it came from.

import { html, render } from "../vendor/lit-html/lit-html.js";
import { capWords } from "./caps.js";
import { say } from "./words.js";

/** @typedef {import("../vendor/lit-html/lit-html.js").TemplateResult} Template */
/**
 * @typedef {object} OpenDialog
 * @property {() => void} refresh draw again
 * @property {() => void} close
 * @property {HTMLDialogElement} element
 */
/**
 * @typedef {object} DialogParts
 * @property {string} title
 * @property {() => Template} content below the heading; drawn again by `refresh`
 * @property {string} [name] a class for its style
 * @property {() => boolean} [mayClose] asked when the user would leave; false: stay
 * @property {() => void} [closed]
 */

/** @param {DialogParts} parts @returns {OpenDialog} */
export function openDialog({ title, content, name = "", mayClose = () => true, closed }) {
  const element = document.createElement("dialog");
  if (name) element.className = name;
  const close = () => element.close();
  const leave = () => { if (mayClose()) close(); };
  const refresh = () => render(frame({ title, content, leave }), element);

  element.addEventListener("cancel", (event) => { if (!mayClose()) event.preventDefault(); });
  element.addEventListener("close", () => { element.remove(); closed?.(); });
  element.setAttribute("aria-labelledby", "dialog-title");
  refresh();
  document.body.append(element);
  element.showModal();
  return { refresh, close, element };
}

/** @param {{title: string, content: () => Template, leave: () => void}} parts */
const frame = ({ title, content, leave }) => html`
  <header>
    <h2 id="dialog-title">${title}</h2>
    <button type="button" class="plain" @click=${leave}>
      ${say("close")} <kbd aria-hidden="true">${capWords("Esc")}</kbd>
    </button>
  </header>
  ${content()}`;

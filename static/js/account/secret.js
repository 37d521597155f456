// @ts-check
// secret.js: a new password as it is typed: long enough, and to be seen when one wants.

import { html } from "../../vendor/lit-html/lit-html.js";
import { say } from "./say.js";

const least = 10; // characters; the server has the last word

/** @param {string | undefined} password @returns {import("../form.js").Faults} none for none at all */
export function shortness(password) {
  const n = [...(password ?? "")].length;
  return n > 0 && n < least ? { password: say("password.short", { n }) } : {};
}

/** Whether it is shown. @param {() => void} show draws the form */
export function visibility(show) {
  let seen = false;
  const change = (/** @type {Event} */ event) => {
    seen = /** @type {HTMLInputElement} */ (event.target).checked;
    show();
  };
  return {
    type: () => (seen ? "text" : "password"),
    tick: () => html`
      <label class="tick"><input type="checkbox" @change=${change}> ${say("password.show")}</label>`,
  };
}

// @ts-check
// sign-in.js: signed out while working: a dialog over the desk lets the same account in again,
// and the work goes on.  Another account is not let in here: what is kept is not its own.

import { html } from "../../vendor/lit-html/lit-html.js";
import { post, Refusal } from "../api.js";
import { openDialog } from "../dialog.js";
import { ask, blanks } from "../form.js";
import { sending } from "../sending.js";
import { say as sayAnywhere } from "../words.js";
import { say } from "./say.js";

/** @import {Account} from "../types.js" */
/** @import {Draft} from "../form.js" */

/** @param {Account} account @param {() => void} done it is let in */
export function openSignIn({ name, login }, done) {
  /** @type {Draft} */
  const draft = {};
  const form = sending({
    draft, names: ["password"],
    check: () => blanks(draft, ["password"]),
    act: async () => {
      await post("/api/session", { login, password: draft.password });
      dialog.close();
      done();
    },
    show: () => dialog.refresh(),
    explain: (error) => (error instanceof Refusal && error.status === 401 ? { password: error.message } : null),
  });
  const dialog = openDialog({
    title: say("sign-in.title"), name: "slim",
    content: () => html`
      <form novalidate @submit=${form.submit} @input=${form.follow}>
        <div class="says"><p>${say("sign-in.about", { name, login })}</p></div>
        <input hidden name="login" autocomplete="username" .value=${login}>
        <div class="asks">${ask({
          name: "password", label: sayAnywhere("login.password"), type: "password",
          autocomplete: "current-password", draft, faults: form.faults, autofocus: true,
        })}</div>
        <footer>
          ${form.outcome()}
          ${form.button(sayAnywhere(form.busy ? "login.busy" : "login.title"))}
          <button type="button" class="button" @click=${() => dialog.close()}>${sayAnywhere("cancel")}</button>
        </footer>
      </form>`,
  });
}

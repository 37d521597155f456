// @ts-check
// password.js: a new password, for which the present one is asked.

import { html } from "../../vendor/lit-html/lit-html.js";
import { Refusal, send } from "../api.js";
import { ask, blanks } from "../form.js";
import { part } from "../part.js";
import { sending } from "../sending.js";
import { state } from "../state.js";
import { shortness, visibility } from "./secret.js";
import { say } from "./say.js";

/** @import {Draft, Faults} from "../form.js" */

const names = /** @type {const} */ (["current_password", "password"]);

/** @param {() => void} show @param {() => void} changed */
export function passwordPart(show, changed) {
  /** @type {Draft} */ const draft = {};
  const eye = visibility(show);
  const check = () => ({ ...blanks(draft, names), ...shortness(draft.password) });
  const form = sending({ draft, names, check, act: save, show, explain: wrong });

  async function save() {
    const { current_password, password } = draft;
    await send("PATCH", "/api/account", { body: { current_password, password } });
    for (const name of names) draft[name] = "";
    changed();
    return say("password.saved");
  }

  /** @param {"current_password" | "password"} name @param {"current" | "new"} which */
  const question = (name, which) => ask({
    name, label: say(`password.${which}`), draft, faults: form.faults,
    type: eye.type(), autocomplete: `${which}-password`, code: true,
  });

  return () => part({
    name: "password",
    title: say("password"),
    about: say("password.about"),
    body: html`
      <form novalidate @submit=${form.submit} @input=${form.follow}>
        <div class="asks">
          <input type="text" autocomplete="username" hidden .value=${state.account?.login ?? ""}>
          ${question("current_password", "current")}
          ${question("password", "new")}
          ${eye.tick()}
        </div>
        ${form.outcome()}
        <p class="row">${form.button(say(form.busy ? "password.busy" : "password.save"), "button")}${form.status()}</p>
      </form>`,
  });
}

/** @param {unknown} error @returns {Faults | null} */
function wrong(error) {
  const is = error instanceof Refusal && error.detail === "wrong_password";
  return is ? { current_password: error.message } : null;
}

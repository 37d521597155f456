// @ts-check
// name.js: how others see one.

import { html } from "../../vendor/lit-html/lit-html.js";
import { send } from "../api.js";
import { ask, blanks } from "../form.js";
import { refreshFrame } from "../frame.js";
import { part } from "../part.js";
import { sending } from "../sending.js";
import { state } from "../state.js";
import { say } from "./say.js";

/** @param {() => void} show */
export function namePart(show) {
  const draft = { name: state.account?.name ?? "" };
  const form = sending({ draft, names: ["name"], check: () => blanks(draft, ["name"]), act: save, show });

  async function save() {
    const { data } = await send("PATCH", "/api/account", { body: { name: draft.name } });
    if (state.account) state.account.name = data.name;
    refreshFrame();
    return say("name.saved");
  }

  return () => part({
    name: "name",
    title: say("name"),
    about: say("name.about"),
    body: html`
      <form novalidate @submit=${form.submit} @input=${form.follow}>
        <div class="asks">
          ${ask({ name: "name", label: say("name.label"), draft, faults: form.faults, autocomplete: "name" })}
        </div>
        ${form.outcome()}
        <p class="row">${form.button(say(form.busy ? "name.busy" : "name.save"), "button")}${form.status()}</p>
      </form>`,
  });
}

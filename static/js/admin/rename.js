// @ts-check
// rename.js: the dialog that changes the name of an account.

import { html } from "../../vendor/lit-html/lit-html.js";
import { send } from "../api.js";
import { openDialog } from "../dialog.js";
import { ask, blanks } from "../form.js";
import { sending } from "../sending.js";
import { accountPath } from "./account.js";
import { say } from "./say.js";

/** @import {AccountEntry} from "../types.js" */

/** @param {AccountEntry} account @param {(account: AccountEntry) => void} changed */
export function rename({ login, name }, changed) {
  const draft = { name };
  const show = () => dialog.refresh();
  const form = sending({ draft, names: ["name"], check: () => blanks(draft, ["name"]), act: save, show });

  async function save() {
    const { data } = await send("PATCH", accountPath(login), { body: { name: draft.name } });
    dialog.close();
    changed(data);
  }

  const dialog = openDialog({
    title: say("rename.title"),
    name: "slim",
    content: () => html`
      <form novalidate @submit=${form.submit} @input=${form.follow}>
        <div class="asks">
          ${ask({ name: "name", label: say("rename.name"), draft, faults: form.faults, autofocus: true })}
        </div>
        <footer>${form.outcome()}${form.button(say(form.busy ? "rename.busy" : "rename.save"))}</footer>
      </form>`,
  });
}

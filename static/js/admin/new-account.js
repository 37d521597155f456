// @ts-check
// new-account.js: the dialog for a new account.  Its first password is best set by its owner,
// so nobody has to carry one: then it begins with one that nobody knows, and a link.

import { html } from "../../vendor/lit-html/lit-html.js";
import { post } from "../api.js";
import { openDialog } from "../dialog.js";
import { ask, blanks } from "../form.js";
import { sending } from "../sending.js";
import { linkShown, makeLink } from "./link.js";
import { say } from "./say.js";

/** @import {Draft, Question} from "../form.js" */
/** @import {AccountEntry} from "../types.js" */
/** @import {Link} from "./link.js" */

/** @param {(account: AccountEntry) => void} made */
export function newAccount(made) {
  /** @type {Draft} */ const draft = { way: "link", is_admin: "no" };
  /** @type {AccountEntry | null} */ let account = null;
  /** @type {Link | null} */ let link = null;
  const names = ["name", "login", "password"];
  const check = () => blanks(draft, draft.way === "link" ? ["name", "login"] : names);
  const form = sending({ draft, names, check, act: make, show: () => dialog.refresh() });

  /** Made but without its link: the next try makes only that. */
  async function make() {
    if (!account) {
      account = await post("/api/accounts", bodyOf(draft));
      made(/** @type {AccountEntry} */ (account));
    }
    if (draft.way === "link") link = await makeLink(/** @type {AccountEntry} */ (account).login);
    else dialog.close();
  }

  const asks = () => html`
    <form novalidate @submit=${form.submit} @input=${form.follow}>
      <div class="asks">${questions(draft).map((question) => ask({ ...question, draft, faults: form.faults }))}</div>
      <footer>${form.outcome()}${form.button(say(form.busy ? "new.busy" : account ? "link.make" : "new.make"))}</footer>
    </form>`;

  const dialog = openDialog({
    title: say("new.title"),
    name: "slim",
    content: () => (account && link ? linkShown(account, link, () => dialog.close()) : asks()),
  });
}

/** @param {Draft} draft @returns {Omit<Question, "draft" | "faults">[]} */
const questions = (draft) => [
  { name: "name", label: say("new.name"), hint: say("new.name.hint"), autofocus: true },
  { name: "login", label: say("new.login"), hint: say("new.login.hint"), code: true },
  { name: "way", label: say("new.way"), choices: [["link", say("new.way.link")], ["password", say("new.way.password")]] },
  ...(draft.way === "password" ? [password] : []),
  { name: "is_admin", label: say("new.is_admin"), choices: [["no", say("new.is_admin.no")], ["yes", say("new.is_admin.yes")]] },
];

/** Shown as it is typed: it will be told. */
const password = {
  name: "password", label: say("new.password"), hint: say("new.password.hint"), autocomplete: "new-password", code: true,
};

/** @param {Draft} draft */
function bodyOf({ name, login, way, password, is_admin }) {
  return { name, login: login.trim(), password: way === "link" ? unknown() : password, is_admin: is_admin === "yes" };
}

/** A password that nobody ever sees: 256 random bits. */
const unknown = () =>
  [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// @ts-check
// project-new.js: the dialog for a new project; it then opens.

import { html } from "../vendor/lit-html/lit-html.js";
import { post } from "./api.js";
import { openDialog } from "./dialog.js";
import { ask, blanks, faultsOf, filled, focusFault, refused, sendButton, typed } from "./form.js";
import { projectPath } from "./frame.js";
import { languageHint, languageList } from "./languages.js";
import { slugOf } from "./slug.js";
import { say } from "./words.js";

/** @import {Draft, Faults, Question} from "./form.js" */
/** @import {OpenDialog} from "./dialog.js" */

const words = ["title", "description"];
const codes = ["slug", "language"];
const required = ["title", "slug"];

/** Kept while the page is open, so a dialog closed by mistake opens as it was. @type {Draft} */
const draft = {};
/** @type {Faults} */ let faults = {};
/** @type {OpenDialog | undefined} */ let dialog;
let busy = false;

export function newProject() {
  dialog = openDialog({ title: say("project.new"), content: form, name: "slim" });
}

const form = () => html`
  <form novalidate @submit=${create} @input=${follow}>
    <div class="asks">
      ${question("title", { autofocus: true })}
      ${question("slug", { code: true, hint: say("project.slug.hint", { slug: draft.slug || "…" }) })}
      ${question("description", { optional: true, rows: 3 })}
      ${question("language", { optional: true, code: true, list: "languages", hint: languages() })}
      ${languageList()}
    </div>
    <footer>
      ${refused(faults)}
      ${sendButton(say("project.create"), busy)}
    </footer>
  </form>`;

/** @param {"title" | "slug" | "description" | "language"} name @param {Partial<Question>} rest */
const question = (name, rest) =>
  ask({ name, label: say(`project.${name}`), draft, faults, ...rest });

const languages = () => languageHint(draft.language, say("project.language.hint"));

/** The address follows the title until it is changed by hand. @param {Event} event */
function follow(event) {
  const { name } = /** @type {HTMLInputElement} */ (event.target);
  const followed = (draft.slug ?? "") === slugOf(draft.title ?? "");
  typed(draft, faults)(event);
  if (name === "title" && followed) draft.slug = slugOf(draft.title);
  dialog?.refresh();
}

/** @param {SubmitEvent} event */
async function create(event) {
  event.preventDefault();
  if (busy) return;
  faults = blanks(draft, required);
  if (Object.keys(faults).length === 0) await save();
  dialog?.refresh();
  focusFault(/** @type {HTMLFormElement} */ (event.target));
}

async function save() {
  busy = true;
  dialog?.refresh();
  try {
    const { slug } = await post("/api/projects", filled(draft, words, codes));
    location.assign(projectPath(slug));
  } catch (error) {
    faults = faultsOf(error, [...words, ...codes]);
    busy = false;
  }
}

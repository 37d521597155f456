// @ts-check
// project-new.js: the dialog for a new project; it then opens.

import { html } from "../vendor/lit-html/lit-html.js";
import { post } from "./api.js";
import { openDialog } from "./dialog.js";
import { ask, faultsOf, filled, focusFault, refused, typed } from "./form.js";
import { projectPath } from "./frame.js";
import { languageHint, languageList } from "./languages.js";
import { slugOf } from "./slug.js";
import { say } from "./words.js";

/** @import {Draft, Faults} from "./form.js" */
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
      ${ask({ name: "title", label: say("project.title"), draft, faults, autofocus: true })}
      ${ask({ name: "slug", label: say("project.slug"), draft, faults, code: true, hint: say("project.slug.hint", { slug: draft.slug || "…" }) })}
      ${ask({ name: "description", label: say("project.description"), draft, faults, optional: true, rows: 3 })}
      ${ask({ name: "language", label: say("project.language"), draft, faults, optional: true, code: true, list: "languages", hint: languageHint(draft.language, say("project.language.hint")) })}
      ${languageList()}
    </div>
    <footer>
      ${refused(faults)}
      <button class="button first" aria-disabled=${busy ? "true" : "false"}>${say("project.create")}</button>
    </footer>
  </form>`;

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
  faults = Object.fromEntries(required.filter((name) => !draft[name]?.trim()).map((name) => [name, say("missing")]));
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

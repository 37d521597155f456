// @ts-check
// add.js: the dialog that adds a statement: a text, pasted or from a file, and what is known of it.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { inProject, post } from "../api.js";
import { dateWords, readDate } from "../dates.js";
import { openDialog } from "../dialog.js";
import { ask, faultsOf, filled, focusFault, refused, sendButton, typed } from "../form.js";
import { projectPath } from "../frame.js";
import { languageHint, languageList } from "../languages.js";
import { state } from "../state.js";
import { titleOf } from "../title.js";
import { say } from "../words.js";
import { actorList, suggestActors } from "./actors.js";
import { draft, forget, keep, textToSend } from "./draft.js";
import { dropArea, textFromFile } from "./file.js";
import { kinds } from "./kinds.js";

/** @import {Faults, Question} from "../form.js" */
/** @import {OpenDialog} from "../dialog.js" */

const actors = ["speaker", "delegation", "on_behalf_of"];
const dates = ["date", "accessed_on"];
const codes = ["date", "language", "source_url", "accessed_on", "kind", ...actors];
const more = /** @type {const} */ ([
  "kind", "place", "forum", "meeting", "agenda_item", "symbol", "publisher", "accessed_on", "licence",
]);
const words = ["title", ...more.filter((name) => !codes.includes(name))];

/** @type {Faults} */ let faults = {};
/** @type {OpenDialog | undefined} */ let dialog;
let busy = false;

/** @param {(id: number) => void} stays called when one was added and the next is to follow */
export function addStatement(stays) {
  dialog = openDialog({
    title: say("add.heading"),
    content: () => form(stays),
    name: "add",
    closed: keep,
  });
}

/** @param {(id: number) => void} stays */
const form = (stays) => html`
  <form novalidate @submit=${submit(stays)} @input=${follow} @change=${keep}
    @dragover=${dropArea} @drop=${drop}>
    <div class="asks">
      ${question("text", { rows: 9, autofocus: true, hint: textHint() })}
      ${fileChoice()}
      ${question("title")}
      ${question("date", { optional: true, hint: dateHint(draft.fields.date) })}
      ${question("language", { optional: true, code: true, list: "languages", hint: languages() })}
      ${question("delegation", { optional: true, list: "actors", hint: say("add.delegation.hint") })}
      ${question("speaker", { optional: true, list: "actors", hint: say("add.speaker.hint") })}
      ${question("on_behalf_of", { optional: true, list: "actors", hint: say("add.on_behalf_of.hint") })}
      ${question("source_url", { optional: true, code: true, type: "url", hint: say("add.source_url.hint") })}
      ${moreFields()}
    </div>
    ${actorList()} ${languageList()}
    <footer>
      ${refused(faults)}
      ${sendButton(say(busy ? "add.busy" : "add.read"), busy)}
      <button class="button" value="stay" aria-disabled=${busy ? "true" : "false"}>${say("add.stay")}</button>
      ${draft.fields.text ? clearButton() : nothing}
    </footer>
  </form>`;

const fileChoice = () => html`
  <p class="row choose">
    <label class="button">${say("add.choose")}<input class="unseen" type="file"
      accept=".txt,text/plain" @change=${choose}></label>
    <span class="aside">${say("add.drop")}</span>
  </p>`;

const clearButton = () => html`
  <button type="button" class="plain" @click=${clear}>${say("add.clear")}</button>`;

const moreFields = () => html`
  <details>
    <summary>${say("add.more")}</summary>
    <div class="asks">${more.map((name) => question(name, { optional: true, ...extra[name] }))}</div>
  </details>`;

/** @param {typeof kinds[number]} kind @returns {[string, string]} */
function named(kind) {
  return [kind, say(`kind.${kind}`)];
}

/** @type {Record<string, Partial<Question>>} */
const extra = {
  kind: { choices: [["", say("add.kind.none")], ...kinds.map(named)] },
  accessed_on: { hint: say("add.date.hint") },
  licence: { hint: say("add.licence.hint") },
};

/**
 * @typedef {"text" | "title" | "date" | "language" | "source_url" |
 *   "speaker" | "delegation" | "on_behalf_of" | typeof more[number]} Name
 */
/** @param {Name} name @param {Partial<Question>} [rest] */
const question = (name, rest = {}) =>
  ask({ name, label: say(`add.${name}`), draft: draft.fields, faults, ...rest });

const languages = () => languageHint(draft.fields.language, say("add.language.hint"));

/** @param {string | undefined} typedDate */
function dateHint(typedDate) {
  const date = readDate(typedDate ?? "");
  return date ? dateWords(date) : say("add.date.hint");
}

/** Where the words come from, when from a file. */
function textHint() {
  const { file, fields } = draft;
  if (!file) return undefined;
  return say(fields.text === file.shown ? "add.file.exact" : "add.file.edited", { name: file.name });
}

/** Keeps what is typed; the title follows the text until it is changed by hand. @param {Event} event */
function follow(event) {
  const { name, value } = /** @type {HTMLInputElement} */ (event.target);
  typed(draft.fields, faults)(event);
  if (name === "title") draft.titled = value !== "";
  if (name === "text") suggestTitle();
  if (actors.includes(name)) suggestActors(value, refresh);
  refresh();
}

function suggestTitle() {
  if (draft.titled) return;
  draft.fields.title = titleOf(draft.fields.text ?? "");
  delete faults.title;
}

/** @param {Event} event */
async function choose(event) {
  const input = /** @type {HTMLInputElement} */ (event.target);
  event.stopPropagation();
  const [file] = input.files ?? [];
  if (file) await take(file);
  input.value = ""; // the same file may be chosen again, mended
}

/** @param {DragEvent} event */
async function drop(event) {
  const [file] = event.dataTransfer?.files ?? [];
  if (!file) return;
  event.preventDefault();
  await take(file);
}

/** @param {File} file */
async function take(file) {
  const { fault, ...read } = await textFromFile(file);
  faults = fault ? { text: fault } : {};
  if (read.file) {
    draft.file = read.file;
    draft.fields.text = read.file.shown;
    suggestTitle();
    keep();
  }
  refresh();
  dialog?.element.querySelector("textarea")?.focus();
}

/** @param {(id: number) => void} stays */
const submit = (stays) => async (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  if (busy) return;
  const { value } = /** @type {HTMLButtonElement} */ (event.submitter ?? {});
  faults = check();
  if (Object.keys(faults).length === 0) await save(value === "stay" ? stays : read);
  refresh();
  focusFault(/** @type {HTMLFormElement} */ (event.target));
};

/** What can be told without the server. @returns {Faults} */
function check() {
  /** @type {Faults} */
  const found = {};
  if (!draft.fields.text) found.text = say("add.text.missing");
  if (/\p{Surrogate}/u.test(textToSend())) found.text = say("add.text.broken");
  if (!draft.fields.title?.trim()) found.title = say("add.title.missing");
  for (const name of dates) {
    if (draft.fields[name]?.trim() && !readDate(draft.fields[name])) found[name] = say("add.date.wrong");
  }
  return found;
}

/** @param {(id: number) => void} then */
async function save(then) {
  busy = true;
  refresh();
  keep();
  try {
    const { id } = await post(inProject("statements"), body());
    forget();
    if (then !== read) dialog?.close();
    then(id);
  } catch (error) {
    faults = faultsOf(error, ["text", ...words, ...codes]);
  }
  busy = false;
}

function body() {
  const known = filled(draft.fields, words, codes);
  for (const name of dates) if (known[name]) known[name] = readDate(known[name]) ?? known[name];
  return { ...known, text: textToSend() };
}

/** @param {number} id */
function read(id) {
  location.assign(projectPath(state.project?.slug ?? "", `/s/${id}`));
}

function clear() {
  forget();
  faults = {};
  refresh();
  dialog?.element.querySelector("textarea")?.focus();
}

const refresh = () => dialog?.refresh();

// @ts-check
// edit-facts.js: one line of the colophon while it is changed: its fields, what is wrong with
// them beside each, and what somebody else wrote meanwhile.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { dateWords, readDate } from "../dates.js";
import { ask, blanks, idOf } from "../form.js";
import { languageHint, languageList } from "../languages.js";
import { actorList, suggestActors } from "../library/actors.js";
import { kinds } from "../library/kinds.js";
import { sending } from "../sending.js";
import { say as sayAlways } from "../words.js";
import { actors, Meanwhile, save, statement, valueOf, valuesOf } from "./facts.js";
import { say } from "./say-colophon.js";

/** @import {Draft, Faults, Question} from "../form.js" */
/** @typedef {"title" | "speaker" | "delegation" | "on_behalf_of" | "forum" | "meeting" | "agenda_item" | "date" |
 *   "place" | "kind" | "symbol" | "publisher" | "source_url" | "accessed_on" | "licence" | "language"} Name */

const dates = ["date", "accessed_on"];
/** Codes lose the blanks around them. */
const codes = [...dates, "source_url", "language", ...actors];
/** @type {Draft} */ let draft = {};
/** names: of the line that is open; base: what was there when the writing began */
const shown = { names: /** @type {string[]} */ ([]), base: /** @type {Draft} */ ({}), met: false };
/** @type {ReturnType<typeof sending> | undefined} */ let form;

/** @param {string} name */
export const editing = (name) => shown.names[0] === name;

/** @param {string[]} names @param {() => void} draw */
export function open(names, draw) {
  draft = valuesOf(names);
  Object.assign(shown, { names, base: { ...draft }, met: false });
  form = sending({
    draft, names, show: draw, check,
    act: () => keep(draw),
    explain: (error) => (error instanceof Meanwhile ? {} : null),
  });
  draw();
  document.getElementById(idOf(names[0]))?.focus();
}

/** @param {() => void} draw */
function close(draw) {
  const [name] = shown.names;
  Object.assign(shown, { names: [], met: false });
  draw();
  const button = document.getElementById(`change-${name}`);
  (button?.closest("details:not([open])")?.querySelector("summary") ?? button)?.focus();
}

/** @returns {Faults} */
function check() {
  for (const name of shown.names.filter((one) => codes.includes(one))) draft[name] = draft[name].trim();
  const wrong = dates.filter((name) => draft[name] && !readDate(draft[name]));
  return {
    ...(shown.names.includes("title") ? blanks(draft, ["title"]) : {}),
    ...Object.fromEntries(wrong.map((name) => [name, sayAlways("add.date.wrong")])),
  };
}

/** @param {() => void} draw */
async function keep(draw) {
  for (const name of dates) if (draft[name]) draft[name] = readDate(draft[name]) ?? draft[name];
  try {
    await save(draft, shown.base);
  } catch (error) {
    if (error instanceof Meanwhile) Object.assign(shown, { base: valuesOf(shown.names), met: true });
    throw error;
  }
  close(draw);
}

/** @param {string[]} names @param {() => void} draw */
export function editor(names, draw) {
  if (!form) return nothing;
  const { faults, submit, outcome, button, busy } = form;
  return html`
    <form novalidate class="asks" @submit=${submit} @input=${follow(draw)} @keydown=${leaveBy(draw)}>
      ${names.map((name) => question(/** @type {Name} */ (name), faults))}
      ${names.some((name) => actors.includes(name)) ? actorList() : nothing}
      ${names.includes("language") ? languageList() : nothing}
      <div role="alert">${shown.met ? names.map(theirs) : nothing}</div>
      ${outcome()}
      <p class="row">
        ${button(say(busy ? "busy" : shown.met ? "save.mine" : "save"))}
        ${shown.met ? html`<button type="button" class="button" @click=${() => close(draw)}>${say("theirs")}</button>`
          : html`<button type="button" class="plain" @click=${() => close(draw)}>${sayAlways("cancel")}</button>`}
      </p>
    </form>`;
}

/** @param {string} name */
function theirs(name) {
  const now = valueOf(name);
  if (now === draft[name]) return nothing;
  return html`<p class="hint">${say(now ? "conflict" : "conflict.none")}</p>
    ${now ? html`<blockquote class="quote" dir="auto">${now}</blockquote>` : nothing}`;
}

/** @type {Partial<Record<Name, () => Partial<Question>>>} */
const extra = {
  title: () => ({ rows: 3 }),
  date: () => ({ hint: dateHint("date") }),
  accessed_on: () => ({ hint: dateHint("accessed_on") }),
  kind: () => ({ choices: [["", sayAlways("add.kind.none")], ...kinds.map(
    (kind) => /** @type {[string, string]} */ ([kind, sayAlways(`kind.${kind}`)]))] }),
  source_url: () => ({ code: true, type: "url", hint: sayAlways("add.source_url.hint") }),
  licence: () => ({ hint: sayAlways("add.licence.hint") }),
  language: () => ({ code: true, list: "languages", hint: languageHint(draft.language, sayAlways("add.language.hint")) }),
};

/** @param {Name} name @param {Faults} faults */
const question = (name, faults) => ask({
  name, label: sayAlways(`add.${name}`), draft, faults,
  ...(actors.includes(name) ? { list: "actors", hint: say("actor.hint") } : {}),
  ...extra[name]?.(),
});

/** @param {string} name */
function dateHint(name) {
  const date = readDate(draft[name] ?? "");
  return date ? dateWords(date) : sayAlways("add.date.hint");
}

/** @param {() => void} draw */
const follow = (draw) => (/** @type {Event} */ event) => {
  const { name, value } = /** @type {HTMLInputElement} */ (event.target);
  if (actors.includes(name)) suggestActors(value, draw);
  form?.follow(event);
};

/** The desk's own keys do not hear it. @param {() => void} draw */
const leaveBy = (draw) => (/** @type {KeyboardEvent} */ event) => {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  close(draw);
};

// @ts-check
// facts.js: title, description and language, changed where they stand.  Whoever is late sees
// what the other wrote, and chooses; a change to another of the three is in nobody's way.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { Refusal } from "../api.js";
import { ask, blanks, idOf } from "../form.js";
import { languageHint, languageList, languageName } from "../languages.js";
import { part } from "../part.js";
import { sending } from "../sending.js";
import { say as sayAlways } from "../words.js";
import { change, project, take } from "./project.js";
import { say } from "./say.js";

/** @import {Draft, Question} from "../form.js" */

const names = /** @type {const} */ (["title", "description", "language"]);
/** @typedef {typeof names[number]} Name */

/** What is there of it; the API takes "" for nothing. @param {Name} name */
const valueOf = (name) => project[name] ?? "";

/** @param {() => void} show */
export function factsPart(show) {
  /** @type {Draft} */
  const draft = {};
  /** base: what was there when the writing began; conflict: it is something else by now */
  const shown = { open: /** @type {Name | ""} */ (""), base: "", conflict: false };

  const form = sending({
    draft,
    names,
    show,
    check: () => (shown.open === "title" ? blanks(draft, ["title"]) : {}),
    act: () => save(/** @type {Name} */ (shown.open)),
    explain: () => (shown.conflict ? {} : null),
  });

  /** @param {Name} name */
  async function save(name) {
    if (draft[name] !== shown.base || shown.conflict) await send(name);
    close(name);
    return say(`fact.saved.${name}`);
  }

  /** Somebody else may have changed this one, or only another. @param {Name} name */
  async function send(name) {
    try {
      await change({ [name]: draft[name] });
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 412) throw error;
      take(error.current);
      const meanwhile = valueOf(name) !== shown.base && valueOf(name) !== draft[name];
      Object.assign(shown, { base: valueOf(name), conflict: meanwhile });
      if (meanwhile) throw error;
      await change({ [name]: draft[name] });
    }
  }

  /** @param {Name} name */
  function open(name) {
    draft[name] = valueOf(name);
    Object.assign(shown, { open: name, base: draft[name], conflict: false });
    Object.assign(form, { faults: {}, note: "" });
    show();
    document.getElementById(idOf(name))?.focus();
  }

  /** @param {Name} name */
  function close(name) {
    Object.assign(shown, { open: "", conflict: false });
    show();
    document.getElementById(`change-${name}`)?.focus();
  }

  /** @param {Name} name */
  const editor = (name) => html`
    <li class="editing">
      <form novalidate @submit=${form.submit} @input=${form.follow} @keydown=${leaveBy(() => close(name))}>
        ${question(name, draft, { faults: form.faults })}
        <div role="alert">${shown.conflict ? theirs(name) : nothing}</div>
        ${form.outcome()}
        <div class="row">
          ${form.button(say(form.busy ? "fact.busy" : shown.conflict ? "fact.save.mine" : "fact.save"))}
          ${shown.conflict ? html`<button type="button" class="button"
            @click=${() => close(name)}>${say("fact.theirs")}</button>` : nothing}
          <button type="button" class="plain" @click=${() => close(name)}>${sayAlways("cancel")}</button>
        </div>
      </form>
    </li>`;

  return () => part({
    name: "project",
    title: say("facts"),
    about: say("facts.about"),
    body: html`
      <ul class="rows">${names.map((name) => (name === shown.open ? editor(name) : fact(name, () => open(name))))}</ul>
      ${languageList()}
      ${form.status()}`,
  });
}

/** @param {Name} name */
const theirs = (name) => html`
  <p class="hint">${say(valueOf(name) ? "fact.conflict" : "fact.conflict.none")}</p>
  ${valueOf(name) ? html`<blockquote class="quote" dir="auto">${valueOf(name)}</blockquote>` : nothing}`;

/** @param {Name} name @param {() => void} open */
const fact = (name, open) => html`
  <li>
    <div>
      <h3 class="label">${say(`fact.${name}`)}</h3>
      ${shownValue(name)}
    </div>
    <button type="button" class="plain" id=${`change-${name}`} aria-label=${say(`fact.change.${name}`)}
      @click=${open}>${say("fact.change")}</button>
  </li>`;

/** @param {Name} name */
function shownValue(name) {
  const value = valueOf(name);
  if (!value) return html`<p class="aside">${say("fact.none")}</p>`;
  if (name === "language") return html`<p class="value">${languageName(value)} <code>${value}</code></p>`;
  return html`<p class=${`quote ${name}`} dir="auto">${value}</p>`;
}

/** @param {Name} name @param {Draft} draft @param {Pick<Question, "faults">} rest */
function question(name, draft, rest) {
  const label = say(`fact.${name}`);
  if (name === "description") return ask({ name, label, draft, rows: 4, optional: true, ...rest });
  if (name === "title") return ask({ name, label, draft, ...rest });
  const hint = languageHint(draft.language, say("fact.language.hint"));
  return ask({ name, label, draft, hint, list: "languages", code: true, optional: true, ...rest });
}

/** @param {() => void} leave */
const leaveBy = (leave) => (/** @type {KeyboardEvent} */ event) => {
  if (event.key === "Escape") leave();
};

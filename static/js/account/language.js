// @ts-check
// language.js: in which language the pages speak to one.

import { html } from "../../vendor/lit-html/lit-html.js";
import { ask } from "../form.js";
import { ownName } from "../languages.js";
import { changeSettings } from "../own-settings.js";
import { part } from "../part.js";
import { leaving, sending } from "../sending.js";
import { state } from "../state.js";
import { say } from "./say.js";

/** @type {[value: string, label: string][]} */
const choices = [["", say("language.browser")], ...(state.languages ?? []).map(
  (tag) => /** @type {[string, string]} */ ([tag, ownName(tag)]),
)];

/** @param {() => void} show */
export function languagePart(show) {
  const draft = { language: String(state.settings?.language ?? "") };
  const form = sending({ draft, names: ["language"], check: () => ({}), act: save, show });

  /** Then the page comes again, in that language. */
  async function save() {
    await changeSettings(({ language: _, ...others }) => (draft.language ? { ...others, language: draft.language } : others));
    location.reload();
    return leaving();
  }

  return () => part({
    name: "language",
    title: say("language"),
    about: say("language.about"),
    body: html`
      <form novalidate @submit=${form.submit} @input=${form.follow}>
        <div class="asks">
          ${ask({ name: "language", label: say("language.label"), draft, faults: form.faults, choices })}
        </div>
        ${form.outcome()}
        <p class="row">${form.button(say(form.busy ? "language.busy" : "language.save"), "button")}${form.status()}</p>
      </form>`,
  });
}

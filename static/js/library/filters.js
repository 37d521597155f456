// @ts-check
// filters.js: the questions that narrow the library down, at its side.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { readDate } from "../dates.js";
import { ask } from "../form.js";
import { seen } from "../nameless.js";
import { flat } from "../tags.js";
import { actorList, suggestActors } from "./actors.js";
import { filtersOf } from "./asked.js";
import { say } from "./say.js";

/** @import {Draft, Faults} from "../form.js" */
/** @import {TagNode} from "../tags.js" */
/** @import {CodingState, Stance} from "../types.js" */
/** @import {Asked, Name} from "./asked.js" */
/**
 * @typedef {object} FilterParts
 * @property {Asked} asked
 * @property {Faults} faults by filter
 * @property {string} found how many there are, in words
 * @property {readonly TagNode[]} tree
 * @property {readonly Stance[]} stances
 * @property {Record<CodingState, number>} counts
 * @property {(change: Partial<Asked>) => void} changed
 * @property {() => void} refresh
 */

const pause = 250; // milliseconds after the last letter
const states = /** @type {const} */ (["not started", "in progress", "done"]);
const dates = ["from", "to"];
/** Its fields are named apart from those of the dialog that adds a statement. */
const prefix = "by-";
/** @type {Draft} what stands in the fields */ const draft = {};
/** @type {Faults} what cannot be asked */ const own = {};
/** @type {ReturnType<typeof setTimeout> | undefined} */ let waiting;

/** @param {FilterParts} parts */
export function filterForm(parts) {
  for (const [name, value] of Object.entries(parts.asked)) draft[prefix + name] ??= value;
  const hidden = filtersOf(parts.asked).filter((name) => name !== "q" && name !== "state");
  return html`
    <search class="facets asks" aria-label=${say("filters")} @change=${chosen(parts)} @input=${typing(parts)}>
      ${words(parts)}
      ${coding(parts)}
      <details ?open=${isWide()}>
        <summary>${hidden.length ? say("filters.set", { n: hidden.length }) : say("filters")}</summary>
        <div class="asks">
          ${question(parts, "delegation", { list: "known-actors" })}
          ${question(parts, "speaker", { list: "known-actors" })}
          ${parts.tree.length ? question(parts, "tag", { choices: tagChoices(parts) }) : nothing}
          ${question(parts, "stance", { choices: stanceChoices(parts) })}
          ${question(parts, "from", { code: true })}
          ${question(parts, "to", { code: true, hint: say("date.hint") })}
        </div>
      </details>
      ${actorList("known-actors")}
      ${filtersOf(parts.asked).length ? html`<p><button type="button" class="link"
        @click=${() => clear(parts)}>${say("clear")}</button></p>` : nothing}
    </search>`;
}

/** The fields show what is asked again. @param {Asked} asked */
export function showAsked(asked) {
  clearTimeout(waiting);
  for (const [name, value] of Object.entries(asked)) draft[prefix + name] = value;
  for (const name of Object.keys(own)) delete own[name];
}

/** @param {FilterParts} parts */
const words = (parts) => html`
  <div class="ask">
    <label for="q">${say("q")}</label>
    <input class="field" id="q" name=${prefix + "q"} type="search" autocomplete="off" dir="auto"
      .value=${live(draft[prefix + "q"] ?? "")} @keydown=${askAtOnce(parts)}>
    <p class="aside" role="status">${parts.found}</p>
  </div>`;

/** @param {FilterParts} parts */
const coding = ({ asked, counts }) => html`
  <fieldset class="choices">
    <legend>${say("state")}</legend>
    ${["", ...states].map((state) => html`
    <label><input type="radio" name=${prefix + "state"} value=${state} .checked=${live(asked.state === state)}>
      ${say(state ? /** @type {"state.done"} */ (`state.${state}`) : "state.all")}
      ${state ? html`<span class="num">${say("count", { n: counts[/** @type {CodingState} */ (state)] })}</span>` : nothing}
    </label>`)}
  </fieldset>`;

/** Wide pages have room for all of them; on narrow ones the list comes first. */
const isWide = () => matchMedia("(min-width: 60.01rem)").matches;

/** @param {FilterParts} parts @param {Exclude<Name, "q" | "state">} name @param {object} more */
const question = ({ faults }, name, more) => ask({
  name: prefix + name, label: say(name), draft, faults: { [prefix + name]: own[name] ?? faults[name] ?? "" }, ...more,
});

/** @param {FilterParts} parts @returns {[string, string][]} */
const tagChoices = ({ tree }) => [["", say("tag.all")], ...flat(tree).map(
  ({ tag, depth }) => /** @type {[string, string]} */ ([tag.key, "\u2003".repeat(depth) + seen(tag.label, tag.key)]),
)];

/** @param {FilterParts} parts @returns {[string, string][]} */
const stanceChoices = ({ stances }) => [["", say("stance.all")], ...stances.map(
  ({ key, label }) => /** @type {[string, string]} */ ([key, label]),
)];

/** @param {Event} event @returns {[Name, string]} */
function fieldOf(event) {
  const { name, value } = /** @type {HTMLInputElement} */ (event.target);
  return [/** @type {Name} */ (name.slice(prefix.length)), value];
}

/** @param {FilterParts} parts */
const typing = ({ changed, refresh }) => (/** @type {Event} */ event) => {
  const [name, value] = fieldOf(event);
  draft[prefix + name] = value;
  delete own[name];
  if (name === "speaker" || name === "delegation") suggestActors(value, refresh);
  if (name !== "q") return;
  clearTimeout(waiting);
  waiting = setTimeout(() => changed({ q: value }), pause);
};

/** @param {FilterParts} parts */
const askAtOnce = ({ changed }) => (/** @type {KeyboardEvent} */ event) => {
  if (event.key !== "Enter") return;
  clearTimeout(waiting);
  changed({ q: draft[prefix + "q"] ?? "" });
};

/** @param {FilterParts} parts */
const chosen = ({ changed, refresh }) => (/** @type {Event} */ event) => {
  const [name, value] = fieldOf(event);
  if (name === "q") return;
  const date = dates.includes(name) ? readDate(value) : value.trim();
  if (value.trim() && !date) {
    own[name] = say("date.wrong");
    refresh();
    return;
  }
  draft[prefix + name] = date ?? "";
  changed({ [name]: date ?? "" });
};

/** @param {FilterParts} parts */
function clear({ asked, changed }) {
  changed(Object.fromEntries(Object.keys(asked).map((name) => [name, ""])));
}

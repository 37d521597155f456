// @ts-check
// filter-view.js: how the filter looks: its menus in the bar, where that is wide, else behind
// one button; and a sentence that says how many are shown, with the way back to all.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { openDialog } from "../dialog.js";
import { facets } from "./filter.js";
import { say } from "./say-finding.js";
import { quiet } from "./signs.js";

/** @import {Facet} from "./filter.js" */
/** @import {Filtering, Option} from "./filtering.js" */

/** The menus; where there is no room for them, one button. @param {Filtering} filtering */
export const filterBar = (filtering) => (filtering.count().all || filtering.active ? html`
  <div class="filter" role="group" aria-label=${say("filter.group")}>
    ${facets.filter((facet) => filtering.isOffered(facet)).map((facet) => menu(facet, filtering))}
  </div>
  ${quiet(filtering.active ? say("filter.open.on", { n: filtering.active }) : say("filter.open"), () => openFilter(filtering),
    { also: filtering.active ? "filter-opens on" : "filter-opens" })}` : nothing);

/** @param {Facet} facet @param {Filtering} filtering @param {string} [id] where its label stands beside it */
function menu(facet, filtering, id) {
  const now = filtering.choice[facet];
  const ask = () => filtering.ask(facet);
  return html`<span class=${now ? "pick on" : "pick"}><select class=${id ? "field" : "plain"} id=${id ?? nothing}
    aria-label=${id ? nothing : say(`filter.${facet}`)} @pointerdown=${ask} @focus=${ask} @blur=${() => filtering.asksNoMore()} @keydown=${leave}
    @change=${(/** @type {Event} */ event) => filtering.choose(facet, valueOf(event))}>
    <option value="" .selected=${!now}>${say(`filter.${facet}.all`)}</option>
    ${filtering.options(facet).map((option) => html`
      <option value=${option.key} .selected=${option.key === now}>${wordsOf(option)}</option>`)}
  </select></span>`;
}

/** @param {Option} option */
const wordsOf = ({ label, n, depth }) => "\u2003".repeat(depth) + say("filter.option", { label, n });

/** @param {Event} event */
const valueOf = ({ target }) => /** @type {HTMLSelectElement} */ (target).value;

/** Esc: back to the text. @param {KeyboardEvent} event */
function leave({ key, target }) {
  if (key !== "Escape" || !(target instanceof HTMLElement) || target.closest("dialog")) return;
  /** @type {HTMLElement | null} */ (document.querySelector("article.text"))?.focus({ preventScroll: true });
}

/** By key: the first menu, or the sheet with all of them. @param {Filtering} filtering */
export function goToFilter(filtering) {
  /** @type {HTMLElement | null} */
  const first = document.querySelector(".filter select");
  if (first?.checkVisibility()) first.focus();
  else if (filtering.count().all || filtering.active) openFilter(filtering);
  else return false;
}

/** @param {Filtering} filtering */
function openFilter(filtering) {
  const content = () => html`
    <div class="asks">${facets.filter((facet) => filtering.isOffered(facet)).map((facet) => html`
      <div class="ask"><label for=${`filter-${facet}`}>${say(`filter.${facet}`)}</label>
        ${menu(facet, filtering, `filter-${facet}`)}</div>`)}</div>
    <footer>${sentence(filtering)}
      <button type="button" class="button first" @click=${() => dialog.close()}>${say("filter.done")}</button></footer>`;
  const dialog = openDialog({ title: say("filter.title"), name: "filter-sheet", content, closed: () => { filtering.sheet = null; } });
  filtering.sheet = dialog;
}

/** @param {Filtering} filtering */
export const filterLine = (filtering) => html`<div class="shown-line">${sentence(filtering)}</div>`;

/** @param {Filtering} filtering */
const sentence = (filtering) => html`<p class="shown" role="status">${filtering.active ? html`
  <span class="num">${howMany(filtering)}</span>
  ${advice(filtering)}
  ${quiet(say("filter.all"), () => filtering.showAll())}` : nothing}</p>`;

/** @param {Filtering} filtering */
function howMany(filtering) {
  const { n, all, besides } = filtering.count();
  if (!n) return say("filter.none", { all });
  return say(besides ? "filter.shown.besides" : "filter.shown", { n, all, besides });
}

/** What to leave out, where nothing is shown. @param {Filtering} filtering */
function advice(filtering) {
  const { n, besides } = filtering.count();
  if (n - besides) return nothing;
  return filtering.drops().slice(0, 2).map(({ facet, label, n }) =>
    quiet(say("filter.drop", { label, n }), () => filtering.choose(facet, "")));
}

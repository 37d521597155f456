// @ts-check
// drop.js: an empty list says which filter stands in its way: each is left out once, and those
// without which there is something are offered.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { get, inProject } from "../api.js";
import { filtersOf, questionOf, without } from "./asked.js";
import { say } from "./say.js";

/** @import {Asked, Name} from "./asked.js" */
/** @typedef {{name: Name, n: number, more: boolean}} Way leaving out this one gives n statements, or more */
/**
 * @typedef {object} DropParts
 * @property {Asked} asked
 * @property {(name: Name) => string} nameOf a filter, as it is set
 * @property {(change: Partial<Asked>) => void} changed
 * @property {() => void} refresh
 */

/** Of which question the ways are known, or being looked for. @type {{of: string, found: Way[] | null}} */
const ways = { of: "", found: null };

/** @param {DropParts} parts */
export function nothingFound(parts) {
  const names = filtersOf(parts.asked);
  if (names.length > 1) look(parts, names);
  return html`
    <section class="empty">
      <h2>${say(names.length > 1 ? "nothing" : "nothing.one")}</h2>
      ${names.includes("q") ? html`<p>${say("nothing.words")}</p>` : nothing}
      <div role="status">${names.length > 1 ? offers(parts) : nothing}</div>
      <p class="row"><button type="button" class="button"
        @click=${() => parts.changed(Object.fromEntries(names.map((name) => [name, ""])))}>${say("all")}</button></p>
    </section>`;
}

/** @param {DropParts} parts */
function offers({ nameOf, changed }) {
  if (!ways.found) return html`<p>${say("nothing.looking")}</p>`;
  if (!ways.found.length) return html`<p>${say("nothing.several")}</p>`;
  return html`<p>${say("nothing.drop")}</p>
    <ul class="ways">${ways.found.map(({ name, n, more }) => html`
      <li><button type="button" class="link" @click=${() => changed({ [name]: "" })}>${
        say("without", { filter: nameOf(name) })}</button>
        <span class="aside num">${say(more ? "without.more" : "without.n", { n })}</span></li>`)}</ul>`;
}

/** @param {DropParts} parts @param {Name[]} names */
async function look({ asked, refresh }, names) {
  const of = questionOf(asked);
  if (ways.of === of) return;
  Object.assign(ways, { of, found: null });
  const found = (await Promise.all(names.map((name) => wayWithout(asked, name)))).flat();
  if (ways.of !== of) return;
  ways.found = found;
  refresh();
}

/** @param {Asked} asked @param {Name} name @returns {Promise<Way[]>} */
async function wayWithout(asked, name) {
  try {
    const { items, next } = await get(inProject("statements") + questionOf(without(asked, name)));
    return items.length ? [{ name, n: items.length, more: next !== null }] : [];
  } catch {
    return []; // it is not offered then; all statements always are
  }
}

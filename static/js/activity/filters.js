// @ts-check
// filters.js: whose deeds, of what kind, on which statement; kept in the address.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { get, inProject } from "../api.js";
import { ask } from "../form.js";
import { seen } from "../nameless.js";
import { say } from "./say.js";

/** @import {ActionKind, MemberRef, StatementRef} from "../types.js" */
/** @typedef {{member: string, kind: string, statement: string}} Filters empty: all */
/**
 * @typedef {object} FilterParts
 * @property {Filters} filters
 * @property {readonly MemberRef[]} members
 * @property {string} title of the statement that is asked for
 * @property {(change: Partial<Filters>) => void} changed
 * @property {() => void} refresh
 */

const names = /** @type {const} */ (["member", "kind", "statement"]);
/** In the order in which they are offered. @type {ActionKind[]} */
const kinds = [
  "highlight_put", "highlight_patch", "highlight_delete",
  "paragraph_leave", "paragraph_return",
  "statement_create", "import", "statement_code", "statement_change", "statement_delete", "purge", "undo",
  "tag_create", "codebook_import",
  "member_add", "member_change", "member_remove", "member_join",
  "project_create", "project_change",
];
const pause = 250; // milliseconds after the last letter
const offered = 6;

/** @type {{words: string, found: StatementRef[] | null}} */
const search = { words: "", found: null };
/** @type {ReturnType<typeof setTimeout> | undefined} */ let waiting;
/** @type {AbortController | undefined} */ let asking;

/** @returns {Filters} */
export function filtersInAddress() {
  const query = new URLSearchParams(location.search);
  return { member: query.get("member") ?? "", kind: query.get("kind") ?? "", statement: query.get("statement") ?? "" };
}

/** @param {Filters} filters */
export function keepInAddress(filters) {
  history.replaceState(null, "", location.pathname + questionOf(filters));
}

/** What stands behind a path to ask for them. @param {Filters} filters */
export function questionOf(filters) {
  const asked = names.filter((name) => filters[name]).map((name) => [name, filters[name]]);
  return asked.length ? `?${new URLSearchParams(asked)}` : "";
}

/** @param {Filters} filters */
export const isFiltered = (filters) => names.some((name) => filters[name]);

/** @param {FilterParts} parts */
export const filterForm = (parts) => html`
  <search class="facets asks" aria-label=${say("filter")} @change=${chosen(parts)}>
    ${choice("member", parts, parts.members.map(({ id, name }) => [String(id), seen(name, say("nameless"))]))}
    ${choice("kind", parts, kinds.map((kind) => [kind, say(`kind.${kind}`)]))}
    ${parts.filters.statement ? chosenStatement(parts) : statementSearch(parts)}
    ${isFiltered(parts.filters) ? html`<p><button type="button" class="link"
      @click=${() => clear(parts)}>${say("filter.clear")}</button></p>` : nothing}
  </search>`;

/** @param {"member" | "kind"} name @param {FilterParts} parts @param {[string, string][]} choices */
const choice = (name, { filters }, choices) => ask({
  name,
  label: say(`filter.${name}`),
  draft: filters,
  faults: {},
  choices: [["", say(`filter.${name}.all`)], ...choices],
});

/** @param {FilterParts} parts */
const chosen = ({ changed }) => (/** @type {Event} */ event) => {
  const { name, value } = /** @type {HTMLSelectElement} */ (event.target);
  if (name) changed({ [name]: value });
};

/** @param {FilterParts} parts */
const chosenStatement = ({ title, changed }) => html`
  <div class="ask">
    <span class="label">${say("filter.statement")}</span>
    <p class="quote" dir="auto">${title}</p>
    <p><button type="button" class="link" id="all-statements"
      @click=${() => changed({ statement: "" })}>${say("filter.statement.clear")}</button></p>
  </div>`;

/** @param {FilterParts} parts */
const statementSearch = (parts) => html`
  <div class="ask">
    <label for="statement-words">${say("filter.statement")}</label>
    <input class="field" id="statement-words" type="search" autocomplete="off" dir="auto"
      placeholder=${say("filter.statement.words")} .value=${search.words} @input=${typing(parts)}>
    <div role="status">${search.found?.length === 0 ? html`
      <p class="aside">${say("filter.statement.none")}</p>` : nothing}</div>
    <ul class="offers">${(search.found ?? []).map((statement) => html`
      <li><button type="button" class="link quote" dir="auto"
        @click=${() => pick(parts, statement)}>${seen(statement.title, say("nameless"))}</button></li>`)}
    </ul>
  </div>`;

/** @param {FilterParts} parts @param {StatementRef} statement */
function pick({ changed }, { id }) {
  Object.assign(search, { words: "", found: null });
  changed({ statement: String(id) });
}

/** @param {FilterParts} parts */
function clear({ changed }) {
  Object.assign(search, { words: "", found: null });
  changed({ member: "", kind: "", statement: "" });
}

/** @param {FilterParts} parts */
const typing = ({ refresh }) => (/** @type {Event} */ event) => {
  search.words = /** @type {HTMLInputElement} */ (event.target).value;
  clearTimeout(waiting);
  waiting = setTimeout(() => look(refresh), pause);
};

/** @param {() => void} refresh */
async function look(refresh) {
  asking?.abort();
  const mine = (asking = new AbortController());
  const q = search.words.trim();
  try {
    const query = new URLSearchParams({ q, limit: String(offered) });
    const found = q ? (await get(`${inProject("statements")}?${query}`, { signal: mine.signal })).items : null;
    search.found = found;
    refresh();
  } catch {
    // No offers then: the other filters work without them.
  }
}

// @ts-check
// library.js: the statements of a project, newest first, and a new one.

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { get, inProject, wordsOf } from "./api.js";
import { byMonth, monthWords } from "./dates.js";
import { mountFrame } from "./frame.js";
import { addStatement } from "./library/add.js";
import { commonPlace, entry } from "./library/entry.js";
import { askRemoval, mayRemove, removalNote } from "./removal.js";
import { mayWrite, state } from "./state.js";
import { say } from "./words.js";

/** @import {List, StatementEntry} from "./types.js" */

const pause = 250; // milliseconds after the last letter

const shown = {
  items: state.statements?.items ?? [],
  next: state.statements?.next ?? null,
  q: "",
  busy: false,
  fault: "",
};
const note = removalNote({ show, back: ({ id, highlights }) => { count(1, highlights); arrive(id); } });
/** @type {AbortController | undefined} the question on its way */ let asking;
/** @type {ReturnType<typeof setTimeout> | undefined} */ let waiting;

const total = () => state.project?.statements ?? 0;
const isEmpty = () => total() === 0 && shown.items.length === 0 && !shown.q;

const page = () => html`
  <header>
    <div><h1>${say("library.title")}</h1>${isEmpty() ? nothing : counts()}</div>
    ${mayWrite && !isEmpty() ? addButton() : nothing}
  </header>
  ${isEmpty() ? html`${note.draw()}${empty()}` : html`${search()}${catalogue()}`}`;

const counts = () => html`
  <p class="num">${say("statements", { n: total() })},
    ${say("highlights", { n: state.project?.highlights ?? 0 })}</p>`;

const addButton = () => html`
  <button type="button" class="button first"
    @click=${() => addStatement(added)}>${say("library.add")}</button>`;

const search = () => html`
  <search class="facets">
    <label class="label" for="q">${say("library.search")}</label>
    <input class="field" id="q" type="search" autocomplete="off" dir="auto"
      .value=${live(shown.q)} @input=${typing} @keydown=${askAtOnce}>
    <p class="aside" role="status">${found()}</p>
  </search>`;

const catalogue = () => html`
  <div class="catalogue" aria-busy=${shown.busy ? "true" : "false"}>
    ${note.draw()}
    ${byMonth(shown.items).map(month)}
    ${shown.items.length || shown.busy || shown.fault ? nothing : nothingFound()}
    ${shown.fault ? failed() : nothing}
    ${shown.next ? older() : nothing}
  </div>`;

const failed = () => html`
  <p class="refused" role="alert">${shown.fault}
    <button type="button" class="link" @click=${again}>${say("again")}</button></p>`;

const older = () => html`
  <p class="more-rows">
    <button type="button" class="button" aria-disabled=${shown.busy ? "true" : "false"}
      @click=${more}>${say("library.older")}</button>
    <span class="aside num">${held()}</span>
  </p>`;

/** How much of it is here; of a search, nobody has counted the whole. */
function held() {
  const here = shown.items.length;
  return shown.q ? say("library.first", { n: here }) : say("library.shown", { here, n: total() });
}

/** @param {{month: string, items: StatementEntry[]}} group */
const month = ({ month, items }) => html`
  <section aria-label=${monthWords(month) || say("library.undated")}>
    <h2><span>${monthWords(month) || say("library.undated")}</span>
      <span class="label" dir="auto">${commonPlace(items)}</span></h2>
    <ol>${items.map((item) =>
      entry(item, commonPlace(items), mayRemove ? () => remove(item) : undefined))}</ol>
  </section>`;

const nothingFound = () => html`
  <section class="empty">
    <h2>${say("library.nothing")}</h2>
    <p>${say("library.nothing.next")}</p>
    <p class="row">
      <button type="button" class="button" @click=${() => ask("")}>${say("library.all")}</button>
    </p>
  </section>`;

const empty = () => html`
  <section class="empty" aria-labelledby="empty-title">
    <h2 id="empty-title">${say("library.empty")}</h2>
    <p>${say(mayWrite ? "library.empty.next" : "library.empty.reader")}</p>
    ${mayWrite ? html`<p class="row">${addButton()}</p>` : nothing}
  </section>`;

/** How many the search found, in words, for the eye and the ear. */
function found() {
  if (!shown.q || shown.busy || shown.fault) return "";
  return say(shown.next ? "library.found.more" : "library.found", { n: shown.items.length });
}

/** @param {Event} event */
function typing(event) {
  const { value } = /** @type {HTMLInputElement} */ (event.target);
  clearTimeout(waiting);
  waiting = setTimeout(() => ask(value), pause);
}

/** @param {KeyboardEvent} event */
function askAtOnce(event) {
  if (event.key !== "Enter") return;
  clearTimeout(waiting);
  ask(/** @type {HTMLInputElement} */ (event.target).value);
}

/** A new question; it stands in the address, so that reload and back keep it. @param {string} q */
function ask(q) {
  if (q.trim() === shown.q.trim() && !shown.fault) return;
  const url = new URL(location.href);
  if (q.trim()) url.searchParams.set("q", q.trim());
  else url.searchParams.delete("q");
  history.replaceState(null, "", url);
  shown.q = q;
  load();
}

/** The first page of what `shown.q` asks for; an answer that is overtaken is dropped. */
async function load() {
  asking?.abort();
  const mine = (asking = new AbortController());
  Object.assign(shown, { busy: true, fault: "" });
  show();
  try {
    const list = await fetchList(null, mine.signal);
    Object.assign(shown, { items: list.items, next: list.next, busy: false });
  } catch (error) {
    if (mine.signal.aborted) return;
    Object.assign(shown, { busy: false, fault: wordsOf(error) });
  }
  show();
}

async function more() {
  if (shown.busy) return;
  const before = shown.items.length;
  const mine = (asking = new AbortController());
  shown.busy = true;
  show();
  try {
    const list = await fetchList(shown.next, mine.signal);
    Object.assign(shown, { items: [...shown.items, ...list.items], next: list.next, fault: "" });
  } catch (error) {
    if (mine.signal.aborted) return;
    shown.fault = wordsOf(error);
  }
  shown.busy = false;
  show();
  /** @type {HTMLElement | undefined} */ (document.querySelectorAll(".entry h3 a")[before])?.focus();
}

const again = () => (shown.items.length && shown.next ? more() : load());

/** @param {string | null} cursor @param {AbortSignal} signal @returns {Promise<List<StatementEntry>>} */
function fetchList(cursor, signal) {
  const query = new URLSearchParams();
  if (shown.q.trim()) query.set("q", shown.q.trim());
  if (cursor) query.set("cursor", cursor);
  return get(`${inProject("statements")}?${query}`, { signal });
}

/** @param {StatementEntry} item */
function remove(item) {
  const removable = { ...item, highlights: item.highlight_count };
  askRemoval(removable, () => {
    count(-1, -item.highlight_count);
    shown.items = shown.items.filter((other) => other !== item);
    note.tell(removable);
    document.getElementById("take-back")?.focus();
  });
}

/** So many more than before. @param {number} statements @param {number} highlights */
function count(statements, highlights) {
  if (!state.project) return;
  state.project.statements += statements;
  state.project.highlights += highlights;
}

/** One more statement, and one stays here. @param {number} id */
function added(id) {
  count(1, 0);
  return arrive(id);
}

/** From the beginning, and the focus on a statement that is there anew. @param {number} id */
async function arrive(id) {
  shown.q = "";
  history.replaceState(null, "", location.pathname);
  await load();
  const link = document.querySelector(`.entry a[href$="/s/${id}"]`);
  if (link instanceof HTMLElement) link.focus();
}

function show() {
  const main = document.getElementById("main");
  if (main) render(page(), main);
}

mountFrame({ section: "library", title: `${say("library.title")}, ${state.project?.title}` });
const asked = new URLSearchParams(location.search).get("q")?.trim();
if (asked) Object.assign(shown, { items: [], next: null, q: asked });
if (asked) load();
else show();

// @ts-check
// library.js: the statements of a project, newest first, narrowed down, and a new one.

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { get, inProject, Refusal, wordsOf } from "./api.js";
import { byMonth, dateWords, monthWords } from "./dates.js";
import { mountFrame, titleIn } from "./frame.js";
import { addStatement } from "./library/add.js";
import { askedIn, filtersOf, names, questionOf } from "./library/asked.js";
import { nothingFound } from "./library/drop.js";
import { commonPlace, entry } from "./library/entry.js";
import { filterForm, showAsked } from "./library/filters.js";
import { progress, retell, stateCounts } from "./library/progress.js";
import { say as sayHere } from "./library/say.js";
import { askRemoval, mayRemove, removalNote } from "./removal.js";
import { mayWrite, state } from "./state.js";
import { buildTree } from "./tags.js";
import { rowWords, say } from "./words.js";

/** @import {Asked, Name} from "./library/asked.js" */
/** @import {List, StatementEntry} from "./types.js" */

const shown = {
  items: state.statements?.items ?? [],
  next: state.statements?.next ?? null,
  asked: askedIn(location.search),
  busy: false,
  fault: "",
  /** by filter */ faults: /** @type {Record<string, string>} */ ({}),
};
const book = buildTree(state.tags ?? []);
const stances = state.stances ?? [];
const note = removalNote({ show, back: (removed) => { retell(removed, 1); arrive(removed.id); } });
/** @type {AbortController | undefined} the question on its way */ let asking;

const total = () => state.project?.statements ?? 0;
const isEmpty = () => total() === 0 && shown.items.length === 0 && !filtersOf(shown.asked).length;

const page = () => html`
  <header>
    <div><h1>${say("library.title")}</h1>${isEmpty() ? nothing : counts()}</div>
    ${mayWrite && !isEmpty() ? addButton() : nothing}
  </header>
  ${isEmpty() ? html`${note.draw()}${empty()}` : html`${filters()}${catalogue()}`}`;

const counts = () => html`
  <p class="num">${rowWords([say("statements", { n: total() }), say("highlights", { n: state.project?.highlights ?? 0 })])}</p>
  ${progress()}`;

const addButton = () => html`
  <button type="button" class="button first"
    @click=${() => addStatement(added)}>${say("library.add")}</button>`;

const filters = () => filterForm({
  asked: shown.asked, faults: shown.faults, found: found(), tree: book.roots, stances, counts: stateCounts(),
  changed: narrow, refresh: show,
});

const catalogue = () => html`
  <div class="catalogue" aria-busy=${shown.busy ? "true" : "false"}>
    ${note.draw()}
    ${byMonth(shown.items).map(month)}
    ${shown.items.length || shown.busy || shown.fault ? nothing : nothingFound({
      asked: shown.asked, nameOf, changed: narrow, refresh: show })}
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
  return filtersOf(shown.asked).length ? sayHere("first", { n: here }) : say("library.shown", { here, n: total() });
}

/** @param {{month: string, items: StatementEntry[]}} group */
const month = ({ month, items }) => html`
  <section aria-label=${monthWords(month) || say("library.undated")}>
    <h2><span>${monthWords(month) || say("library.undated")}</span>
      <span class="label" dir="auto">${commonPlace(items)}</span></h2>
    <ol>${items.map((item) =>
      entry(item, commonPlace(items), mayRemove ? () => remove(item) : undefined))}</ol>
  </section>`;

/** A filter as it is set, in words. @param {Name} name */
const nameOf = (name) => sayHere(`named.${name}`, { value: valueOf(name, shown.asked[name]) });

/** @param {Name} name @param {string} value */
function valueOf(name, value) {
  if (name === "tag") return book.byKey.get(value)?.tag.label ?? value;
  if (name === "stance") return stances.find(({ key }) => key === value)?.label ?? value;
  if (name === "from" || name === "to") return dateWords(value) || value;
  return name === "state" && value in stateCounts() ? sayHere(/** @type {"state.done"} */ (`state.${value}`)) : value;
}

const empty = () => html`
  <section class="empty" aria-labelledby="empty-title">
    <h2 id="empty-title">${say("library.empty")}</h2>
    <p>${say(mayWrite ? "library.empty.next" : "library.empty.reader")}</p>
    ${mayWrite ? html`<p class="row">${addButton()}</p>` : nothing}
  </section>`;

/** How many the search found, in words, for the eye and the ear. */
function found() {
  if (!filtersOf(shown.asked).length || shown.busy || shown.fault) return "";
  return sayHere(shown.next ? "found.more" : "found", { n: shown.items.length });
}

/** A new question; it stands in the address, so that reload and back keep it. @param {Partial<Asked>} change */
function narrow(change) {
  const asked = { ...shown.asked, ...change };
  if (questionOf(asked) === questionOf(shown.asked) && !shown.fault) return;
  history.replaceState(null, "", location.pathname + questionOf(asked));
  shown.asked = asked;
  showAsked(asked);
  load();
}

/** The first page of what is asked for; an answer that is overtaken is dropped. */
async function load() {
  asking?.abort();
  const mine = (asking = new AbortController());
  Object.assign(shown, { busy: true, fault: "", faults: {} });
  show();
  try {
    const list = await fetchList(null, mine.signal);
    Object.assign(shown, { items: list.items, next: list.next, busy: false });
  } catch (error) {
    if (mine.signal.aborted) return;
    Object.assign(shown, { items: [], next: null, busy: false, ...faultOf(error) });
  }
  show();
}

/** A filter that names what is not there stands beside its field, and finds nothing. @param {unknown} error */
function faultOf(error) {
  const field = error instanceof Refusal ? names.find((name) => name === error.field) : undefined;
  return field ? { faults: { [field]: wordsOf(error) } } : { fault: wordsOf(error) };
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
  const query = new URLSearchParams(questionOf(shown.asked));
  if (cursor) query.set("cursor", cursor);
  return get(`${inProject("statements")}?${query}`, { signal });
}

/** @param {StatementEntry} item */
function remove(item) {
  const removable = { ...item, highlights: item.highlight_count };
  askRemoval(removable, () => {
    retell(removable, -1);
    shown.items = shown.items.filter((other) => other !== item);
    note.tell(removable);
    document.getElementById("take-back")?.focus();
  });
}

/** One more statement, and one stays here. @param {number} id */
function added(id) {
  retell({ highlights: 0, state: "not started" }, 1);
  return arrive(id);
}

/** From the beginning, and the focus on a statement that is there anew. @param {number} id */
async function arrive(id) {
  shown.asked = askedIn("");
  showAsked(shown.asked);
  history.replaceState(null, "", location.pathname);
  await load();
  const link = document.querySelector(`.entry a[href$="/s/${id}"]`);
  if (link instanceof HTMLElement) link.focus();
}

function show() {
  const main = document.getElementById("main");
  if (main) render(page(), main);
}

mountFrame({ section: "library", title: titleIn(say("library.title"), state.project) });
if (filtersOf(shown.asked).length) {
  Object.assign(shown, { items: [], next: null });
  load();
} else {
  show();
}

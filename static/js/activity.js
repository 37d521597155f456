// @ts-check
// activity.js: who did what when, newest first; filtered, and undone from here.

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { days } from "./activity/days.js";
import { filterForm, filtersInAddress, isFiltered, keepInAddress, questionOf } from "./activity/filters.js";
import { say } from "./activity/say.js";
import { get, inProject } from "./api.js";
import { mountFrame, projectPath, titleIn } from "./frame.js";
import { paged } from "./paged.js";
import { state } from "./state.js";
import { askUndo } from "./undo.js";
import { say as sayAlways } from "./words.js";

/** @import {Run} from "./activity/fold.js" */
/** @import {Filters} from "./activity/filters.js" */
/** @import {Action, MemberRef} from "./types.js" */

const members = /** @type {MemberRef[]} */ (state.members ?? []);
const filters = filtersInAddress();
/** @type {import("./paged.js").Paged<Action>} */
const list = paged({
  path: () => inProject("actions") + questionOf(filters),
  first: isFiltered(filters) ? undefined : state.actions,
  show,
});
const shown = {
  /** @type {Set<number>} of the runs that are shown action by action, all the numbers */
  open: new Set(),
  /** @type {Record<string, string>} of statements that were asked for, by id */
  titles: {},
};

const page = () => html`
  <header>
    <div><h1>${say("title")}</h1><p>${say("about")}</p></div>
    <p class="row"><a class="plain" href=${projectPath(state.project?.slug ?? "", "/trash")}>${say("trash")}</a></p>
  </header>
  ${filterForm({ filters, members, title: titleAsked(), changed: filter, refresh: show })}
  ${catalogue()}`;

const catalogue = () => html`
  <div class="catalogue" aria-busy=${list.busy ? "true" : "false"}>
    <p class="unseen" role="status">${list.busy ? say("loading") : nothing}</p>
    ${days({ items: list.items, find, open: shown.open, toggle, undo })}
    ${list.items.length || list.busy || list.fault ? nothing : none()}
    ${list.fault ? failed() : nothing}
    ${list.next ? older() : nothing}
  </div>`;

const failed = () => html`
  <p class="refused" role="alert">${list.fault}
    <button type="button" class="link" @click=${again}>${sayAlways("again")}</button></p>`;

const older = () => html`
  <p class="more-rows">
    <button type="button" class="button" aria-disabled=${list.busy ? "true" : "false"}
      @click=${more}>${say("more")}</button>
    <span class="aside num">${say("shown", { n: list.items.length })}</span>
  </p>`;

const none = () => (isFiltered(filters) ? nothingFound() : html`
  <section class="empty"><h2>${say("empty")}</h2><p>${say("empty.next")}</p></section>`);

const nothingFound = () => html`
  <section class="empty">
    <h2>${say("nothing")}</h2>
    <p>${say("nothing.next")}</p>
    <p class="row"><button type="button" class="button"
      @click=${() => filter({ member: "", kind: "", statement: "" })}>${say("all")}</button></p>
  </section>`;

/** @param {number} number */
const find = (number) => list.items.find((action) => action.number === number);

/** @param {unknown} id of a member */
const nameOf = (id) => members.find((member) => member.id === id)?.name ?? say("a-member");

/** @param {Run} run */
function toggle(run) {
  const isOpen = run.some(({ number }) => shown.open.has(number));
  for (const { number } of run) {
    if (isOpen) shown.open.delete(number);
    else shown.open.add(number);
  }
  show();
}

/** @param {Action} action */
function undo(action) {
  askUndo(action, { find, nameOf, done: () => list.again(list.items.length) });
}

/** @param {Partial<Filters>} change */
function filter(change) {
  Object.assign(filters, change);
  keepInAddress(filters);
  learnTitle();
  list.again();
}

/** The title of the statement that is asked for, as far as it is known. */
function titleAsked() {
  const id = filters.statement;
  const loaded = list.items.find(({ statement }) => String(statement?.id) === id)?.statement;
  return loaded?.title ?? shown.titles[id] ?? say("a-statement.id", { id });
}

/** Of a statement without a line in the list; one that is deleted has its lines there. */
async function learnTitle() {
  const id = filters.statement;
  if (!id || shown.titles[id]) return;
  try {
    shown.titles[id] = (await get(inProject("statements", id))).title;
    show();
  } catch {
    // Its number then stands for it.
  }
}

async function more() {
  const before = list.items.length;
  await list.more();
  if (list.items.length === before) return;
  const line = `[data-action~="${list.items[before].number}"]`;
  const first = document.querySelector(`${line} a, ${line} button`);
  if (first instanceof HTMLElement) first.focus();
}

const again = () => (list.items.length && list.next ? more() : list.again());

function show() {
  const main = document.getElementById("main");
  if (main) render(page(), main);
}

mountFrame({ section: "activity", title: titleIn(say("title"), state.project) });
learnTitle();
if (isFiltered(filters)) list.again();
else show();

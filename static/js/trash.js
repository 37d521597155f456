// @ts-check
// trash.js: what was deleted, newest first; it comes back from here, or goes for good.

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { mayPurge } from "./activity/rights.js";
import { inProject, send, wordsOf } from "./api.js";
import { askOnce } from "./ask-once.js";
import { mountFrame, projectPath, titleIn } from "./frame.js";
import { paged, rest } from "./paged.js";
import { state } from "./state.js";
import { nameOf, row } from "./trash/row.js";
import { say } from "./trash/say.js";
import { inTheWay, showWay, undo } from "./undo.js";

/** @import {TrashItem} from "./types.js" */

/** @type {import("./paged.js").Paged<TrashItem>} */
const list = paged({ path: () => inProject("trash"), first: state.trash, show });
const slug = state.project?.slug ?? "";
/** What came of the last deed. */
const told = { words: "", link: "", fault: "" };

const page = () => html`
  <header>
    <div><h1>${say("title")}</h1><p>${say("about")}</p></div>
    ${mayPurge() && list.items.length ? html`
    <button type="button" class="button" @click=${purgeAll}>${say("purge.all")}</button>` : nothing}
  </header>
  <div class="catalogue wide" aria-busy=${list.busy ? "true" : "false"}>
    ${outcome()}
    ${list.items.length ? things() : nothing}
    ${list.items.length || list.busy || list.fault ? nothing : empty()}
  </div>`;

const outcome = () => html`
  <div role="status">${told.words ? html`<p class="told"><span dir="auto">${told.words}</span>
    ${told.link ? html`<a href=${told.link}>${say("restored.look")}</a>` : nothing}</p>` : nothing}</div>
  <div role="alert">${told.fault ? html`<p class="refused">${told.fault}</p>` : nothing}</div>`;

const things = () => html`
  <section aria-label=${say("title")}>
    <ul class="rows trashed">${list.items.map((item) =>
      row(item, { restore, purge, together: together(item).length }))}</ul>
    ${rest(list, say("more"))}
  </section>`;

const empty = () => html`
  <section class="empty">
    <h2>${say("empty")}</h2>
    <p>${say("empty.next")}</p>
  </section>`;

/** Those of the list that the same action deleted. @param {TrashItem} item */
const together = ({ action }) => list.items.filter((other) => other.action === action);

/** @param {TrashItem} item */
function restore(item) {
  const n = together(item).length;
  if (n === 1) return bringBack(item);
  askOnce({
    title: say("together.title"),
    words: html`<p>${say("together.about", { n })}</p>`,
    yes: say("together.do"),
    grave: false,
    act: async () => {},
    done: () => bringBack(item),
  });
}

/** @param {TrashItem} item */
async function bringBack(item) {
  tell({});
  try {
    await undo(item.action);
    await backAgain(item);
  } catch (error) {
    refusedToCome(item, error);
  }
}

/** @param {TrashItem} item */
async function backAgain(item) {
  const path = item.kind === "statement" ? `/s/${item.id}` : `/h/${item.id}`;
  await refetch(item, { words: say("restored", { what: nameOf(item) }), link: projectPath(slug, path) });
}

/** @param {TrashItem} item @param {unknown} error */
function refusedToCome(item, error) {
  try {
    showWay(deedOf(item), inTheWay(error), { find: () => undefined, done: ({ undoes }) =>
      (undoes === item.action ? backAgain(item) : refetch(item, {})) });
  } catch {
    tell({ fault: wordsOf(error) });
  }
}

/** The deletion, as far as the trash knows it. @param {TrashItem} item @returns {import("./activity/deed.js").Deed} */
const deedOf = ({ action, deleted_at, member, kind, id, quote, statement }) => ({
  number: action, at: deleted_at, member,
  statement: { ...statement, deleted_at },
  kind: kind === "statement" ? "statement_delete" : "highlight_delete",
  highlight: kind === "highlight" ? { id: String(id), quote: quote ?? "", deleted_at } : null,
});

/** @param {TrashItem} item */
function purge(item) {
  askOnce({
    title: say(`purge.${item.kind}.title`),
    words: html`
      <p class="quote" dir="auto">${item.kind === "statement" ? item.title : say("quoted", { words: item.quote ?? "" })}</p>
      <p>${say(`purge.${item.kind}.about`)}</p>
      <p><strong>${say("purge.never")}</strong> ${say("purge.trace")}</p>`,
    yes: say("purge.do"),
    act: () => send("DELETE", inProject("trash", `${item.kind}s`, item.id)),
    done: () => refetch(item, { words: say("purged", { what: nameOf(item) }) }),
  });
}

function purgeAll() {
  const [statements, highlights] = ["statement", "highlight"].map((kind) =>
    list.items.filter((item) => item.kind === kind).length);
  askOnce({
    title: say("purge.all.title"),
    words: html`
      <p>${say("purge.all.about")}</p>
      <ul>
        ${statements ? html`<li>${say("purge.all.statements", { n: statements })}</li>` : nothing}
        ${highlights ? html`<li>${say("purge.all.highlights", { n: highlights })}</li>` : nothing}
        ${list.next ? html`<li>${say("purge.all.more")}</li>` : nothing}
      </ul>
      <p><strong>${say("purge.never")}</strong> ${say("purge.trace")}</p>`,
    yes: say("purge.do"),
    act: () => send("DELETE", inProject("trash")),
    done: () => refetch(null, { words: say("purged.all") }),
  });
}

/** The list as it is now; the focus stays where the thing was. @param {TrashItem | null} gone @param {Partial<typeof told>} words */
async function refetch(gone, words) {
  const at = gone ? list.items.indexOf(gone) : 0;
  tell(words);
  await list.again(list.items.length);
  const rows = document.querySelectorAll(".trashed > li");
  const next = rows[Math.min(at, rows.length - 1)] ?? document.getElementById("main");
  if (next instanceof HTMLElement) next.focus();
}

/** @param {Partial<typeof told>} words */
function tell(words) {
  Object.assign(told, { words: "", link: "", fault: "" }, words);
  show();
}

function show() {
  const main = document.getElementById("main");
  if (main) render(page(), main);
}

mountFrame({ section: "trash", title: titleIn(say("title"), state.project) });
show();

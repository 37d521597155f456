// @ts-check
// main.js: the desk's page: fills the shell and binds hands and keys to the desk.

import { render } from "../../vendor/lit-html/lit-html.js";
import { mountFrame, projectPath } from "../frame.js";
import { askRemoval, keepNote, mayRemove } from "../removal.js";
import { state } from "../state.js";
import { cite } from "./citing.js";
import { colophon } from "./colophon.js";
import { Covering } from "./covering.js";
import { Desk } from "./desk.js";
import { followFacts } from "./facts.js";
import { goToFilter } from "./filter-view.js";
import { browserShelf } from "./keep.js";
import { openKept } from "./kept-db.js";
import { bindKeys } from "./keys.js";
import { numberOnPaper } from "./print.js";
import { watchSelection } from "./select.js";
import { say } from "./say-finding.js";
import { marksUnder, unitUnder } from "./sight.js";
import { passages, readable } from "./text.js";

/** @import {DeskState, Page} from "./desk.js" */

/** @template {Element} T @param {string} selector */
const find = (selector) => /** @type {T} */ (document.querySelector(selector));

/** @type {Page} */
const page = {
  passages, bar: find(".deskbar"), finding: find(".finding"), notices: find(".notices"), reading: find(".reading"), article: find(".text"),
  lanes: find(".lanes"), leader: find(".leader path"), aside: find(".cards"),
  palette: find(".palette"), said: find("#said"),
};
const deskState = /** @type {DeskState} */ (state);

mountFrame({ section: "library", title: deskState.statement.title });
const { account, project, statement } = deskState;
render(colophon(deskState.statement, {
  history: projectPath(deskState.project.slug, `/activity?statement=${deskState.statement.id}`),
  remove: mayRemove ? remove : undefined,
}), /** @type {HTMLElement} */ (find(".colophon")));
await readable;
const store = openKept(browserShelf(), account.id, project.slug, statement.id);
const desk = new Desk(deskState, page, store);
const covering = new Covering(desk, find("#coverage"));
desk.covering = covering;
page.reading.parentElement?.classList.add("drawn"); // what stands above the text is there

watchSelection(desk.passages, {
  chosen: (stretch, { touch }) => desk.choose(desk.marking.snapped(stretch), { quiet: touch }),
  marked: () => desk.marked(),
  aimed: (x, y, clicks) => desk.marking.aimed(x, y, clicks),
  waits: () => desk.marking.waits(),
});
bindKeys({
  nextSentence: () => desk.caret.move("sentence", 1),
  previousSentence: () => desk.caret.move("sentence", -1),
  nextClause: () => desk.caret.move("clause", 1),
  previousClause: () => desk.caret.move("clause", -1),
  nextWord: () => desk.caret.move("word", 1),
  previousWord: () => desk.caret.move("word", -1),
  select: () => (desk.model.mayMark ? desk.caret.select() : false),
  nextHighlight: () => desk.walk(1),
  previousHighlight: () => desk.walk(-1),
  find: () => desk.finding.open(),
  filter: () => goToFilter(desk.filtering),
  cite: () => cite(desk),
  tags: () => desk.say("tags"),
  stance: () => desk.say("stance"),
  actor: () => desk.say("actor"),
  note: () => desk.say("note"),
  repeat: () => desk.marking.repeat(),
  stick: () => desk.marking.toggleStick(),
  edgeLeft: () => desk.marking.arrow(-1, "grapheme"),
  edgeRight: () => desk.marking.arrow(1, "grapheme"),
  edgeLeftWord: () => desk.marking.arrow(-1, "word"),
  edgeRightWord: () => desk.marking.arrow(1, "word"),
  otherEdge: () => desk.marking.otherEdge(),
  split: () => desk.marking.split(),
  join: () => desk.marking.join(),
  nextToRead: () => covering.next(1),
  previousToRead: () => covering.next(-1),
  goTo: () => covering.ask(),
  leaveUncoded: () => covering.toggle(),
  remove: () => desk.remove(desk.shown.open),
  undo: () => desk.undo("undo"),
  redo: () => desk.undo("redo"),
  keys: () => desk.keys(),
  leave: () => (!desk.palette.sitting && desk.finding.close()) || desk.leave(),
}, { singles: desk.singles.on, rows: desk.keymap.rows });
followPointer();
followPage();
followFacts(() => desk.factsChanged());
numberOnPaper({
  begins: () => desk.drawing.print(true),
  ranges: () => desk.drawing.listed().map((mark) => desk.drawing.seenOf(mark).range()),
  ends: () => { desk.drawing.print(false); desk.draw(); },
});
if (state.open) openLinked(state.open);

/** Where a link leads; it may be gone since. @param {string} id */
function openLinked(id) {
  desk.filtering.hold(id);
  desk.open(id, { scroll: true, focus: true });
  if (!desk.model.mark(id)) desk.note(say("link.gone"));
}

/** The statement goes to the trash, and the library says so. */
function remove() {
  const removable = { ...deskState.statement, highlights: desk.model.marks.length };
  askRemoval(removable, () => {
    keepNote(removable);
    location.assign(projectPath(deskState.project.slug));
  }, () => desk.model.queue.entries.size === 0);
}

/** Clicks and hovering in the text; a press anywhere else leaves the palette. */
function followPointer() {
  page.article.addEventListener("click", (event) => {
    if (!getSelection()?.isCollapsed || desk.marking.chooseParagraph(event)) return;
    const { unit, marks } = under(event);
    if (unit !== null) desk.readFrom(unit);
    const at = marks.findIndex(({ id }) => id === desk.shown.open);
    if (marks.length) desk.open(marks[(at + 1) % marks.length].id);
    else desk.close();
  });
  page.article.addEventListener("pointermove", (event) => {
    if (event.buttons === 0) desk.point(under(event).marks[0]?.id ?? null);
  });
  page.article.addEventListener("pointerleave", () => desk.point(null));
  addEventListener("pointerdown", ({ target }) => {
    if (!page.palette.contains(/** @type {Node} */ (target))) desk.palette.close({ focus: false });
  }, { capture: true });
}

/** @param {MouseEvent} event */
function under({ clientX: x, clientY: y }) {
  const unit = unitUnder(desk.passages, x, y);
  if (unit === null) return { unit, marks: [] };
  return { unit, marks: marksUnder(desk.drawing.at(unit), (mark) => desk.drawing.seenOf(mark).range(), { x, y }) };
}

/** The page's own events: its size, its going and coming back. */
function followPage() {
  new ResizeObserver(() => desk.drawing.moveSoon()).observe(page.article);
  addEventListener("scroll", () => desk.drawing.scrolled(), { passive: true });
  addEventListener("resize", () => { desk.draw(); desk.palette.draw(); });
  matchMedia("(forced-colors: active)").addEventListener("change", () => desk.paint());
  document.addEventListener("contentvisibilityautostatechange", () => desk.drawing.moveSoon());
  document.fonts.ready.then(() => desk.draw());
  addEventListener("online", () => desk.model.queue.wake());
  addEventListener("focus", () => { if (desk.model.queue.trouble) desk.wake(); });
  for (const name of ["pagehide", "beforeunload"]) {
    addEventListener(name, () => { desk.palette.keepNote(); desk.marking.flush(); store.leave(); });
  }
  addEventListener("beforeunload", (event) => {
    if (desk.model.queue.entries.size) event.preventDefault();
  });
}

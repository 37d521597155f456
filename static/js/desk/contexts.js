// @ts-check
// contexts.js: what each part is given of the desk, and what it may ask of it.

import { projectPath } from "../frame.js";
import { shortened } from "../text/graphemes.js";
import { countWords } from "../text/words.js";
import { actorsNamed, likelyActors } from "./book.js";
import { citeMark, citeStretch } from "./citing.js";
import { placeOf } from "./order.js";
import { say } from "./say.js";
import { openSignIn } from "./sign-in.js";
import { bringIntoSight } from "./sight.js";

/** @import {BarContext} from "./bar.js" */
/** @import {CardContext} from "./cards.js" */
/** @import {CaretCalls} from "./caret.js" */
/** @import {Desk} from "./desk.js" */
/** @import {Calls, Parts} from "./margin.js" */
/** @import {Mark} from "./model.js" */
/** @import {PaletteParts} from "./palette.js" */
/** @import {Content} from "./content.js" */

/** As much of a stretch as is read out, in characters; as its words are counted in. */
const told = 300;
const counted = 100_000;

/** @param {Desk} desk @returns {BarContext} */
export function barContext(desk) {
  const { model, shown, store, state } = desk;
  return {
    model,
    filtering: desk.filtering,
    library: projectPath(state.project.slug),
    unkept: store.unkept.size > 0,
    stranger: shown.stranger,
    note: shown.note,
    removed: shown.removed,
    calls: {
      keys: () => desk.keys(),
      walk: () => desk.walk(1),
      find: () => desk.finding.open(),
      wake: () => desk.wake(),
      signIn: () => openSignIn(state.account, () => desk.wake()),
      undo: () => desk.undo("undo"),
      redo: () => desk.undo("redo"),
      ...troubleCalls(desk),
    },
  };
}

/** @param {Desk} desk @returns {CardContext} */
export function cardContext(desk) {
  const { book, model, shown, state } = desk;
  return {
    filtering: desk.filtering,
    open: shown.open,
    ...countsOf(desk),
    copied: shown.copied,
    signs: book.signs,
    mayMark: model.mayMark,
    capOf: desk.keymap.capOf,
    speaker: state.statement.speaker?.id ?? null,
    mayChange: (mark) => model.mayChange(mark),
    isMine: (mark) => model.isMine(mark),
    paragraph: (mark) => desk.paragraphOf(mark),
    splitBefore: (mark) => desk.marking.splitBefore(mark),
    joins: (mark) => desk.marking.joinable(mark).length,
    link: (id) => projectPath(state.project.slug, `/h/${id}`),
    calls: cardCalls(desk),
  };
}

/** @param {Desk} desk @returns {CardContext["calls"]} */
const cardCalls = (desk) => ({
  toggle: (id) => (id === desk.shown.open ? desk.close() : desk.open(id)),
  point: (id) => desk.point(id),
  walk: (way) => desk.walk(way),
  goOn: (from, way) => desk.goOn(from, way),
  close: () => desk.close(),
  change: (id, part, tag) => desk.change(id, part, tag),
  remove: (id) => desk.remove(id),
  split: () => void desk.marking.split(),
  join: () => void desk.marking.join(),
  copy: (event, id) => desk.copyLink(event, id),
  cite: (mark) => void citeMark(desk, mark),
  ...troubleCalls(desk),
});

/** The cards among all highlights that are listed. @param {Desk} desk */
function countsOf({ drawing }) {
  const listed = drawing.listed();
  return { total: listed.length, isPart: drawing.isPart(), ends: drawing.ends(), rankOf: (/** @type {Mark} */ mark) => 1 + placeOf(listed, mark) };
}

/** @param {Desk} desk */
const troubleCalls = (desk) => ({
  compare: (/** @type {string} */ id) => desk.compare(id),
  retry: (/** @type {string} */ id) => desk.model.queue.retry(id),
  discard: (/** @type {string} */ id) => desk.model.queue.discard(id),
});

/** @param {Desk} desk @returns {CaretCalls} */
export const caretCalls = (desk) => ({
  home: () => desk.firstInSight(),
  moved: ({ from, to }, edge) => {
    const words = shortened(desk.passages.text.slice(from, to), told);
    desk.tell(edge ? say("said.begun", { words }) : words);
    desk.reading = { from, to };
    const [begin, end] = edge === "to" ? [to - 1, to] : edge ? [from, from + 1] : [from, to];
    bringIntoSight(desk.passages.range(begin, end), desk.seen());
    desk.paint();
    if (desk.shown.open) desk.draw(); // it may be split there
  },
  chosen: (stretch) => desk.choose(stretch),
  dropped: () => { desk.reading = null; desk.paint(); },
});

/** @param {Desk} desk @returns {PaletteParts} */
export function paletteParts(desk) {
  const { book, marking, model, page, state: { statement } } = desk;
  return {
    ...book,
    uses: (key) => model.uses(key),
    overlapped: (id, content, taggings) => marking.overlapped(id, content, taggings),
    extend: (id, content) => marking.extend(id, content),
    stick: (taggings) => marking.stick(taggings),
    element: page.palette,
    rangeOf: ({ from, to }) => desk.passages.range(from, to),
    speaker: statement.speaker,
    mayMakeTags: model.mayMakeTags,
    barsEnd: () => desk.seen().top,
    findActors: async (typed) => (typed ? actorsNamed(typed) : likelyActors(statement, model.marks)),
    makeTag: (label) => desk.makeTag(label),
    changed: (id, content) => { desk.didNew(); model.put(id, content); },
    emptied: (id) => model.drop(id),
    closed: (id, focus) => desk.leftPalette(id, focus),
    cite: ({ start, end }) => void citeStretch(desk, { from: model.measure.toUnits(start), to: model.measure.toUnits(end) }),
    told: (key, content, off) => marking.told(key, content, off),
    about: ({ content }) => about(desk, content),
  };
}

/** @param {Desk} desk @param {Content} content */
const about = (desk, content) => say("palette.selection", {
  n: countWords(content.quote.slice(0, counted), desk.state.statement.language),
  paragraph: String(desk.paragraphOf(content)),
});

/** @param {Desk} desk @returns {[Parts, Calls]} */
export function marginParts(desk) {
  const { reading, lanes, leader, aside } = desk.page;
  const list = /** @type {HTMLElement} */ (aside.querySelector("ol"));
  const calls = {
    opened: (/** @type {string} */ id) => desk.open(id),
    pointed: (/** @type {string | null} */ id) => desk.point(id),
  };
  return [{ reading, lanes, list, leader }, calls];
}

// @ts-check
// days.js: the list of what was done: by day, a line each; runs of like actions as one line.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { byDay, dayWords } from "../by-day.js";
import { hour } from "../moment.js";
import { pieces, plainWords, runPieces } from "./deed.js";
import { fold } from "./fold.js";
import { mayUndo } from "./rights.js";
import { say } from "./say.js";
import { sentence } from "./sentence.js";

/** @import {Action} from "../types.js" */
/** @import {Find, Piece} from "./deed.js" */
/** @import {Run} from "./fold.js" */
/**
 * @typedef {object} DaysParts
 * @property {readonly Action[]} items
 * @property {Find} find
 * @property {Set<number>} open of the runs that are shown action by action, all the numbers
 * @property {(run: Run) => void} toggle
 * @property {(action: Action) => void} undo
 */

/** @param {DaysParts} parts */
export const days = (parts) => byDay(parts.items, ({ at }) => at).map((day) => html`
  <section>
    <h2>${heading(day.at)}</h2>
    <ol class="deeds">${fold(day.items).map((run) => (run.length > 1 ? many(run, parts) : one(run[0], parts)))}</ol>
  </section>`);

/** @param {Date} at */
function heading(at) {
  const { near, date } = dayWords(at, new Date());
  return near ? html`<span>${say(near)}</span> <span class="label">${date}</span>` : html`<span>${date}</span>`;
}

/** @param {Action} action @param {DaysParts} parts */
function one(action, parts) {
  const words = pieces(action, parts.find);
  const undone = action.undone_by !== null;
  return html`
    <li class=${undone ? "deed undone" : "deed"} data-action=${action.number}>
      ${hour(action.at)}
      ${told(words, undone)}
      ${action.undoable && mayUndo(action) ? undoButton(action, plainWords(words), parts) : nothing}
    </li>`;
}

/** Struck through, and said, when it holds no more. @param {Piece[]} words @param {boolean} undone */
const told = (words, undone) => (undone
  ? html`<p><s>${sentence(words)}</s> <span class="aside">${say("undone")}</span></p>`
  : html`<p>${sentence(words)}</p>`);

/** @param {Action} action @param {string} deed @param {DaysParts} parts */
function undoButton(action, deed, { undo }) {
  const act = action.kind === "undo" ? "redo" : "undo";
  return html`
    <button type="button" class="plain" aria-label=${say(`${act}.name`, { deed })}
      @click=${() => undo(action)}>${say(`${act}.act`)}</button>`;
}

/** @param {Run} run @param {DaysParts} parts */
function many(run, parts) {
  const open = run.some(({ number }) => parts.open.has(number));
  const [newest] = run;
  const undone = newest.undone_by !== null;
  return html`
    <li class="run" data-action=${run.map(({ number }) => number).join(" ")}>
      <div class=${undone ? "deed undone" : "deed"}>
        ${hour(newest.at)}
        ${told(runPieces(run), undone)}
        <button type="button" class="plain num" aria-expanded=${open ? "true" : "false"}
          @click=${() => parts.toggle(run)}>${say(open ? "run.hide" : "run.show", { n: run.length })}</button>
      </div>
      ${open ? html`<ol class="deeds">${run.map((action) => one(action, parts))}</ol>` : nothing}
    </li>`;
}

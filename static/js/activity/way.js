// @ts-check
// way.js: later actions that build on one that was to be undone: each with its own undo.  When
// none is left, the first one can go.  Undoing one of them may find more in its own way.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { wordsOf } from "../api.js";
import { openDialog } from "../dialog.js";
import { moment } from "../moment.js";
import { pieces, plainWords } from "./deed.js";
import { mayUndo, whoMay } from "./rights.js";
import { say, tell } from "./say.js";
import { sentenceAlone } from "./sentence.js";

/** @import {OpenDialog} from "../dialog.js" */
/** @import {Action, ActionRef} from "../types.js" */
/** @import {Deed, Find} from "./deed.js" */
/**
 * @typedef {object} WayParts
 * @property {Find} find
 * @property {(made: Action) => void} done
 * @property {(number: number) => Promise<Action>} undo
 * @property {(error: unknown) => ActionRef[]} inTheWay throws what is no such refusal
 */
/**
 * @typedef {object} Way
 * @property {Deed} action that was to be undone
 * @property {Map<number, {deed: Deed, undone: boolean}>} rows by number
 * @property {boolean} busy
 * @property {string} fault
 * @property {WayParts} parts
 * @property {OpenDialog} [dialog]
 */

/** @param {Deed} action @param {ActionRef[]} found @param {WayParts} parts */
export function openWay(action, found, parts) {
  /** @type {Way} */
  const way = { action, rows: new Map(), busy: false, fault: "", parts };
  addRows(way, found);
  way.dialog = openDialog({ title: say("way.title"), content: () => content(way) });
}

/** @param {Way} way @param {ActionRef[]} found */
function addRows({ rows, parts }, found) {
  for (const ref of found) {
    rows.set(ref.number, { deed: parts.find(ref.number) ?? ref, undone: false });
  }
}

/** @param {Way} way */
function content(way) {
  const { action, busy, fault, parts, dialog } = way;
  const left = leftOf(way).length;
  return html`
    <div class="says">
      <p class="asked">${tell("sentence", { deed: sentenceAlone(pieces(action, parts.find)) })}</p>
      <p role="status">${left ? say("way.about", { n: left }) : say("way.clear")}</p>
    </div>
    <ol class="way">${inOrder(way).map((row) => item(way, row))}</ol>
    <footer>
      <div role="alert">${fault ? html`<p class="refused">${fault}</p>` : nothing}</div>
      <button type="button" class="button first" aria-disabled=${left || busy ? "true" : "false"}
        @click=${() => (left ? undefined : undoOne(way, action))}>${say("ask.do")}</button>
      <button type="button" class="button" @click=${() => dialog?.close()}>${say("way.leave")}</button>
    </footer>`;
}

/** The newest first, which is the order in which they can go. @param {Way} way */
const inOrder = ({ rows }) => [...rows.values()].sort((a, b) => b.deed.number - a.deed.number);

/** @param {Way} way */
const leftOf = (way) => inOrder(way).filter(({ undone }) => !undone);

/** @param {Way} way @param {{deed: Deed, undone: boolean}} row */
const item = (way, { deed, undone }) => html`
  <li class=${undone ? "deed undone" : "deed"}>
    ${moment(deed.at)}
    <p>${undone ? html`<s>${sentenceAlone(pieces(deed, way.parts.find))}</s>` : sentenceAlone(pieces(deed, way.parts.find))}</p>
    ${undone ? html`<span class="aside">${say("undone")}</span>` : actOf(way, deed)}
  </li>`;

/** @param {Way} way @param {Deed} deed */
function actOf(way, deed) {
  if (deed.kind === "purge") return html`<span class="aside">${say("final")}</span>`;
  if (!mayUndo(deed)) return html`<span class="aside">${say(whoMay(deed.kind))}</span>`;
  const name = say("undo.name", { deed: plainWords(pieces(deed, way.parts.find)) });
  return html`<button type="button" class="button" aria-label=${name}
    aria-disabled=${way.busy ? "true" : "false"}
    @click=${() => undoOne(way, deed)}>${say("undo.act")}</button>`;
}

/** @param {Way} way @param {Deed} deed */
async function undoOne(way, deed) {
  if (way.busy) return;
  Object.assign(way, { busy: true, fault: "" });
  way.dialog?.refresh();
  try {
    way.parts.done(await way.parts.undo(deed.number));
    settle(way, deed);
  } catch (error) {
    learn(way, error);
  }
  way.busy = false;
  way.dialog?.refresh();
  focusNext(way);
}

/** @param {Way} way @param {Deed} deed */
function settle({ action, rows, dialog }, deed) {
  const row = rows.get(deed.number);
  if (row) row.undone = true;
  if (deed.number === action.number) dialog?.close();
}

/** @param {Way} way @param {unknown} error */
function learn(way, error) {
  try {
    addRows(way, way.parts.inTheWay(error));
  } catch {
    way.fault = wordsOf(error);
  }
}

/** The next that can go, in the end the first one. @param {Way} way */
function focusNext({ dialog }) {
  const next = dialog?.element.querySelector(".way button") ?? dialog?.element.querySelector("footer button");
  if (next instanceof HTMLElement) next.focus();
}

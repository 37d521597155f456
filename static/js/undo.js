// @ts-check
// undo.js: takes an action back, once it was said what that will do; where later actions stand
// in the way, shows them.  Undoing an undo does the thing again.

import { html } from "../vendor/lit-html/lit-html.js";
import { pieces } from "./activity/deed.js";
import { outcomes } from "./activity/outcome.js";
import { say, tell } from "./activity/say.js";
import { sentenceAlone } from "./activity/sentence.js";
import { openWay } from "./activity/way.js";
import { askOnce } from "./ask-once.js";
import { get, inProject, post, Refusal } from "./api.js";

/** @import {Deed, Find} from "./activity/deed.js" */
/** @import {Action, ActionRef} from "./types.js" */
/**
 * @typedef {object} UndoParts
 * @property {Find} find an action that the page has loaded
 * @property {(id: unknown) => string} nameOf a member
 * @property {(made: Action) => void} done the new action
 */

/** An action of more rows than this is told by their number only. */
const tellable = 200;

/** @param {number} number @returns {Promise<Action>} */
export const undo = (number) => post(inProject("actions", number, "undo"), undefined);

/**
 * What stands in the way, by a refusal; anything else is thrown on.
 * @param {unknown} error @returns {ActionRef[]}
 */
export function inTheWay(error) {
  if (!(error instanceof Refusal) || error.detail !== "built_on") throw error;
  return error.current.actions;
}

/** @param {Action} action @param {UndoParts} parts */
export function askUndo(action, parts) {
  const redo = action.kind === "undo";
  /** @type {{effects: string[] | null}} */
  const shown = { effects: null };
  const dialog = askOnce({
    title: say(redo ? "ask.redo" : "ask.undo"),
    words: () => about(action, shown.effects, parts.find),
    yes: say(redo ? "ask.redo.do" : "ask.do"),
    grave: false,
    act: () => undoOrLearn(action.number),
    done: (/** @type {Outcome} */ { made, way }) => {
      if (made) parts.done(made);
      else if (way) showWay(action, way, parts);
    },
  });
  effectsOf(action, parts).then((effects) => {
    shown.effects = effects;
    dialog.refresh();
  });
}

/** @typedef {{made?: Action, way?: ActionRef[]}} Outcome the new action, or what stands in the way */

/** @param {number} number @returns {Promise<Outcome>} */
async function undoOrLearn(number) {
  try {
    return { made: await undo(number) };
  } catch (error) {
    return { way: inTheWay(error) };
  }
}

/** @param {Deed} action @param {ActionRef[]} found @param {Pick<UndoParts, "find" | "done">} parts */
export const showWay = (action, found, parts) => openWay(action, found, { ...parts, undo, inTheWay });

/** @param {Action} action @param {string[] | null} effects null: not known yet @param {Find} find */
const about = (action, effects, find) => html`
  <p class="asked">${tell("sentence", { deed: sentenceAlone(pieces(action, find)) })}</p>
  <h3>${say("ask.then")}</h3>
  ${effects ? html`<ul>${effects.map((words) => html`<li>${words}</li>`)}</ul>`
    : html`<p class="aside">${say("ask.looking")}</p>`}
  <p class="aside">${say("ask.again")}</p>`;

/** @param {Action} action @param {UndoParts} parts @returns {Promise<string[]>} */
async function effectsOf({ number, events }, { nameOf }) {
  const untold = [say("ask.unknown", { n: events })];
  if (events > tellable) return untold;
  try {
    const after = new URLSearchParams({ after: String(number - 1), limit: "1" });
    const { items: [found] } = await get(`${inProject("events")}?${after}`);
    return found?.number === number ? outcomes(found.events, nameOf) : untold;
  } catch {
    return untold; // it can be undone all the same
  }
}

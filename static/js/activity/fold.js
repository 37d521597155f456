// @ts-check
// fold.js: a run of like actions by one member within a short time, taken as one.
// Works on what is loaded: older pages may make the last run longer.

/** @import {Action, ActionKind} from "../types.js" */
/** @typedef {Action[]} Run newest first; one of them, or at least `least` */

const least = 3;
const pause = 10 * 60_000; // milliseconds between one and the next

/** Of the other kinds each says something of its own. @type {ActionKind[]} */
const foldable = [
  "highlight_put", "highlight_patch", "highlight_delete",
  "statement_create", "statement_code", "statement_change", "statement_delete", "tag_create", "undo",
  "paragraph_leave", "paragraph_return",
];

/** @param {readonly Action[]} items newest first, of one day @returns {Run[]} */
export function fold(items) {
  /** @type {Run[]} */
  const runs = [];
  for (const item of items) {
    const run = runs.at(-1);
    if (run && goesOn(run[run.length - 1], item)) run.push(item);
    else runs.push([item]);
  }
  return runs.flatMap((run) => (run.length < least ? run.map((item) => [item]) : [run]));
}

/** @param {Action} newer @param {Action} older */
const goesOn = (newer, older) =>
  foldable.includes(older.kind) && sameWork(newer) === sameWork(older)
    && Date.parse(newer.at) - Date.parse(older.at) <= pause;

/** What actions of a run have in common; highlights and paragraphs belong to their statement. @param {Action} action */
function sameWork({ kind, member, statement, undone_by }) {
  const place = /^(highlight|paragraph)_/.test(kind) ? statement?.id : undefined;
  return [kind, member.id, place, undone_by !== null].join();
}

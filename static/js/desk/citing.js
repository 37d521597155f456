// @ts-check
// citing.js: a passage is taken along with its citation: a highlight, or whatever is selected
// or read just now.

import { toClipboard } from "../clipboard.js";
import { copyField } from "../copy.js";
import { dateWords } from "../dates.js";
import { openDialog } from "../dialog.js";
import { projectPath } from "../frame.js";
import { stretchOf } from "../text/edges.js";
import { rowWords } from "../words.js";
import { citation } from "./cite.js";
import { say } from "./say-finding.js";

/** @import {Stretch} from "../text/edges.js" */
/** @import {Desk} from "./desk.js" */
/** @import {Mark} from "./model.js" */

/** By key: what is selected, else the open highlight, else what is read. @param {Desk} desk */
export function cite(desk) {
  const mark = desk.model.mark(desk.shown.open);
  const stretch = selected(desk);
  if (stretch) citeStretch(desk, stretch);
  else if (mark) citeMark(desk, mark);
  else if (desk.marked()) citeStretch(desk, /** @type {Stretch} */ (desk.marked()));
  else return false;
}

/** By keyboard or by the browser. @param {Desk} desk @returns {Stretch | null} */
function selected({ caret, passages }) {
  if (caret.selecting()) return caret.shown();
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !passages.article.contains(selection.anchorNode)) return null;
  const { from, to } = passages.unitsOf(selection.getRangeAt(0));
  return stretchOf(passages.text, from, to);
}

/** @param {Desk} desk @param {Mark} mark */
export const citeMark = (desk, { id, actor, from, to }) =>
  take(desk, { from, to }, { actor, page: `/h/${id}` });

/** Not a highlight yet: its link is the statement's. @param {Desk} desk @param {Stretch} stretch */
export const citeStretch = (desk, stretch) =>
  take(desk, stretch, { actor: null, page: `/s/${desk.state.statement.id}` });

/** @param {Desk} desk @param {Stretch} stretch @param {{actor: Mark["actor"], page: string}} about */
async function take(desk, { from, to }, { actor, page }) {
  const { passages, state } = desk;
  const quoted = {
    quote: passages.text.slice(from, to), actor,
    paragraphs: /** @type {[number, number]} */ ([passages.paragraphAt(from), passages.paragraphAt(to - 1)]),
    link: new URL(projectPath(state.project.slug, page), location.origin).href,
  };
  const clip = citation(quoted, state.statement, { say, dateWords, rowWords });
  if (await toClipboard(clip)) desk.note(say("cite.done"));
  else byHand(clip.text);
}

/** @param {string} value */
function byHand(value) {
  openDialog({
    title: say("cite.by-hand"),
    content: () => copyField({ name: "quotation", label: say("cite.field"), value, rows: 6 }),
  });
}

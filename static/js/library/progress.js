// @ts-check
// progress.js: how far the project is coded.  The server keeps the counts; what is added and
// removed here changes them until the page is read again.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { state } from "../state.js";
import { say } from "./say.js";

/** @import {CodingState} from "../types.js" */

/** @returns {Record<CodingState, number>} */
export function stateCounts() {
  const { statements: all = 0, statements_in_progress: begun = 0, statements_done: done = 0 } = state.project ?? {};
  return { "not started": all - begun - done, "in progress": begun, done };
}

export function progress() {
  const { "not started": rest, "in progress": begun, done } = stateCounts();
  const n = rest + begun + done;
  if (!n) return nothing;
  return html`
    <p class="num">${say("progress", { done, begun, rest })}</p>
    <progress value=${done} max=${n} aria-label=${say("progress.bar", { done, n })}></progress>`;
}

/**
 * One statement more, or one less.
 * @param {{highlights: number, state?: CodingState}} statement @param {1 | -1} n
 */
export function retell({ highlights, state: coding }, n) {
  if (!state.project) return;
  state.project.statements += n;
  state.project.highlights += n * highlights;
  if (coding === "in progress") state.project.statements_in_progress += n;
  if (coding === "done") state.project.statements_done += n;
}

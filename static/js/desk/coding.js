// @ts-check
// coding.js: how far the statement is coded, to be seen and said below its facts.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { Refusal, signInAgain } from "../api.js";
import { code, codingOf, mayCode, Meanwhile, statement } from "./facts.js";
import { say as sayAlways } from "../words.js";
import { say } from "./say-colophon.js";
import { quiet } from "./signs.js";

/** @import {CodingState} from "../types.js" */

const states = /** @type {const} */ (["not started", "in progress", "done"]);
const shown = { marks: statement.highlights.length, covered: false, busy: false, note: "", fault: "", signedOut: false };

/** @param {CodingState} state */
const named = (state) => say(`state.${state}`);

/** The highlights as they are here now: the first one begins it. @param {number} n @returns {boolean} whether it shows */
export function marksAre(n) {
  const before = codingOf(shown.marks);
  shown.marks = n;
  return codingOf(n) !== before;
}

/** Whether every paragraph is coded or left: then it may be done. @param {boolean} all @returns {boolean} whether it shows */
export function coveredIs(all) {
  const before = shown.covered;
  shown.covered = all;
  return all !== before;
}

/** @param {() => void} show */
export function codingPart(show) {
  const now = codingOf(shown.marks);
  if (!mayCode) return html`<p><span class="label">${say("coding")}</span> <span class="stands">${named(now)}</span></p>`;
  return html`
    <div class="ask coding">
      <label for="coding">${say("coding")}</label>
      <select class="field" id="coding" aria-disabled=${shown.busy ? "true" : "false"}
        @change=${(/** @type {Event} */ event) => choose(chosen(event), show)}>${states.map((state) => html`
        <option value=${state} .selected=${live(state === now)}>${named(state)}</option>`)}</select>
      <p class="aside" role="status">${shown.note}</p>
      ${shown.covered && now !== "done" ? html`<p class="aside">${say("covered")}
        ${quiet(say("covered.done"), () => void choose("done", show))}</p>` : nothing}
      <div role="alert">${shown.fault ? html`<p class="wrong">${shown.fault}
        ${shown.signedOut ? html`<a href=${signInAgain()} target="_blank">${sayAlways("sign-in-again")}</a>` : nothing}</p>` : nothing}</div>
    </div>`;
}

/** @param {Event} event */
const chosen = ({ target }) => /** @type {CodingState} */ (/** @type {HTMLSelectElement} */ (target).value);

/** @param {CodingState} state @param {() => void} show */
async function choose(state, show) {
  if (shown.busy) return show();
  Object.assign(shown, { busy: true, note: "", fault: "", signedOut: false });
  try {
    await code(state, codingOf(shown.marks));
    shown.note = say("state.saved", { state: named(statement.state) });
  } catch (error) {
    tell(error);
  }
  shown.busy = false;
  show();
}

/** @param {unknown} error */
function tell(error) {
  if (error instanceof Meanwhile) {
    shown.fault = say("state.meanwhile", { state: named(statement.state) });
  } else if (error instanceof Refusal) {
    Object.assign(shown, { fault: error.message, signedOut: error.status === 401 });
  } else {
    throw error;
  }
}

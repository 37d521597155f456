// @ts-check
// bar.js: the desk's bar: back to the library, how saving stands, the keys; and below it the
// notices, which lie over the page so that the text never moves.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { shortened } from "../text/graphemes.js";
import { state } from "../state.js";
import { marksChanged } from "./colophon.js";
import { say as sayOfStatement } from "./say-colophon.js";
import { filterBar } from "./filter-view.js";
import { say as sayOfFinding } from "./say-finding.js";
import { saveState } from "./saving.js";
import { say } from "./say.js";
import { quiet } from "./signs.js";

/** @import {Filtering} from "./filtering.js" */
/** @import {Model} from "./model.js" */
/**
 * @typedef {object} BarContext
 * @property {Model} model
 * @property {Filtering} filtering
 * @property {string} library its address
 * @property {boolean} unkept the browser could not keep a change
 * @property {string} stranger who is signed in instead
 * @property {string} note what was done just now
 * @property {boolean} removed it was a removal
 * @property {BarCalls} calls
 */
/**
 * @typedef {object} BarCalls
 * @property {() => void} keys
 * @property {() => void} walk to the first highlight
 * @property {() => void} find
 * @property {() => void} wake try to send now
 * @property {() => void} signIn
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {(id: string) => void} compare
 * @property {(id: string) => void} retry
 * @property {(id: string) => void} discard
 */

/** @param {BarContext} context */
export function bar(context) {
  const { model, library, calls } = context;
  const n = model.marks.length;
  marksChanged(n);
  return html`
    <a class="plain back" href=${library}><span aria-hidden="true">←</span> <span class="word">${say("library")}</span></a>
    ${nextUncoded(library)}
    ${n ? quiet(walkWords(context.filtering, n), calls.walk, { also: "only-narrow num" }) : nothing}
    ${filterBar(context.filtering)}
    ${done(context, "removal not-narrow")}
    ${quiet(turn("⌕", sayOfFinding("find.open")), calls.find, { key: "/", also: "turn find-opens" })}
    ${saving(model)}
    ${model.mayMark ? turns(context) : nothing}
    ${quiet(say("keys.open"), calls.keys, { key: "?", also: "not-narrow" })}`;
}

/**
 * Where to read on; where all are begun, nowhere.  A narrow bar has no room for it: there it
 * stands below the facts.
 * @param {string} library
 */
const nextUncoded = (library) => (state.next_uncoded ? html`
  <a class="plain not-narrow" href=${`${library}/s/${state.next_uncoded}`}>${sayOfStatement("next")}
    <span aria-hidden="true">→</span></a>` : nothing);

/** On a narrow screen the way to them. @param {Filtering} filtering @param {number} n */
const walkWords = (filtering, n) =>
  (filtering.active ? sayOfFinding("filter.some", filtering.count()) : say("list.walk", { n }));

/** @param {Model} model */
function saving({ queue, turning }) {
  const { mark, words, n, strong } = saveState(queue.entries.values(), queue.trouble, queue.ready && !turning);
  return html`<p class=${strong ? "save strong" : "save"} role="status">
    <span class="save-mark" aria-hidden="true">${mark}</span>
    <span class="save-words num">${say(words, { n })}</span></p>`;
}

/**
 * In the bar; where that is narrow, as a notice.
 * @param {BarContext} context @param {"removal not-narrow" | "notice only-narrow"} place
 */
function done({ note, removed, calls }, place) {
  if (!note) return nothing;
  return html`<p class=${place}><span>${note}</span>
    ${removed ? quiet(say("bar.take-back"), calls.undo, { key: "z" }) : nothing}</p>`;
}

/** @param {BarContext} context */
const turns = ({ calls }) => html`
  ${quiet(turn("↶", say("undo")), calls.undo, { key: "z", also: "turn" })}
  ${quiet(turn("↷", say("redo")), calls.redo, { key: "⇧z", also: "turn forward" })}`;

/** @param {string} sign where there is no room for words @param {string} words */
const turn = (sign, words) => html`<span class="only-narrow" aria-hidden="true">${sign}</span><span
  class="word">${words}</span>`;

/** @param {BarContext} context */
export const notices = (context) => html`
  ${outage(context)}${conflicts(context)}${refusals(context)}
  ${done(context, "notice only-narrow")}`;

/** @param {BarContext} context */
function outage(context) {
  const { model: { queue }, unkept, calls } = context;
  if (queue.trouble === "signed out") return signedOut(context);
  const n = queue.entries.size;
  if (queue.trouble !== "away" || !n) return nothing;
  return html`<p class="notice">${say("notice.away")}
    ${unkept ? html`<strong>${say("notice.unkept")}</strong>`
      : html`<strong>${say("notice.kept", { n })}</strong>
        <span class="not-narrow">${say("notice.work-on")}</span>`}
    ${quiet(say("notice.try-now"), calls.wake)}</p>`;
}

/** @param {BarContext} context */
function signedOut({ model: { queue }, unkept, stranger, calls }) {
  const n = queue.entries.size;
  const who = stranger ? say("notice.someone-else", { name: stranger }) : say("notice.signed-out");
  const kept = unkept ? say("notice.unkept") : say("notice.signed-out.kept", { n });
  return html`<p class="notice">${who} ${n ? html`<strong>${kept}</strong>` : nothing}
    ${quiet(say("notice.sign-in"), calls.signIn)}
    ${quiet(say("notice.go-on"), calls.wake)}</p>`;
}

/** @param {BarContext} context */
function conflicts({ model: { queue }, calls }) {
  const found = queue.having("conflict");
  if (!found.length) return nothing;
  return html`<p class="notice">${say("notice.conflict", { n: found.length })}
    ${quiet(say("card.compare"), () => calls.compare(found[0].id))}</p>`;
}

/** @param {BarContext} context */
function refusals({ model: { queue }, calls }) {
  const [entry] = queue.having("refused");
  if (!entry) return nothing;
  return html`<p class="notice alert">${say("notice.refused", { message: entry.message ?? "" })}
    ${quiet(say("card.try-again"), () => calls.retry(entry.id))}
    ${quiet(say("card.discard"), () => calls.discard(entry.id))}</p>`;
}

// @ts-check
// coverage-view.js: how coverage looks: a cell a paragraph, or one bar where they are many; in
// words how many there are of each; and what can be done with the one that is being read.

import { html, nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { rowWords } from "../words.js";
import { runsOf, tallyOf } from "./coverage.js";
import { say } from "./say-coverage.js";
import { quiet } from "./signs.js";

/** @import {Paragraph, Standing} from "./coverage.js" */
/**
 * @typedef {object} Shown
 * @property {readonly Paragraph[]} paragraphs
 * @property {readonly Standing[]} standings
 * @property {number} at the one that is being read; -1: none
 * @property {boolean} narrow it folds, and that one stands by itself
 * @property {boolean} mayMark
 * @property {boolean} asking where to go
 * @property {string} fault of what was answered
 * @property {(act: string) => string} capOf
 * @property {Calls} calls
 */
/**
 * @typedef {object} Calls
 * @property {(i: number) => void} go
 * @property {(way: 1 | -1) => void} next
 * @property {() => void} toggle
 * @property {() => void} ask
 * @property {(answer: string) => void} answer
 * @property {() => void} stop asking
 * @property {() => void} lose the place
 */

/** More than these are one bar. */
export const most = 60;

/** @param {Shown} shown */
export function coverageView(shown) {
  if (!shown.paragraphs.length) return nothing;
  const words = html`<span class="num">${tallyWords(shown.standings)}</span>`;
  const drawn = html`
    ${shown.paragraphs.length > most ? bar(shown) : cells(shown)}
    ${shown.narrow ? nothing : html`<p class="aside">${words}</p>`}
    ${ways(shown)}`;
  return html`
    ${shown.narrow ? html`<details><summary>${words}</summary>${drawn}</details>` : drawn}
    ${shown.asking ? question(shown) : nothing}
    ${here(shown)}`;
}

/** @param {readonly Standing[]} standings */
function tallyWords(standings) {
  const tally = tallyOf(standings);
  const all = /** @type {const} */ (["coded", "left", "open"]);
  return rowWords(all.filter((one) => tally[one]).map((one) => say(one, { n: tally[one] })));
}

/** @param {Paragraph} paragraph @param {Standing} standing */
export const named = ({ n }, standing) => say(`cell.${standing}`, { n: String(n) });

/** One is reached by Tab, the others from there by arrows. @param {Shown} shown */
function cells({ paragraphs, standings, at, calls }) {
  const first = at < 0 ? Math.max(0, standings.indexOf("open")) : at;
  return html`<div class="cells num" role="toolbar" aria-label=${say("title")} @keydown=${walk}>${paragraphs.map((paragraph, i) => html`
    <button type="button" class=${`cell ${standings[i]}`} tabindex=${i === first ? 0 : -1}
      aria-label=${named(paragraph, standings[i])} title=${named(paragraph, standings[i])}
      aria-current=${i === at ? "true" : nothing} @click=${() => calls.go(i)}>${paragraph.n}</button>`)}</div>`;
}

/** @type {Record<string, (at: number, last: number) => number>} */
const steps = {
  ArrowRight: (at) => at + 1, ArrowDown: (at) => at + 1, ArrowLeft: (at) => at - 1, ArrowUp: (at) => at - 1,
  Home: () => 0, End: (_, last) => last,
};

/** @param {KeyboardEvent} event */
function walk(event) {
  const { key, currentTarget, target } = event;
  const all = [...(/** @type {HTMLElement} */ (currentTarget)).querySelectorAll("button")];
  const step = steps[key]?.(all.indexOf(/** @type {HTMLButtonElement} */ (target)), all.length - 1);
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  all[step]?.focus();
}

/** A drawing for the mouse: by keyboard there are the ways below it. @param {Shown} shown */
function bar({ standings, at, calls }) {
  const { length } = standings;
  const path = (/** @type {Standing} */ one, /** @type {number} */ top, /** @type {number} */ bottom) =>
    runsOf(standings).filter(({ standing }) => standing === one)
      .map(({ from, to }) => `M${from} ${top}H${to}V${bottom}H${from}Z`).join("");
  return html`<svg class="strip" viewBox=${`0 0 ${length} 10`} preserveAspectRatio="none" aria-hidden="true"
    @click=${(/** @type {MouseEvent} */ event) => calls.go(under(event, length))}>${svg`
    <path class="coded" d=${path("coded", 0, 10)} /><path class="left" d=${path("left", 4, 6)} />
    <path class="at" d=${at < 0 ? "" : `M${at + 0.5} 0V10`} />`}</svg>`;
}

/** @param {MouseEvent} event @param {number} length */
function under({ clientX: x, currentTarget }, length) {
  const { left, width } = /** @type {Element} */ (currentTarget).getBoundingClientRect();
  return Math.max(0, Math.min(length - 1, Math.floor(((x - left) / width) * length)));
}

/** @param {Shown} shown */
const ways = ({ paragraphs, standings, calls, capOf }) => html`
  <p class="ways">
    ${standings.includes("open") ? html`
      ${paragraphs.length > most ? quiet(say("previous"), () => calls.next(-1), { key: capOf("previousToRead") }) : nothing}
      ${quiet(say("next"), () => calls.next(1), { key: capOf("nextToRead") })}` : nothing}
    ${quiet(say("go"), calls.ask, { key: capOf("goTo"), also: "goes" })}</p>`;

/** @param {Shown} shown */
const question = ({ paragraphs, fault, calls }) => html`
  <form class="go" novalidate @submit=${(/** @type {SubmitEvent} */ event) => submit(event, calls)}
    @keydown=${(/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") calls.stop(); }}>
    <label for="go-to">${say("go.label", { n: String(paragraphs.length) })}</label>
    <p class="row"><input class="field num" id="go-to" name="n" inputmode="numeric" autocomplete="off" maxlength="6"
      aria-invalid=${fault ? "true" : "false"} aria-describedby="go-fault">
    <button class="button">${say("go.go")}</button></p>
    <p class="wrong" id="go-fault" role="alert">${fault}</p>
  </form>`;

/** @param {SubmitEvent} event @param {Calls} calls */
function submit(event, calls) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.currentTarget);
  calls.answer(String(new FormData(form).get("n")));
}

/** The one that is being read, and what may be said of it; over the text only where something may. @param {Shown} shown */
function here({ paragraphs, standings, at, narrow, mayMark, calls, capOf }) {
  const standing = standings[at];
  if (!standing || (narrow && (!mayMark || standing === "coded"))) return nothing;
  return html`<div class="here">
    <p>${say(`here.${standing}`, { n: String(paragraphs[at].n) })}</p>
    <p class="row">
      ${mayMark && standing !== "coded" ? html`<button type="button" class="button" @click=${calls.toggle}
        >${say(standing === "left" ? "return" : "leave")} <kbd aria-hidden="true">${capOf("leaveUncoded")}</kbd></button>` : nothing}
      ${narrow && standings.includes("open") ? quiet(say("next"), () => calls.next(1)) : nothing}
      ${narrow ? quiet("×", calls.lose, { name: say("close"), also: "lose" }) : nothing}
    </p></div>`;
}

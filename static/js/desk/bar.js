// @ts-check
// bar.js: the desk's bar: back to the library, how saving stands, the keys; and below it the
// notices, which lie over the page so that the text never moves.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { signInAgain } from "../api.js";
import { shortened } from "../text/graphemes.js";
import { saveState } from "./saving.js";
import { say } from "./say.js";

/** @import {Model} from "./model.js" */
/**
 * @typedef {object} BarContext
 * @property {Model} model
 * @property {string} library its address
 * @property {boolean} unkept the browser could not keep a change
 * @property {string} stranger who is signed in instead
 * @property {string} quote of the highlight removed last
 * @property {BarCalls} calls
 */
/** @typedef {{keys: () => void, walk: () => void, wake: () => void, takeBack: () => void, compare: (id: string) => void, retry: (id: string) => void, discard: (id: string) => void}} BarCalls */

/** @param {BarContext} context */
export function bar(context) {
  const { model, library, calls } = context;
  const { mark, words, n, strong } = saveState(model.queue.entries.values(), model.queue.trouble);
  const count = model.marks.length;
  return html`
    <a class="plain" href=${library}>${say("library")}</a>
    ${count ? html`<button type="button" class="plain only-narrow num" @click=${calls.walk}>${say("list.walk", { n: count })}</button>` : nothing}
    ${removal(context)}
    <p class=${strong ? "save strong" : "save"} role="status"><span class="save-mark" aria-hidden="true">${mark}</span>
      <span class="save-words num">${say(words, { n })}</span></p>
    <button type="button" class="plain not-narrow" aria-haspopup="dialog" @click=${calls.keys}>${say("keys.open")} <kbd aria-hidden="true">?</kbd></button>`;
}

/** @param {BarContext} context */
export const notices = (context) => html`
  ${outage(context)}${conflicts(context)}${refusals(context)}`;

/** @param {BarContext} context */
function outage({ model: { queue }, unkept, stranger, calls }) {
  const n = queue.entries.size;
  const held = unkept ? html`<strong>${say("notice.unkept")}</strong>` : nothing;
  if (queue.trouble === "signed out") return html`<p class="notice">
    ${stranger ? say("notice.someone-else", { name: stranger }) : say("notice.signed-out")}
    ${n ? html`<strong>${say("notice.signed-out.kept", { n })}</strong>` : nothing} ${held}
    <a href=${signInAgain()} target="_blank">${say("notice.sign-in")}</a>
    <button type="button" class="plain" @click=${calls.wake}>${say("notice.go-on")}</button></p>`;
  if (queue.trouble !== "away" || !n) return nothing;
  return html`<p class="notice">${say("notice.away")} ${unkept ? held
    : html`<strong>${say("notice.kept", { n })}</strong> ${say("notice.work-on")}`}
    <button type="button" class="plain" @click=${calls.wake}>${say("notice.try-now")}</button></p>`;
}

/** @param {BarContext} context */
function conflicts({ model: { queue }, calls }) {
  const found = queue.having("conflict");
  if (!found.length) return nothing;
  return html`<p class="notice">${say("notice.conflict", { n: found.length })}
    <button type="button" class="plain" @click=${() => calls.compare(found[0].id)}>${say("card.compare")}</button></p>`;
}

/** @param {BarContext} context */
function refusals({ model: { queue }, calls }) {
  const [entry] = queue.having("refused");
  if (!entry) return nothing;
  return html`<p class="notice alert">${say("notice.refused", { message: entry.message ?? "" })}
    <button type="button" class="plain" @click=${() => calls.retry(entry.id)}>${say("card.try-again")}</button>
    <button type="button" class="plain" @click=${() => calls.discard(entry.id)}>${say("card.discard")}</button></p>`;
}

/** @param {BarContext} context */
function removal({ model, quote, calls }) {
  if (!model.removed || !quote) return nothing;
  return html`<p class="removal" role="status"><span class="not-narrow">${say("bar.removed", { quote: shortened(quote, 60) })}</span>
    <button type="button" class="plain" @click=${calls.takeBack}><span>${say("bar.take-back")}</span> <kbd aria-hidden="true">z</kbd></button></p>`;
}

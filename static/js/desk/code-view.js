// @ts-check
// code-view.js: how the sheet looks in which all that was found is looked through.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { lineAt } from "../text/lines.js";
import { graphemes, shortened } from "../text/graphemes.js";
import { extents } from "./code-passages.js";
import { say } from "./say-finding.js";
import { quiet, tile } from "./signs.js";

/** @import {Stretch} from "../text/edges.js" */
/** @import {CodeAll} from "./code-all.js" */
/** @import {Passage} from "./code-passages.js" */
/** @import {TagOffer} from "./offers.js" */

/** Graphemes told before the words found and behind them; of a whole sentence or paragraph. */
const before = 40;
const behind = 60;
const told = 200;

/** @param {CodeAll} coding */
export const codeSheet = (coding) => html`
  <div class="code-how">
    ${which(coding)}
    ${coding.tag ? chosenTag(coding) : chooseTag(coding)}
  </div>
  ${coding.busy ? html`<p class="aside" role="status">${say("find.busy")}</p>` : list(coding)}
  <footer>
    <button type="button" class="button first" aria-disabled=${!isReady(coding)} @click=${() => coding.put()}
      >${putWords(coding)}</button>
  </footer>`;

/** @param {CodeAll} coding */
const isReady = (coding) => Boolean(coding.tag && coding.chosen().length && !coding.putting);

/** @param {CodeAll} coding */
function putWords(coding) {
  const n = coding.chosen().length;
  if (coding.putting) return say("code.busy");
  if (!coding.tag) return say("code.choose");
  return n ? say("code.put", { n }) : say("code.nothing");
}

/** @param {CodeAll} coding */
const which = (coding) => html`
  <fieldset class="code-as"><legend class="label">${say("code.as")}</legend>
    ${extents.map((extent) => html`<label><input type="radio" name="code-as" .checked=${coding.extent === extent}
      @change=${() => coding.take(extent)}> ${say(`code.as.${extent}`)}</label>`)}</fieldset>`;

/** @param {CodeAll} coding */
function chooseTag(coding) {
  const offers = coding.offers();
  return html`<div class="ask code-tag"><label for="code-tag">${say("code.tag")}</label>
    <input class="field" id="code-tag" role="combobox" aria-autocomplete="list" aria-expanded=${offers.length > 0}
      aria-controls=${offers.length ? "code-tags" : nothing} aria-activedescendant=${offers.length ? `code-tag-${coding.at}` : nothing}
      placeholder=${say("code.tag.filter")} autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto"
      .value=${live(coding.typed)} @keydown=${(/** @type {KeyboardEvent} */ event) => coding.onKey(event)}
      @input=${(/** @type {Event} */ event) => coding.filter(/** @type {HTMLInputElement} */ (event.target).value)}>
    ${offers.length ? html`<ul role="listbox" id="code-tags" aria-label=${say("code.tag.filter")}
      @mousedown=${stay}>
      ${offers.map((offer, i) => tagRow(offer, i, coding))}</ul>` : html`<p class="aside">${say("code.tag.none")}</p>`}
  </div>`;
}

/** A press leaves the focus in the field. @param {Event} event */
const stay = (event) => event.preventDefault();

/** @param {TagOffer} offer @param {number} i @param {CodeAll} coding */
const tagRow = ({ key, node, pieces }, i, coding) => html`
  <li role="option" id=${`code-tag-${i}`} class=${i === coding.at ? "at" : ""} aria-selected="false" data-f=${node.shade}
    @click=${() => coding.choose(key)}>${tile(node.letter)}<span class="tag" dir="auto"
    >${pieces.map(({ text, hit }) => (hit ? html`<b>${text}</b>` : text))}</span><span class="path" dir="auto"
    >${node.parent?.tag.label ?? ""}</span></li>`;

/** @param {CodeAll} coding */
function chosenTag(coding) {
  const { book } = coding.desk;
  const { shade, letter, label } = book.signs.ofTag(coding.tag);
  return html`<div class="ask code-tag"><span class="label">${say("code.tag")}</span>
      <p class="row"><span class="chip" data-f=${shade}>${tile(letter)}<span dir="auto">${label}</span></span>
      ${quiet(say("code.tag.change"), () => coding.choose(""))}</p></div>
    <div class="ask"><label for="code-stance">${say("code.stance")}</label>
      <select class="field" id="code-stance" @change=${(/** @type {Event} */ { target }) => {
        coding.stance = /** @type {HTMLSelectElement} */ (target).value || null;
      }}>
        <option value="" .selected=${!coding.stance}>${say("code.stance.none")}</option>
        ${book.stances.map(({ key, label }) => html`
          <option value=${key} .selected=${coding.stance === key}>${label}</option>`)}</select></div>`;
}

/** @param {CodeAll} coding */
function list(coding) {
  const { passages, drawn } = coding;
  const left = passages.length - drawn;
  return html`
    <p class="row code-count"><span class="num">${say("code.passages", { n: passages.length })}</span>
      ${quiet(say("code.all"), () => coding.turnAll(true))} ${quiet(say("code.nobody"), () => coding.turnAll(false))}</p>
    <ol class="code-list">${passages.slice(0, drawn).map((passage) => row(passage, coding))}</ol>
    ${left > 0 ? html`<p class="aside">${say("code.more", { n: left })}
      ${quiet(say("code.more.show"), () => coding.more())}</p>` : nothing}`;
}

/** @param {Passage} passage @param {CodeAll} coding */
const row = (passage, coding) => html`<li><label>
  <input type="checkbox" .checked=${live(coding.isChosen(passage))} @change=${() => coding.toggle(passage)}>
  <span class="aside num">${say("code.place", { n: String(coding.desk.passages.paragraphAt(passage.from)) })}</span>
  <span class="quote">${inContext(passage, coding)}</span>
  ${coding.has(passage) ? html`<span class="aside">${say("code.has")}</span>` : nothing}</label></li>`;

/**
 * The words found, marked: in the words around them, or in the sentence or paragraph that is
 * chosen, as far as that is told.
 * @param {Passage} passage @param {CodeAll} coding
 */
function inContext(passage, { extent, desk: { passages: { text, starts } } }) {
  const { hits } = passage;
  if (extent !== "hit") return inPieces(text, hits, { ...passage, most: told });
  const [{ from, to }] = hits;
  const line = starts[lineAt(starts, from)];
  const lead = lastOf(text.slice(Math.max(line, from - 8 * before), from), from - line);
  return html`${lead}${inPieces(text, hits, { from, to: starts[lineAt(starts, to) + 1] ?? text.length, most: behind })}`;
}

/** Whole words, as many as fit. @param {string} words @param {number} length of all before */
function lastOf(words, length) {
  const kept = graphemes(words).slice(-before).join("");
  if (kept.length === length) return kept;
  return `…${kept.replace(/^\S{1,20}\s+(?=\S)/, "").trimStart()}`;
}

/** @param {string} text @param {readonly Stretch[]} hits @param {Stretch & {most: number}} shown */
function inPieces(text, hits, { from, to, most }) {
  const seen = hits.filter((hit) => hit === hits[0] || hit.to <= from + most);
  const end = seen[seen.length - 1].to;
  return html`${text.slice(from, seen[0].from)}${seen.map((hit, i) =>
    html`<b>${text.slice(hit.from, hit.to)}</b>${text.slice(hit.to, seen[i + 1]?.from ?? hit.to)}`)}${
    shortened(text.slice(end, to).trimEnd(), Math.max(behind, from + most - end))}`;
}

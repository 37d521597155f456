// @ts-check
// colophon.js: what is known of the statement, beside its text, and changed where it stands.

import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { dateWords } from "../dates.js";
import { projectPath } from "../frame.js";
import { languageName } from "../languages.js";
import { kindName } from "../library/kinds.js";
import { state } from "../state.js";
import { say as sayOfTrash } from "../trash/say.js";
import { rowPieces, rowWords } from "../words.js";
import { codingPart, coveredIs, marksAre } from "./coding.js";
import { editing, editor, open } from "./edit-facts.js";
import { followFacts, mayChange } from "./facts.js";
import { say as sayHere } from "./say-colophon.js";
import { say as sayOfParagraphs } from "./say-coverage.js";
import { say } from "./say.js";
import { quiet } from "./signs.js";

/** @import {Statement} from "../types.js" */
/** @import {Word} from "./say.js" */
/** @typedef {{history: string, remove: (() => void) | undefined}} Acts history: the address of its
 *   activity; remove: absent when the account may not */
/** @typedef {{word: Word, content: unknown, names: string[]}} Line what one line shows, and the fields behind it */

/** The text would be far down: what is known folds. */
const narrow = matchMedia("(max-width: 60rem)");
/** @type {{statement: Statement, acts: Acts} | undefined} */ let drawn;

/** @param {Statement} statement @param {Acts} acts */
export function colophon(statement, acts) {
  drawn = { statement, acts };
  const all = lines(statement);
  const empty = all.filter(({ content }) => !content);
  const facts = html`<dl>${all.filter(isShown).map(lineOf)}</dl>
    ${mayChange && empty.length ? additions(empty) : nothing}`;
  return html`
    <div class="facts" tabindex=${mayChange ? nothing : 0}>
      <p class="label">${say("colophon.statement")}</p>
      ${editing("title") ? editor(["title"], draw) : title(statement)}
      ${narrow.matches ? html`<details><summary>${inShort(statement)}</summary>${facts}</details>` : facts}
    </div>
    ${codingPart(draw)}
    <section class="coverage" id="coverage" aria-label=${sayOfParagraphs("title")}></section>
    <p class="row">
      ${state.next_uncoded ? html`<a class="plain only-narrow" href=${next()}>${sayHere("next")}
        <span aria-hidden="true">→</span></a>` : nothing}
      <a class="plain" href=${acts.history}>${sayOfTrash("delete.history")}</a>
      ${acts.remove ? quiet(sayOfTrash("delete"), acts.remove, { also: "removes" }) : nothing}
    </p>`;
}

const next = () => projectPath(state.project?.slug ?? "", `/s/${state.next_uncoded}`);

/** Again, in the place that the page gave it. */
function draw() {
  const place = document.querySelector(".colophon");
  if (drawn && place instanceof HTMLElement) render(colophon(drawn.statement, drawn.acts), place);
}

followFacts(draw);
narrow.addEventListener("change", draw);

/** Who and when; or that there is more to be seen. @param {Statement} of */
const inShort = ({ speaker, delegation, on_behalf_of: group, date }) =>
  rowWords([(speaker ?? delegation ?? group)?.name, date && dateWords(date)].flatMap((word) => word || []))
  || sayHere("facts");

/** The first highlight begins the coding. @param {number} n of them, as they are here */
export function marksChanged(n) {
  if (marksAre(n)) queueMicrotask(draw);
}

/** Nothing is left to be read, or something again. @param {boolean} all */
export function coveredChanged(all) {
  if (coveredIs(all)) queueMicrotask(draw);
}

/** @param {Statement} statement */
const title = (statement) => html`
  <div class="line"><h1 dir="auto">${statement.title}</h1>${changeButton(["title"], say("colophon.statement"))}</div>`;

/** @param {Line} line */
const isShown = ({ content, names }) => Boolean(content) || editing(names[0]);

/** @param {Line} line */
const lineOf = ({ word, content, names }) => (editing(names[0])
  ? html`<div class="editing"><dt class="unseen">${say(word)}</dt><dd>${editor(names, draw)}</dd></div>`
  : html`<div class="line"><dt>${say(word)}</dt><dd dir="auto">${content}
    ${changeButton(names, say(word))}</dd></div>`);

/** @param {string[]} names @param {string} what */
const changeButton = (names, what) => (mayChange ? html`
  <button type="button" class="plain change" id=${`change-${names[0]}`}
    aria-label=${sayHere("change.name", { what })} @click=${() => open(names, draw)}>${sayHere("change")}</button>`
  : nothing);

/** @param {Line[]} empty */
const additions = (empty) => html`
  <details class="additions">
    <summary>${sayHere("more")}</summary>
    <p class="row">${empty.map(({ word, names }) => html`
      <button type="button" class="plain" id=${`change-${names[0]}`} aria-label=${sayHere("add", { what: say(word) })}
        @click=${() => open(names, draw)}>${say(word)}</button>`)}</p>
  </details>`;

/** @param {Statement} of @returns {Line[]} */
const lines = (of) => [
  { word: "colophon.speaker", content: of.speaker?.name, names: ["speaker"] },
  { word: "colophon.delegation", content: of.delegation?.name, names: ["delegation"] },
  { word: "colophon.on_behalf_of", content: of.on_behalf_of?.name, names: ["on_behalf_of"] },
  { word: "colophon.meeting", content: rowWords([of.forum ?? "", of.meeting ?? ""].filter(Boolean)), names: ["forum", "meeting"] },
  { word: "colophon.agenda_item", content: of.agenda_item, names: ["agenda_item"] },
  { word: "colophon.date", content: dateAndPlace(of), names: ["date", "place"] },
  { word: "colophon.kind", content: of.kind && kindName(of.kind), names: ["kind"] },
  { word: "colophon.symbol", content: of.symbol, names: ["symbol"] },
  { word: "colophon.publisher", content: of.publisher, names: ["publisher"] },
  { word: "colophon.source", content: source(of), names: ["source_url", "accessed_on"] },
  { word: "colophon.licence", content: of.licence, names: ["licence"] },
  { word: "colophon.language", content: of.language && languageName(of.language), names: ["language"] },
];

/** @param {Statement} of */
function dateAndPlace({ date, place }) {
  if (!date) return place;
  return rowPieces([html`<time datetime=${date}>${dateWords(date)}</time>`, ...(place ? [place] : [])]);
}

/** @param {Statement} of */
function source({ source_url: url, accessed_on: seen }) {
  const read = seen ? say("colophon.accessed", { date: dateWords(seen) }) : "";
  if (!url || !/^https?:/i.test(url)) return url || read;
  return html`<a href=${url} rel="noreferrer">${hostOf(url)}</a> <span class="aside">${read}</span>`;
}

/** @param {string} url */
function hostOf(url) {
  try {
    return new URL(url).hostname.replace(/^www\./, "");
  } catch {
    return url;
  }
}

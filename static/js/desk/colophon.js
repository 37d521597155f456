// @ts-check
// colophon.js: what is known of the statement, beside its text.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { dateWords } from "../dates.js";
import { say as sayOfTrash } from "../trash/say.js";
import { say } from "./say.js";
import { quiet } from "./signs.js";

/** @import {Statement} from "../types.js" */
/** @import {Word} from "./say.js" */

/**
 * @param {Statement} statement
 * @param {{history: string, remove: (() => void) | undefined}} acts
 *   history: the address of its activity; remove: absent when the account may not
 */
export const colophon = (statement, { history, remove }) => html`
  <p class="label">${say("colophon.statement")}</p>
  <h1 dir="auto">${statement.title}</h1>
  <dl>${lines(statement).map(({ word, content }) => content
    ? html`<div><dt>${say(word)}</dt><dd dir="auto">${content}</dd></div>` : nothing)}</dl>
  <p class="row">
    <a class="plain" href=${history}>${sayOfTrash("delete.history")}</a>
    ${remove ? quiet(sayOfTrash("delete"), remove, { also: "removes" }) : nothing}
  </p>`;

/** @param {Statement} of @returns {{word: Word, content: unknown}[]} */
const lines = (of) => [
  { word: "colophon.speaker", content: of.speaker?.name },
  { word: "colophon.delegation", content: of.delegation?.name },
  { word: "colophon.on_behalf_of", content: of.on_behalf_of?.name },
  { word: "colophon.meeting", content: [of.forum, of.meeting].filter(Boolean).join(", ") },
  { word: "colophon.agenda_item", content: of.agenda_item },
  { word: "colophon.date", content: dateAndPlace(of) },
  { word: "colophon.kind", content: of.kind && of.kind.charAt(0).toUpperCase() + of.kind.slice(1) },
  { word: "colophon.symbol", content: of.symbol },
  { word: "colophon.publisher", content: of.publisher },
  { word: "colophon.source", content: source(of) },
  { word: "colophon.licence", content: of.licence },
];

/** @param {Statement} of */
function dateAndPlace({ date, place }) {
  if (!date) return place;
  return html`<time datetime=${date}>${dateWords(date)}</time>${place ? `, ${place}` : nothing}`;
}

/** @param {Statement} of */
function source({ source_url: url, accessed_on: seen }) {
  if (!url || !/^https?:/i.test(url)) return url;
  const read = seen ? say("colophon.accessed", { date: dateWords(seen) }) : "";
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

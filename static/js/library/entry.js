// @ts-check
// entry.js: one line of the catalogue: day, title, who speaks, how much is marked.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { dateWords, dayWords } from "../dates.js";
import { projectPath } from "../frame.js";
import { link, menu } from "../frame/menus.js";
import { chosen, menuButtonKeys, toggleMenu } from "../menu.js";
import { seen, unlessSeen } from "../nameless.js";
import { state } from "../state.js";
import { say as sayOfTrash } from "../trash/say.js";
import { rowPieces, rowWords, say, tell } from "../words.js";
import { say as sayHere } from "./say.js";
import { snippetLine } from "./snippet.js";

/** @import {StatementEntry} from "../types.js" */

/**
 * @param {StatementEntry} item @param {string} place what the heading already says
 * @param {(() => void) | undefined} remove absent: the account may not
 */
export const entry = (item, place, remove) => html`
  <li class="entry">
    ${day(item.date)}
    <div>
      <h3 class="quote"><a href=${projectPath(state.project?.slug ?? "", `/s/${item.id}`)}
        lang=${item.language ?? nothing} dir="auto" aria-label=${standIn(item)}>${item.title}</a></h3>
      ${voice(item, place)}
      ${snippetLine(item.snippet, item.language, item.length)}
    </div>
    <p class="count num" data-state=${item.state}><span>${sayHere(`state.${item.state}`)}</span>
      <span>${marked(item.highlight_count)}</span></p>
    ${more(item, remove)}
  </li>`;

/** @param {StatementEntry} item @param {(() => void) | undefined} remove */
const more = ({ id, title }, remove) => html`
  <div class="menu end">
    <button type="button" class="plain dots" aria-haspopup="menu" aria-expanded="false"
      aria-label=${sayOfTrash("delete.more", { title: seen(title, nameless(id)) })}
      @click=${toggleMenu} @keydown=${menuButtonKeys}></button>
    ${menu(sayOfTrash("delete.more", { title: seen(title, nameless(id)) }), html`
      ${link(projectPath(state.project?.slug ?? "", `/activity?statement=${id}`), sayOfTrash("delete.history"))}
      ${remove ? html`<button type="button" role="menuitem" tabindex="-1"
        @click=${chosen(remove)}>${sayOfTrash("delete")}</button>` : nothing}`)}
  </div>`;

/** @param {string | null} date the column is kept for those without */
const day = (date) => date ? html`
  <time class="num" datetime=${date} title=${dateWords(date)}>${dayWords(date)}</time>` : html`<span></span>`;

/** @param {StatementEntry} item */
const standIn = ({ id, title }) => unlessSeen(title, nameless(id));

/** @param {number} id */
const nameless = (id) => say("library.nameless", { id: String(id) });

/** @param {number} n */
const marked = (n) => (n ? say("highlights", { n }) : say("library.unmarked"));

/**
 * Where all of them were made, when they were all made at one place.
 * @param {readonly StatementEntry[]} items
 */
export function commonPlace(items) {
  const places = new Set(items.map(placeOf));
  return places.size === 1 ? [...places][0] : "";
}

/** @param {StatementEntry} item */
const placeOf = ({ forum, meeting }) => rowWords([forum ?? "", meeting ?? ""].filter(Boolean));

/** @param {StatementEntry} item @param {string} place */
function voice(item, place) {
  const { delegation, speaker, on_behalf_of } = item;
  const parts = [
    ...[delegation, speaker].flatMap((actor) => (actor ? [named(actor.name)] : [])),
    ...(on_behalf_of ? [tell("library.for", { name: named(on_behalf_of.name) })] : []),
    ...(place ? [] : [placeOf(item)].filter(Boolean).map(named)),
  ];
  return parts.length ? html`<p>${rowPieces(parts)}</p>` : nothing;
}

/** @param {string} name in its own direction */
const named = (name) => html`<bdi>${name}</bdi>`;

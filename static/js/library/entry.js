// @ts-check
// entry.js: one line of the catalogue: day, title, who speaks, how much is marked.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { dateWords, dayWords } from "../dates.js";
import { projectPath } from "../frame.js";
import { unlessSeen } from "../nameless.js";
import { state } from "../state.js";
import { say } from "../words.js";

/** @import {StatementEntry} from "../types.js" */

/** @param {StatementEntry} item @param {string} place what the heading already says */
export const entry = (item, place) => html`
  <li class="entry">
    ${item.date ? html`<time class="num" datetime=${item.date} title=${dateWords(item.date)}>${dayWords(item.date)}</time>` : html`<span></span>`}
    <div>
      <h3 class="quote"><a href=${projectPath(state.project?.slug ?? "", `/s/${item.id}`)} lang=${item.language ?? nothing} dir="auto" aria-label=${unlessSeen(item.title, say("library.nameless", { id: String(item.id) }))}>${item.title}</a></h3>
      ${voice(item, place)}
    </div>
    <p class="count num">${item.highlight_count ? say("highlights", { n: item.highlight_count }) : say("library.unmarked")}</p>
  </li>`;

/** Where all of them were made, when they were all made at one place. @param {readonly StatementEntry[]} items */
export function commonPlace(items) {
  const places = new Set(items.map(placeOf));
  return places.size === 1 ? [...places][0] : "";
}

/** @param {StatementEntry} item */
const placeOf = ({ forum, meeting }) => [forum, meeting].filter(Boolean).join(", ");

/** @param {StatementEntry} item @param {string} place */
function voice(item, place) {
  const { delegation, speaker, on_behalf_of } = item;
  const names = [delegation, speaker].flatMap((actor) => (actor ? [actor.name] : []));
  const rest = [
    ...names.slice(1).map(named),
    ...(on_behalf_of ? [html`${say("library.for")} ${named(on_behalf_of.name)}`] : []),
    ...(place ? [] : [placeOf(item)].filter(Boolean).map(named)),
  ];
  if (!names.length && !rest.length) return nothing;
  return html`<p>${names.slice(0, 1).map(named)}${rest.map((part, i) => html`<span>${names.length || i ? ", " : ""}${part}</span>`)}</p>`;
}

/** @param {string} name in its own direction */
const named = (name) => html`<bdi>${name}</bdi>`;

// @ts-check
// row.js: one deleted statement or highlight: what it was, where, who deleted it and when.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { mayPurge, mayRestore } from "../activity/rights.js";
import { moment } from "../moment.js";
import { seen } from "../nameless.js";
import { shortened } from "../text/graphemes.js";
import { say, tell } from "./say.js";

/** @import {TrashItem} from "../types.js" */
/** @typedef {{restore: (item: TrashItem) => void, purge: (item: TrashItem) => void, together: number}} RowParts together: how many listed ones one action deleted */

/** In names of buttons and in notes; graphemes. */
const briefly = 60;

/** @param {TrashItem} item @param {RowParts} parts */
export const row = (item, { restore, purge, together }) => html`
  <li tabindex="-1">
    <div>
      <p class="label">${say(item.kind)}</p>
      ${what(item)}
      <p class="aside">${who(item)}${together > 1 ? html` · ${say("together")}` : nothing}</p>
    </div>
    <div class="row">
      ${mayRestore(item.member) ? html`<button type="button" class="button"
        aria-label=${say("restore.name", { what: nameOf(item) })} @click=${() => restore(item)}>${say("restore")}</button>` : nothing}
      ${mayPurge() ? html`<button type="button" class="plain"
        aria-label=${say("purge.name", { what: nameOf(item) })} @click=${() => purge(item)}>${say("purge")}</button>` : nothing}
    </div>
  </li>`;

/** @param {TrashItem} item */
const what = (item) => (item.kind === "statement"
  ? html`<h2 class="quote thing"><bdi>${titleOf(item.title)}</bdi></h2>`
  : html`<h2 class="quote thing"><bdi>${say("quoted", { words: item.quote ?? "" })}</bdi></h2>
    <p>${tell("in", { statement: html`<bdi class="quote">${titleOf(item.statement.title)}</bdi>` })}</p>`);

/** @param {TrashItem} item */
const who = ({ member, deleted_at }) => html`
  ${tell("by", { who: html`<bdi>${seen(member.name, say("nameless.member"))}</bdi>` })}
  ${moment(deleted_at)}`;

/** @param {string | null} title */
const titleOf = (title) => seen(title ?? "", say("nameless"));

/** In words that fit a button's name. @param {TrashItem} item */
export function nameOf({ kind, title, quote }) {
  if (kind === "statement") return say("quoted", { words: shortened(titleOf(title), briefly) });
  return say("quoted", { words: shortened((quote ?? "").replace(/\s+/g, " ").trim(), briefly) });
}

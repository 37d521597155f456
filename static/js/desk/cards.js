// @ts-check
// cards.js: the list of highlights in reading order.  For the mouse the marginalia beside the
// text; for keyboard and screen reader the equal of everything painted and drawn.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { classMap } from "../../vendor/lit-html/directives/class-map.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { shortened } from "../text/graphemes.js";
import { say } from "./say.js";
import { stanceMark, tile } from "./signs.js";

/** @import {Mark} from "./model.js" */
/** @import {Signs} from "./signs.js" */
/** @typedef {"tags" | "stance" | "actor" | "note"} Part what of a highlight is changed */
/**
 * @typedef {object} CardContext
 * @property {string | null} open
 * @property {boolean} mayMark
 * @property {string} copied id of the highlight whose link was copied just now
 * @property {Signs} signs
 * @property {number | null} speaker id of the statement's speaker
 * @property {(mark: Mark) => boolean} mayChange
 * @property {(mark: Mark) => boolean} isMine
 * @property {(mark: Mark) => number} paragraph
 * @property {(id: string) => string} link
 * @property {CardCalls} calls
 */
/**
 * @typedef {object} CardCalls
 * @property {(id: string) => void} toggle
 * @property {(id: string | null) => void} point
 * @property {(way: 1 | -1) => void} walk
 * @property {() => void} close
 * @property {(id: string, part: Part, tag?: string) => void} change
 * @property {(id: string) => void} remove
 * @property {(event: Event, id: string) => void} copy
 * @property {(id: string) => void} compare
 * @property {(id: string) => void} retry
 * @property {(id: string) => void} discard
 */

/** As much of a passage as is read out for its card's name. */
const named = 400;

/** @param {readonly Mark[]} marks @param {CardContext} context */
export const aside = (marks, context) => html`
  <h2 class="unseen" id="cards-title">${say("list.title")}</h2>
  ${marks.length ? walk(marks, context) : html`<p class="aside nothing">${say(context.mayMark ? "list.none" : "list.none.reader")}</p>`}
  <ol>${repeat(marks, ({ id }) => id, (mark) => card(mark, context))}</ol>`;

/**
 * On a narrow screen one card at a time is seen.
 * @param {readonly Mark[]} marks @param {CardContext} context
 */
const walk = (marks, { open, calls }) => html`
  <p class="card-walk">
    <button type="button" class="plain" aria-label=${say("walk.previous")} @click=${() => calls.walk(-1)}>‹</button>
    <span class="num">${say("walk.at", { at: marks.findIndex(({ id }) => id === open) + 1, n: marks.length })}</span>
    <button type="button" class="plain" aria-label=${say("walk.next")} @click=${() => calls.walk(1)}>›</button>
    <button type="button" class="plain" aria-label=${say("walk.close")} @click=${() => calls.close()}>×</button>
  </p>`;

/** @param {Mark} mark @param {CardContext} context */
function card(mark, context) {
  const open = mark.id === context.open;
  const classes = { card: true, open, [mark.trouble || "saved"]: true };
  const { calls } = context;
  return html`<li class=${classMap(classes)} data-id=${mark.id}
    @pointerenter=${() => calls.point(mark.id)} @pointerleave=${() => calls.point(null)}>
    <button type="button" class="passage" aria-expanded=${open} @click=${() => calls.toggle(mark.id)}
      ><span class="unseen quote">${say("card.passage", { n: String(context.paragraph(mark)), quote: shortened(mark.quote, named) })}</span></button>
    <ul class="taggings">${mark.taggings.length ? mark.taggings.map((tagging) => taggingRow(mark, tagging, context)) : untagged}</ul>
    ${who(mark, context)}
    ${mark.note ? html`<p class="note quote">${mark.note}</p>` : nothing}
    ${trouble(mark, calls)}
    ${open ? acts(mark, context) : nothing}
  </li>`;
}

const untagged = html`<li data-f="-">${tile("·")}<span class="tag">${say("card.untagged")}</span></li>`;

/**
 * @param {Mark} mark @param {import("../types.js").Tagging} tagging
 * @param {CardContext} context
 */
function taggingRow(mark, { tag, stance }, context) {
  const { shade, letter, label } = context.signs.ofTag(tag);
  const changes = mark.id === context.open && context.mayChange(mark);
  const others = mark.taggings.length - 1;
  return html`<li data-f=${shade}>${tile(letter)}<span class="tag"><span dir="auto">${label}</span
    >${others && mark.taggings[0].tag === tag ? html`<span class="others" aria-hidden="true">${say("card.more", { n: others })}</span>` : nothing}</span>
    ${changes ? stanceButton(mark, { tag, stance }, context) : stance ? stanceMark(context.signs.ofStance(stance)) : nothing}</li>`;
}

/**
 * @param {Mark} mark @param {import("../types.js").Tagging} tagging
 * @param {CardContext} context
 */
function stanceButton({ id }, { tag, stance }, { signs, calls }) {
  const { sign, label } = signs.ofStance(stance);
  const words = stance ? label : say("card.no-stance");
  return html`<button type="button" class="stance choose" data-p=${stance ? sign : nothing}
    aria-label=${say("card.stance-of", { tag: signs.ofTag(tag).label, stance: words })}
    @click=${() => calls.change(id, "stance", tag)}><span dir="auto">${words}</span></button>`;
}

/** Who, when it is not the speaker or not you. @param {Mark} mark @param {CardContext} context */
function who(mark, { speaker, isMine }) {
  const { actor, author } = mark;
  const said = actor && !("id" in actor && actor.id === speaker);
  return html`${said ? html`<p class="who">${say("card.said-by", { name: isolated(actor.name) })}</p>` : nothing}
    ${isMine(mark) ? nothing : html`<p class="who">${say("card.coded-by", { name: isolated(author.name) })}</p>`}`;
}

/** A name of another direction does not turn the words around it. @param {string} name */
const isolated = (name) => `\u2068${name}\u2069`;

/** @param {Mark} mark @param {CardCalls} calls */
function trouble({ id, trouble, message }, calls) {
  if (trouble === "kept") return html`<p class="trouble">${say("card.kept")}</p>`;
  if (trouble === "conflict") return html`<p class="trouble">${say("card.conflict")}
    <button type="button" class="plain" @click=${() => calls.compare(id)}>${say("card.compare")}</button></p>`;
  if (trouble === "refused") return html`<p class="trouble alert">${say("card.refused", { message })}
    <button type="button" class="plain" @click=${() => calls.retry(id)}>${say("card.try-again")}</button>
    <button type="button" class="plain" @click=${() => calls.discard(id)}>${say("card.discard")}</button></p>`;
  return nothing;
}

/** @type {{part: Part, word: "act.tag" | "act.stance" | "act.note" | "act.actor", key: string}[]} */
const changes = [
  { part: "tags", word: "act.tag", key: "t" },
  { part: "stance", word: "act.stance", key: "s" },
  { part: "note", word: "act.note", key: "n" },
  { part: "actor", word: "act.actor", key: "a" },
];

/** @param {Mark} mark @param {CardContext} context */
function acts(mark, { mayChange, link, copied, calls }) {
  const { id, taggings } = mark;
  const offered = changes.filter(({ part }) => part !== "stance" || taggings.length);
  return html`<div class="acts">
    ${mayChange(mark) ? offered.map(({ part, word, key }) => html`<button type="button" class="plain"
      @click=${() => calls.change(id, part)}>${say(word)} <kbd aria-hidden="true">${key}</kbd></button>`) : nothing}
    <a class="plain" href=${link(id)} @click=${(/** @type {Event} */ event) => calls.copy(event, id)}>${say(copied === id ? "act.link.done" : "act.link")}</a>
    ${mayChange(mark) ? html`<button type="button" class="plain remove" @click=${() => calls.remove(id)}>${say("act.remove")} <kbd aria-hidden="true">Del</kbd></button>` : nothing}
  </div>`;
}

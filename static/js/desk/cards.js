// @ts-check
// cards.js: the list of highlights in reading order.  For the mouse the marginalia beside the
// text; for keyboard and screen reader the equal of everything painted and drawn.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { classMap } from "../../vendor/lit-html/directives/class-map.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { shortened } from "../text/graphemes.js";
import { filterLine } from "./filter-view.js";
import { say as sayOfFinding } from "./say-finding.js";
import { say } from "./say.js";
import { quiet, stanceMark, tile } from "./signs.js";

/** @import {Tagging} from "../types.js" */
/** @import {Filtering} from "./filtering.js" */
/** @import {Mark} from "./model.js" */
/** @import {Word} from "./say.js" */
/** @import {Signs} from "./signs.js" */
/** @typedef {"tags" | "stance" | "actor" | "note"} Part what of a highlight is changed */
/**
 * @typedef {object} CardContext
 * @property {Filtering} filtering
 * @property {string} open id; none: empty
 * @property {number} total highlights that are listed, of which these are all, or those near
 * @property {boolean} isPart
 * @property {(Mark | undefined)[]} ends the first and the last of those near
 * @property {(mark: Mark) => number} rankOf its number among them
 * @property {boolean} mayMark
 * @property {string} copied id of the highlight whose link was copied just now
 * @property {Signs} signs
 * @property {(act: string) => string} capOf the key that does it
 * @property {number | null} speaker id of the statement's speaker
 * @property {(mark: Mark) => boolean} mayChange
 * @property {(mark: Mark) => boolean} isMine
 * @property {(mark: Mark) => number} paragraph
 * @property {(mark: Mark) => string} splitBefore the word it would be split before, or nothing
 * @property {(mark: Mark) => number} joins how many others it may become one with
 * @property {(id: string) => string} link
 * @property {CardCalls} calls
 */
/**
 * @typedef {object} CardCalls
 * @property {(id: string) => void} toggle
 * @property {(id: string | null) => void} point
 * @property {(way: 1 | -1) => void} walk
 * @property {(from: Mark, way: 1 | -1) => void} goOn to the card of the next one, where the list breaks off
 * @property {() => void} close
 * @property {(id: string, part: Part, tag?: string) => void} change
 * @property {(id: string) => void} remove
 * @property {() => void} split the open one
 * @property {() => void} join the open one with those it meets
 * @property {(event: Event, id: string) => void} copy
 * @property {(mark: Mark) => void} cite
 * @property {(id: string) => void} compare
 * @property {(id: string) => void} retry
 * @property {(id: string) => void} discard
 */

/** As much of a passage as is read out for its card's name. */
const named = 400;
/** What was cut once. @type {WeakMap<Mark, string>} */
const cut = new WeakMap();

/** @param {Mark} mark */
function shortQuote(mark) {
  const quote = cut.get(mark) ?? shortened(mark.quote, named);
  cut.set(mark, quote);
  return quote;
}

/** @param {readonly Mark[]} marks @param {CardContext} context */
export const aside = (marks, context) => html`
  <h2 class="unseen" id="cards-title">${say("list.title")}</h2>
  ${filterLine(context.filtering)}
  ${context.total ? walk(marks, context) : empty(context)}
  ${beyond(context, -1)}
  <ol>${repeat(marks, ({ id }) => id, (mark) => card(mark, context))}</ol>
  ${beyond(context, 1)}`;

/**
 * Those that have no card at present: by keyboard one comes to them here.
 * @param {CardContext} context @param {1 | -1} way
 */
function beyond({ total, isPart, ends, rankOf, calls }, way) {
  const last = ends[way > 0 ? 1 : 0];
  if (!isPart || !last) return nothing;
  const n = way > 0 ? total - rankOf(last) : rankOf(last) - 1;
  const words = say(way > 0 ? "list.later" : "list.earlier", { n });
  return n ? html`<p class="beyond">${quiet(words, () => calls.goOn(last, way))}</p>` : nothing;
}

/** @param {CardContext} context */
const empty = ({ filtering, mayMark }) => (filtering.active ? nothing
  : html`<p class="aside nothing">${say(mayMark ? "list.none" : "list.none.reader")}</p>`);

/**
 * On a narrow screen one card at a time is seen.
 * @param {readonly Mark[]} marks @param {CardContext} context
 */
const walk = (marks, { open, total, rankOf, calls }) => html`
  <p class="card-walk">
    ${quiet("‹", () => calls.walk(-1), { name: say("walk.previous") })}
    <span class="num">${say("walk.at", { at: marks.filter(({ id }) => id === open).map(rankOf)[0] ?? 0, n: total })}</span>
    ${quiet("›", () => calls.walk(1), { name: say("walk.next") })}
    ${quiet("×", () => calls.close(), { name: say("walk.close") })}
  </p>`;

/** @param {Mark} mark @param {CardContext} context */
function card(mark, context) {
  const { id, taggings, note, trouble } = mark;
  const { calls } = context;
  const open = id === context.open;
  const name = say("card.passage", { n: String(context.paragraph(mark)), quote: shortQuote(mark) });
  return html`<li class=${classMap({ card: true, open, [trouble || "saved"]: true })} data-id=${id}
    aria-setsize=${context.isPart ? context.total : nothing} aria-posinset=${context.isPart ? context.rankOf(mark) : nothing}
    @pointerenter=${() => calls.point(id)} @pointerleave=${() => calls.point(null)}>
    <button type="button" class="passage" aria-expanded=${open} @click=${() => calls.toggle(id)}
      ><span class="unseen quote">${name}</span></button>
    <ul class="taggings">${taggings.map((tagging) => taggingRow(mark, tagging, context))}
      ${taggings.length ? nothing : untagged}</ul>
    ${who(mark, context)}
    ${note ? html`<p class="note quote">${note}</p>` : nothing}
    ${troubleOf(mark, calls)}
    ${open ? acts(mark, context) : nothing}
  </li>`;
}

const untagged = html`
  <li data-f="-">${tile("·")}<span class="tag">${say("card.untagged")}</span></li>`;

/** @param {Mark} mark @param {Tagging} tagging @param {CardContext} context */
function taggingRow(mark, tagging, context) {
  const { shade, letter, label } = context.signs.ofTag(tagging.tag);
  const others = tagging === mark.taggings[0] ? mark.taggings.length - 1 : 0;
  const more = html`<span class="others" aria-hidden="true">${say("card.more", { n: others })}</span>`;
  return html`<li data-f=${shade} class=${tagging === mark.taggings[0] ? nothing : "further"}>${tile(letter)}<span class="tag"><span dir="auto">${label}</span
    >${others ? more : nothing}</span>
    ${stanceOf(mark, tagging, context)}</li>`;
}

/**
 * To be chosen anew, where one may.
 * @param {Mark} mark @param {Tagging} tagging @param {CardContext} context
 */
function stanceOf(mark, { tag, stance }, { open, mayChange, signs, calls }) {
  const shown = signs.ofStance(stance);
  if (mark.id !== open || !mayChange(mark)) return stance ? stanceMark(shown) : nothing;
  const { sign, label } = shown;
  const words = label || say("card.no-stance");
  return html`<button type="button" class="stance choose" data-p=${sign || nothing}
    aria-label=${say("card.stance-of", { tag: signs.ofTag(tag).label, stance: words })}
    @click=${() => calls.change(mark.id, "stance", tag)}><span dir="auto">${words}</span></button>`;
}

/** Who, when it is not the speaker or not you. @param {Mark} mark @param {CardContext} context */
function who(mark, { speaker, isMine }) {
  const { actor, author } = mark;
  const another = actor && !("id" in actor && actor.id === speaker);
  return html`
    ${another ? whoLine("card.said-by", actor) : nothing}
    ${isMine(mark) ? nothing : whoLine("card.coded-by", author)}`;
}

/**
 * A name of another direction does not turn the words around it.
 * @param {"card.said-by" | "card.coded-by"} word @param {{name: string}} who
 */
const whoLine = (word, { name }) =>
  html`<p class="who">${say(word, { name: `\u2068${name}\u2069` })}</p>`;

/** @param {Mark} mark @param {CardCalls} calls */
function troubleOf({ id, trouble, message }, calls) {
  if (trouble === "kept") return html`<p class="trouble">${say("card.kept")}</p>`;
  if (trouble === "conflict") return html`<p class="trouble">${say("card.conflict")}
    ${quiet(say("card.compare"), () => calls.compare(id))}</p>`;
  if (trouble === "refused") return html`<p class="trouble alert">${say("card.refused", { message })}
    ${quiet(say("card.try-again"), () => calls.retry(id))}
    ${quiet(say("card.discard"), () => calls.discard(id))}</p>`;
  return nothing;
}

/** @type {{part: Part, word: Word}[]} */
const changes = [
  { part: "tags", word: "act.tag" },
  { part: "stance", word: "act.stance" },
  { part: "note", word: "act.note" },
  { part: "actor", word: "act.actor" },
];

/** @param {Mark} mark @param {CardContext} context */
function acts(mark, { capOf, mayChange, splitBefore, joins, link, copied, calls }) {
  const { id, taggings } = mark;
  const may = mayChange(mark);
  const offered = changes.filter(({ part }) => may && (part !== "stance" || taggings.length));
  const copy = (/** @type {Event} */ event) => calls.copy(event, id);
  const words = say(copied === id ? "act.link.done" : "act.link");
  const word = splitBefore(mark);
  return html`<div class="acts">
    ${offered.map(({ part, word }) => quiet(say(word), () => calls.change(id, part), { key: capOf(part) }))}
    ${word ? quiet(say("act.split", { word }), calls.split, { key: capOf("split") }) : nothing}
    ${joins(mark) ? quiet(say("act.join"), calls.join, { key: capOf("join") }) : nothing}
    ${quiet(sayOfFinding("cite.act"), () => calls.cite(mark), { key: capOf("cite") })}
    <a class="plain" href=${link(id)} @click=${copy}>${words}</a>
    ${may ? quiet(say("act.remove"), () => calls.remove(id), { key: "Del", also: "remove" }) : nothing}
  </div>`;
}

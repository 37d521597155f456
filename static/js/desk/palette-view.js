// @ts-check
// palette-view.js: how the palette looks: filter, list, meaning of the tag in focus, then
// stance, actor and note.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { capWords } from "../caps.js";
import { ancestors } from "../tags.js";
import { shortened } from "../text/graphemes.js";
import { isPut } from "./offers.js";
import { say as sayOfFinding } from "./say-finding.js";
import { say } from "./say.js";
import { quiet, stanceMark, tile } from "./signs.js";

/** @import {ActorOffer, ExtendOffer, NewOffer, Offer, StanceOffer, TagOffer} from "./offers.js" */
/** @import {TagNode} from "../tags.js" */
/** @import {Palette, PaletteParts, Sitting} from "./palette.js" */
/** @import {Tagging} from "../types.js" */
/** @import {Part} from "./cards.js" */
/** @import {Piece} from "./match.js" */
/** @import {Word} from "./say.js" */
/** @typedef {{sitting: Sitting, offers: Offer[], parts: PaletteParts, calls: Palette}} View */

/** More than anyone scrolls through: typing is faster. */
const most = 200;
/** As much of a passage as is quoted in a question. */
const quoted = 120;

const filterWords = /** @type {const} */ ({
  tags: "palette.filter", stance: "palette.stance.filter", actor: "palette.actor.filter",
});

/** @param {View} view */
export const paletteView = (view) => html`
  <p class="unseen" id="palette-about">${view.parts.about(view.sitting.target)}</p>
  ${view.sitting.part === "note" ? note(view) : chooser(view)}
  <p class="wrong" role="alert">${view.sitting.message || nothing}</p>
  ${withRow(view)}
  ${hints(view)}`;

/** @param {View} view */
const chooser = (view) => html`
  ${filter(view)}
  ${question(view)}
  ${view.sitting.part === "stance" ? whichTag(view) : nothing}
  ${view.offers.length ? list(view) : html`<p class="aside nothing">${noneWords(view)}</p>`}
  ${meaning(view.offers[view.sitting.at], view)}`;

/** The same was said of words that overlap. @param {View} view */
function question({ sitting: { ask }, parts: { signs } }) {
  if (!ask) return nothing;
  const tag = signs.ofTag(ask.taggings[0].tag).label;
  return html`<p class="question" role="alert">${say("palette.extend", { tag })}
    <span class="quote">${shortened(ask.mark.quote, quoted)}</span></p>`;
}

/** @param {View} view */
function filter({ sitting: { part, typed, at }, offers, calls }) {
  const words = say(filterWords[/** @type {"tags"} */ (part)]);
  return html`<input class="filter-box" role="combobox" aria-label=${words} placeholder=${words}
    aria-describedby=${"palette-about"} aria-autocomplete="list" aria-expanded=${offers.length > 0}
    aria-controls=${offers.length ? "palette-list" : nothing}
    aria-activedescendant=${offers[at] ? `offer-${at}` : nothing}
    autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto"
    .value=${live(typed)} @input=${(/** @type {Event} */ event) => calls.filter(valueOf(event))}>`;
}

/** @param {Event} event */
const valueOf = ({ target }) => /** @type {HTMLInputElement} */ (target).value;

/** A press leaves the focus in the filter. @param {Event} event */
const stay = (event) => event.preventDefault();

/** @param {View} view */
const list = ({ sitting, offers, parts, calls }) => html`
  <ul role="listbox" id="palette-list" tabindex="-1"
    aria-label=${say(filterWords[/** @type {"tags"} */ (sitting.part)])}
    aria-multiselectable=${sitting.part === "tags"} @mousedown=${stay}>
    ${repeat(offers.slice(0, most), identity, (offer, i) => html`
      <li role="option" id=${`offer-${i}`} class=${i === sitting.at ? "at" : ""}
        aria-selected=${isPut(offer)} data-f=${offer.kind === "tag" ? offer.node.shade : nothing}
        @click=${() => calls.choose(offer, sitting.part === "tags" && !sitting.ask)}
        >${row(offer, parts)}${number(i, sitting)}</li>`)}
  </ul>`;

/** The key that chooses it, while nothing is typed. @param {number} i @param {Sitting} sitting */
const number = (i, { typed }) =>
  (i < 9 && !typed ? html`<kbd class="only-wide" aria-hidden="true">${i + 1}</kbd>` : nothing);

/** @param {Offer} offer @param {number} i */
const identity = (offer, i) => ("key" in offer ? `${offer.kind} ${offer.key}` : `${offer.kind} ${i}`);

/** @param {Offer} offer @param {PaletteParts} parts */
function row(offer, parts) {
  if (offer.kind === "tag") return tagRow(offer);
  if (offer.kind === "stance") return stanceRow(offer, parts);
  if (offer.kind === "actor") return actorRow(offer, parts);
  if (offer.kind === "extend") return extendRow(offer);
  return newRow(offer);
}

/** @param {TagOffer} offer */
const tagRow = ({ node, pieces, put }) => html`
  ${tile(node.letter)}<span class="tag" dir="auto">${pieces.map(piece)}</span
  >${put ? html`<span class="path put">${say("palette.put-on")}</span>`
    : html`<span class="path" dir="auto">${node.parent?.tag.label ?? ""}</span>`}`;

/** @param {NewOffer} offer */
const newRow = ({ label, near }) => html`
  <span class="plus" aria-hidden="true">+</span>
  <span class="tag">${say("palette.new", { label })}</span>
  <span class="path">${near ? say("palette.new.like", { label: near.tag.label })
    : say("palette.new.hint")}</span>`;

/** @param {ExtendOffer} offer */
const extendRow = ({ instead }) => html`
  <span class="sign" aria-hidden="true">${instead ? "↔" : "+"}</span>
  <span class="tag">${say(instead ? "palette.extend.yes" : "palette.extend.no")}</span>`;

/** @param {StanceOffer} offer @param {PaletteParts} parts */
const stanceRow = ({ key, pieces }, { signs }) => html`
  <span class="sign" aria-hidden="true">${signs.ofStance(key).sign}</span>
  <span class="tag" dir="auto">${key === null ? say("palette.stance.none") : pieces.map(piece)}</span>`;

/** @param {ActorOffer} offer @param {PaletteParts} parts */
function actorRow({ choice, pieces }, { speaker }) {
  if (!choice) return html`<span class="sign"></span><span class="tag">${speaker
    ? say("palette.actor.speaker", { name: speaker.name }) : say("palette.actor.nobody")}</span>`;
  if (!("id" in choice)) return html`<span class="plus" aria-hidden="true">+</span>
    <span class="tag">${say("palette.actor.new", { name: choice.name })}</span>
    <span class="path">${say("palette.actor.new.hint")}</span>`;
  return html`<span class="sign"></span><span class="tag" dir="auto">${pieces.map(piece)}</span
    ><span class="path">${choice.code ?? ""}</span>`;
}

/** @param {Piece} piece */
const piece = ({ text, hit }) => (hit ? html`<b>${text}</b>` : text);

/** Of the tag in focus; of the one that a new tag is all but the same as. @param {Offer | undefined} offer @param {View} view */
function meaning(offer, { calls, sitting }) {
  if (offer?.kind === "tag") return defined(offer.node);
  if (offer?.kind !== "new" || !offer.near) return nothing;
  const { near } = offer;
  const { label, key } = near.tag;
  return html`<p class="like" role="status">${say("palette.like", { label })}
    ${quiet(say("palette.like.use"), () => calls.toggle(key, false))}</p>${defined(near)}`;
}

/** @param {TagNode} node */
function defined(node) {
  const { label, definition } = node.tag;
  const path = [...ancestors(node).map(({ tag }) => tag.label), label].join(" › ");
  return html`<div class="meaning" data-f=${node.shade}>
    <p class="label">${tile(node.letter)} <span dir="auto">${path}</span></p>
    ${definition ? html`<p class="sense quote">${definition}</p>` : nothing}</div>`;
}

/** Which of several tags the stance is asked for. @param {View} view */
function whichTag(view) {
  const { sitting: { content: { taggings } }, parts: { signs } } = view;
  const chips = html`<div class="which" role="group" aria-label=${say("palette.stance.for")}
    >${taggings.map((tagging) => tagChip(tagging, view))}</div>`;
  if (taggings.length > 1) return chips;
  const label = taggings[0] ? signs.ofTag(taggings[0].tag).label : say("palette.stance.next");
  return html`<p class="which label">${say("palette.stance.for")} <span dir="auto">${label}</span></p>`;
}

/** @param {Tagging} tagging @param {View} view */
function tagChip({ tag, stance }, { sitting, parts: { signs }, calls }) {
  const { shade, letter, label } = signs.ofTag(tag);
  return html`<button type="button" class="chip" data-f=${shade} aria-pressed=${tag === sitting.tag}
    @click=${() => calls.ask(tag)}>${tile(letter)}<span dir="auto">${label}</span>
    ${stance ? stanceMark(signs.ofStance(stance)) : nothing}</button>`;
}

/** @param {View} view */
const note = ({ sitting }) => html`
  <label class="label note-label" for="palette-note">${say("palette.note")}</label>
  <textarea class="note-box quote" id="palette-note" dir="auto" rows="5"
    aria-describedby=${"palette-about"} placeholder=${say("palette.note.hint")}
    .value=${sitting.content.note ?? ""}></textarea>`;

/** @param {View} view */
function withRow({ sitting, parts, calls }) {
  const stance = parts.signs.ofStance(calls.stanceNow());
  const { actor, note } = sitting.content;
  const name = actor?.name ?? parts.speaker?.name ?? "";
  const turn = (/** @type {Part} */ part, /** @type {unknown} */ now) => html`
    <button type="button" class=${part === "note" ? "plain" : "plain opens"}
      aria-pressed=${sitting.part === part} aria-keyshortcuts=${`Alt+${part[0].toUpperCase()}`} @click=${() => calls.go(part)}
      ><span class="label">${say(`palette.${/** @type {"note"} */ (part)}`)}</span> ${now}</button>`;
  return html`<div class="with">
    ${sitting.part === "tags" ? nothing : quiet(say("palette.back"), () => calls.go("tags"))}
    ${turn("stance", stance.label ? stanceMark(stance) : nothing)}
    ${turn("actor", html`<span class="who" dir="auto">${name}</span>`)}
    ${turn("note", note ? html`<span aria-hidden="true">✓</span>` : nothing)}
    ${quiet(sayOfFinding("cite.act"), () => parts.cite(sitting.content), { also: "cites" })}
    <button type="button" class="plain stick" aria-pressed=${sitting.stick} title=${say("palette.stick.title")}
      @click=${() => calls.toggleStick()}>${say("palette.stick")}</button>
    <button type="button" class="button only-narrow" @click=${() => calls.finish()}
      >${say("palette.done")}</button>
  </div>`;
}

/** @param {View} view */
const noneWords = ({ parts }) =>
  say(parts.codebook().byKey.size ? "palette.none" : "palette.empty");

/** @typedef {"note" | "off" | "put" | "first" | "settled" | "choose"} Moment */

/** What the keys do. @type {Record<Moment, [key: string, Word][]>} */
const hintsFor = {
  note: [["Enter", "hint.line"], ["Ctrl Enter", "hint.done"]],
  off: [["Enter", "hint.off"]],
  put: [["Enter", "hint.put"], ["Ctrl Enter", "hint.stay"], ["Shift Enter", "hint.stick"]],
  first: [["Enter", "hint.put"], ["Ctrl Enter", "hint.stay"], [".", "hint.repeat"]],
  settled: [["Enter", "hint.done"]],
  choose: [["Enter", "hint.choose"]],
};

/** @param {View} view */
function hints({ sitting: { part, at, typed, ask }, offers, parts }) {
  const offer = offers[at];
  const put = !typed && parts.recent.last().length ? "first" : "put";
  const inTags = ask ? "choose" : !offer ? "settled" : isPut(offer) ? "off" : put;
  const now = part === "tags" ? inTags : part === "note" ? "note" : "choose";
  return html`<p class="hints">${[...hintsFor[now], /** @type {const} */ (["Esc", "hint.leave"])]
    .map(([key, word]) => html`<kbd>${capWords(key)}</kbd> ${say(word)} `)}</p>`;
}

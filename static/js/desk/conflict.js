// @ts-check
// conflict.js: one highlight, changed here and elsewhere: both versions side by side, what
// differs marked, and the choice.  Until then nothing is overwritten.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { locale } from "../catalogue.js";
import { openDialog } from "../dialog.js";
import { contentOf, sameActor } from "./content.js";
import { say } from "./say.js";
import { stanceMark, tile } from "./signs.js";
import { uuid7 } from "./uuid.js";

/** @import {Tagging} from "../types.js" */
/** @import {Content} from "./content.js" */
/** @import {Model} from "./model.js" */
/** @import {Entry} from "./queue.js" */
/** @import {Word} from "./say.js" */
/** @import {Signs} from "./signs.js" */
/** @typedef {"both" | "mine" | "theirs"} Choice */
/**
 * @typedef {object} ConflictParts
 * @property {Signs} signs
 * @property {number} statement
 * @property {number} paragraph
 * @property {(choice: Choice) => void} chosen
 */
/** @typedef {{mine: Content | null, theirs: Content | null, since: Date, saved: Date}} Sides */

const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** What was chosen is done. @param {Model} model @param {string} id @param {Choice} choice */
export function settleConflict(model, id, choice) {
  const { queue } = model;
  const wish = queue.entries.get(id)?.wish;
  if (choice === "mine") return queue.insist(id);
  queue.discard(id);
  if (choice === "both" && wish) model.put(uuid7(), wish);
}

/** @param {Entry} entry @param {ConflictParts} parts */
export function openConflict(entry, parts) {
  const { current } = entry;
  if (!current) return;
  const sides = {
    mine: entry.wish,
    theirs: current.deleted_at ? null : contentOf(current, parts.statement),
    since: new Date(entry.since),
    saved: new Date(current.deleted_at ?? current.updated),
  };
  const dialog = openDialog({
    title: say(titleFor(sides)),
    name: "conflict",
    content: () => versions(sides, parts, () => dialog.close()),
  });
}

/** @param {Sides} sides @returns {Word} */
function titleFor({ mine, theirs }) {
  if (!theirs) return "conflict.deleted";
  return mine ? "conflict.title" : "conflict.removing";
}

/** @param {Sides} sides @param {ConflictParts} parts @param {() => void} close */
const versions = ({ mine, theirs, since, saved }, { signs, paragraph, chosen }, close) => html`
  <p class="aside">${say("conflict.about", { n: String(paragraph) })}</p>
  <div class="versions">
    <section aria-labelledby="mine">
      <h3 id="mine">${say("conflict.mine")} ${moment("conflict.mine.since", since)}</h3>
      ${version(mine, theirs, signs)}</section>
    <section aria-labelledby="theirs">
      <h3 id="theirs">${say("conflict.theirs")} ${moment("conflict.theirs.since", saved)}</h3>
      ${version(theirs, mine, signs)}</section>
  </div>
  <footer>${choicesFor({ mine, theirs }).map(([choice, word], i) => html`
    <button type="button" class=${i ? "button" : "button first"} ?autofocus=${i === 0}
      @click=${() => { close(); chosen(choice); }}>${say(word)}</button>`)}
    <button type="button" class="button" @click=${close}>${say("conflict.later")}</button></footer>`;

/** @param {"conflict.mine.since" | "conflict.theirs.since"} word @param {Date} date */
const moment = (word, date) =>
  html`<span class="label num">${say(word, { time: clock.format(date) })}</span>`;

/**
 * The first of them loses nothing.
 * @param {Pick<Sides, "mine" | "theirs">} sides @returns {[Choice, Word][]}
 */
function choicesFor({ mine, theirs }) {
  if (!mine) return [["theirs", "conflict.keep-theirs"], ["mine", "conflict.remove"]];
  if (!theirs) return [["mine", "conflict.put-back"], ["theirs", "conflict.let-go"]];
  return [["both", "conflict.both"], ["mine", "conflict.use-mine"], ["theirs", "conflict.use-theirs"]];
}

/** @param {Content | null} content @param {Content | null} other @param {Signs} signs */
function version(content, other, signs) {
  if (!content) return html`<p class="aside">${say("conflict.removed")}</p>`;
  const { quote, taggings, actor, note } = content;
  const actorDiffers = other && !sameActor(actor, other.actor);
  const noteDiffers = other && (note ?? "") !== (other.note ?? "");
  return html`
    <blockquote class="quote"><p>${quote}</p></blockquote>
    <dl>
      <dt>${say("conflict.tags")}</dt>
      <dd>${taggings.length ? taggings.map((tagging) => taggingRow(tagging, other, signs)) : none}</dd>
      ${actor || actorDiffers ? html`<dt>${say("conflict.actor")}</dt>
        <dd class=${actorDiffers && actor ? "differs" : ""} dir="auto">${actor?.name ?? none}</dd>` : nothing}
      <dt>${say("conflict.note")}</dt>
      <dd class=${note ? `quote${noteDiffers ? " differs" : ""}` : ""}>${note || none}</dd>
    </dl>`;
}

const none = html`<span class="aside">${say("conflict.none")}</span>`;

/** @param {Tagging} tagging @param {Content | null} other @param {Signs} signs */
function taggingRow({ tag, stance }, other, signs) {
  const { shade, letter, label } = signs.ofTag(tag);
  const match = other?.taggings.find((tagging) => tagging.tag === tag);
  const differs = other && (!match || match.stance !== stance);
  return html`<p>
    <span class="chip" data-f=${shade}>${tile(letter)}<span dir="auto">${label}</span></span>
    <span class=${differs ? "differs" : ""}>${stanceMark(signs.ofStance(stance))}</span></p>`;
}

// @ts-check
// content.js: what a highlight says, apart from whose it is and when it was saved:
// the part that the analyst decides and that two versions are compared by.

/** @import {ActorRef, Highlight, Tagging} from "../types.js" */

/**
 * An actor we have met, or a name that the server will match or make.
 * @typedef {ActorRef | {name: string}} ActorChoice
 */
/**
 * A highlight as far as the desk has to know it.
 * @typedef {Omit<Highlight, "version" | "created" | "updated" | "deleted_at"> & {deleted_at?: string | null}} Row
 */
/**
 * @typedef {object} Content
 * @property {number} statement
 * @property {number} start code point
 * @property {number} end code point, not included
 * @property {string} quote
 * @property {string | null} note
 * @property {ActorChoice | null} actor
 * @property {Tagging[]} taggings
 */

/** @param {Row} row @param {number} statement @returns {Content} */
export const contentOf = (row, statement) => ({
  statement: row.statement ?? statement,
  start: row.start,
  end: row.end,
  quote: row.quote,
  note: row.note,
  actor: row.actor,
  taggings: row.taggings,
});

/** The body of a PUT. @param {Content} content */
export const bodyOf = ({ actor, note, ...rest }) => ({
  ...rest,
  note: note || null,
  actor: actor && ("id" in actor ? actor.id : actor.name),
});

/** Nothing was said about the passage. @param {Content} content */
export const isBare = ({ note, actor, taggings }) => !note && !actor && taggings.length === 0;

/** @param {Content | null} a @param {Content | null} b null: removed */
export function sameContent(a, b) {
  if (!a || !b) return a === b;
  return a.statement === b.statement && a.start === b.start && a.end === b.end
    && (a.note || null) === (b.note || null)
    && sameActor(a.actor, b.actor) && sameTaggings(a.taggings, b.taggings);
}

/** @param {readonly Tagging[]} a @param {readonly Tagging[]} b in any order */
export const sameTaggings = (a, b) => a.length === b.length
  && b.every(({ tag, stance }) => a.some((other) => other.tag === tag && other.stance === stance));

/**
 * A name may have been matched to an actor's alias or code, so it may well have become any actor.
 * @param {ActorChoice | null} a @param {ActorChoice | null} b
 */
export function sameActor(a, b) {
  if (!a || !b) return a === b;
  return "id" in a && "id" in b ? a.id === b.id : "id" in a || "id" in b || a.name === b.name;
}

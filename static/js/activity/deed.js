// @ts-check
// deed.js: an action as a sentence, in pieces: plain words, and mentions of what it is about.
// How mentions look, and that some are links, is sentence.js's business.

import { locale } from "../catalogue.js";
import { shortened } from "../text/graphemes.js";
import { say, tell } from "./say.js";

/** @import {Action, ActionKind, ActionRef, Role} from "../types.js" */
/** @import {Word} from "./say.js" */
/** @import {Run} from "./fold.js" */
/**
 * @typedef {object} Mention
 * @property {"person" | "tag" | "quote" | "statement" | "title"} is
 * @property {string} text
 * @property {string} [to] a page of the project, below its address
 */
/** @typedef {string | Mention} Piece */
/** @typedef {(number: number) => Action | undefined} Find among those that are loaded */
/** @typedef {Partial<Action> & ActionRef} Deed an action of which little more may be known than its kind */

const quoteLength = 90; // graphemes
const list = new Intl.ListFormat(locale, { type: "conjunction" });
const several = 5; // the API tells no more tags than these

/** What is done to a statement, more than once perhaps. @type {ActionKind[]} */
const ofStatement = ["statement_code", "statement_change"];

/** Which of a kind's sayings fits. @type {Partial<Record<ActionKind, (deed: Deed) => string>>} */
const variants = {
  project_change: ({ project }) => projectVariant(project ?? {}),
  member_add: ({ about }) => (about?.role ? ".role" : ""),
  member_change: ({ about }) => (about?.role ? ".role" : ""),
  member_join: ({ about }) => (about?.role ? ".role" : ""),
  statement_code: ({ changes }) => (isState(changes?.state) ? `.${changes.state}` : ""),
  codebook_import: ({ events = 0, tags = [] }) => (events > tags.length ? ".more" : ""),
  highlight_put: ({ tags }) => (tags?.length ? ".tags" : ""),
  highlight_patch: ({ tags }) => (tags?.length ? ".tags" : ""),
  undo: ({ statement }) => (statement ? ".statement" : ""),
};

/** @param {Deed} deed @param {Find} find @returns {Piece[]} */
export function pieces(deed, find) {
  const { root, turns } = rootOf(deed, find);
  if (turns) return sentence(turns % 2 ? "undo.of" : "undo.redo", deed, { deed: pieces(root, find) });
  const variant = variants[deed.kind]?.(deed) ?? "";
  return sentence(/** @type {Word} */ (`${deed.kind}${variant}`), deed);
}

/** @param {Run} run of more than one @returns {Piece[]} */
export function runPieces(run) {
  const [newest] = run;
  const tags = [...new Set(run.toReversed().flatMap((action) => action.tags))];
  const more = newest.kind === "tag_create" && tags.length > several ? ".more" : "";
  const word = /** @type {Word} */ (`run.${newest.kind}${more}`);
  return sentence(word, { ...newest, tags }, { n: things(run) });
}

/** How many highlights or statements, where it is those; else how many actions. @param {Run} run */
function things(run) {
  const ids = new Set(run.map(({ kind, highlight, statement }) =>
    (ofStatement.includes(kind) ? statement?.id : highlight?.id)));
  return ids.has(undefined) ? run.length : ids.size;
}

/** For those who cannot see where one piece ends. @param {Piece[]} all */
export const plainWords = (all) =>
  all.map((piece) => (typeof piece === "string" ? piece : textOf(piece))).join("");

/** @param {Mention} mention */
export const textOf = ({ is, text }) => (is === "quote" ? say("quoted", { words: text }) : text);

/**
 * What an undo is about in the end, and how often it was turned.  Nothing is turned where the
 * action before is not at hand.
 * @param {Deed} deed @param {Find} find
 */
function rootOf(deed, find) {
  let root = deed;
  let turns = 0;
  while (root.kind === "undo") {
    const before = root.undoes ? find(root.undoes) : undefined;
    if (!before) return { root: deed, turns: 0 };
    root = before;
    turns += 1;
  }
  return { root, turns };
}

/** @param {Word} word @param {Deed} deed @param {{n?: number, deed?: Piece[]}} [more] @returns {Piece[]} */
function sentence(word, deed, more) {
  const told = /** @type {Piece[]} */ (tell(word, { ...valuesOf(deed), n: countOf(deed), ...more }).flat());
  return told.filter((piece) => piece !== "");
}

/** @param {Deed} deed @returns {Record<string, Piece[]>} */
const valuesOf = (deed) => ({
  who: [{ is: "person", text: deed.member.name }],
  about: [deed.about ? { is: "person", text: deed.about.name } : say("a-member")],
  role: [deed.about?.role ? say(deed.about.role) : ""],
  tags: tagPieces(deed.tags ?? []),
  quote: [quotePiece(deed)],
  statement: [statementPiece(deed.statement)],
  fields: deed.kind === "statement_change" ? factPieces(deed.changes ?? {}) : fieldPieces(deed.project ?? {}),
  title: [{ is: "title", text: String(deed.project?.title ?? "") }],
});

/** @param {Deed} deed */
function countOf({ kind, note, events = 1 }) {
  return kind === "import" && typeof note?.statements === "number" ? note.statements : events;
}

/** @param {readonly string[]} labels @returns {Piece[]} */
function tagPieces(labels) {
  if (!labels.length) return [say("a-tag")];
  const parts = list.formatToParts(labels.slice(0, several));
  return parts.map(({ type, value }) => (type === "element" ? { is: "tag", text: value } : value));
}

/** It can be opened as long as neither it nor its statement is deleted. @param {Deed} deed @returns {Piece} */
function quotePiece({ highlight, statement }) {
  if (!highlight) return say("a-passage");
  const { id, quote, deleted_at } = highlight;
  const text = shortened(quote.replace(/\s+/g, " ").trim(), quoteLength).replace(/ \S*…$/, "…");
  return { is: "quote", text, to: deleted_at || statement?.deleted_at ? undefined : `/h/${id}` };
}

/** @param {Action["statement"] | undefined} statement @returns {Piece} */
function statementPiece(statement) {
  if (!statement) return say("a-statement");
  const { id, title, deleted_at } = statement;
  return { is: "statement", text: title, to: deleted_at ? undefined : `/s/${id}` };
}

/** @param {Record<string, unknown>} project what was changed */
function projectVariant(project) {
  const names = Object.keys(project);
  if ("archived_at" in project) return project.archived_at ? ".archived" : ".back";
  return names.length === 1 && typeof project.title === "string" ? ".title" : "";
}

/** @param {Record<string, unknown>} project @returns {Piece[]} */
function fieldPieces(project) {
  const known = /** @type {const} */ (["title", "description", "language", "settings"]);
  const names = known.filter((name) => name in project).map((name) => say(`field.${name}`));
  return [names.length ? list.format(names) : say("field.none")];
}

const facts = /** @type {const} */ ([
  "title", "speaker", "delegation", "on_behalf_of", "date", "place", "kind", "forum", "meeting", "agenda_item",
  "symbol", "publisher", "source_url", "accessed_on", "licence", "language", "meta", "state",
]);

/** @param {Record<string, unknown>} statement what was changed @returns {Piece[]} */
function factPieces(statement) {
  const names = facts.filter((name) => name in statement).map((name) => say(`fact.${name}`));
  return [names.length ? list.format(names) : say("fact.none")];
}

/** @param {unknown} state */
const isState = (state) => state === "not started" || state === "in progress" || state === "done";

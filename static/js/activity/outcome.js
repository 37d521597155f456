// @ts-check
// outcome.js: what undoing an action will do, in words, told from the rows that it changed.
// A row that goes along with another is not told: the taggings of a highlight that was made,
// the actor made for it, a statement's first version.

import { say } from "./say.js";

/** @import {ActionEvent, Role} from "../types.js" */
/** @import {Word} from "./say.js" */
/** @typedef {Record<string, unknown>} Facts */
/** @typedef {{word: Word, values?: Record<string, string>}} Effect */
/** @typedef {(before: Facts, after: Facts, name: string) => Effect} ColumnEffect */
/**
 * @typedef {object} TableEffects What takes back an insertion, a deletion, a change of columns.
 * @property {Word} [insert]
 * @property {Word} [delete]
 * @property {Record<string, ColumnEffect>} [columns]
 */
/** @typedef {(id: unknown) => string} NameOf of a member */

/** @param {Word} word @returns {ColumnEffect} */
const always = (word) => () => ({ word });

/** Deleting and coming back, both kept in `deleted_at`. @param {Word} gone @param {Word} back @returns {ColumnEffect} */
const deletion = (gone, back) => (before) => ({ word: before.deleted_at ? gone : back });

/** Columns of what is known of a statement. */
const facts = [
  "title", "language", "date", "date_precision", "place", "kind", "forum", "meeting", "agenda_item", "symbol",
  "publisher", "source_url", "accessed_on", "licence", "meta", "speaker_id", "delegation_id", "on_behalf_of_id",
];

/** @type {Record<string, TableEffects>} */
const effects = {
  highlight: {
    insert: "then.highlight.insert",
    columns: {
      deleted_at: deletion("then.highlight.gone", "then.highlight.back"),
      start_at: always("then.highlight.place"),
      end_at: always("then.highlight.place"),
      note: always("then.highlight.note"),
      actor_id: always("then.highlight.actor"),
    },
  },
  tagging: {
    insert: "then.tagging.insert",
    delete: "then.tagging.delete",
    columns: { stance: always("then.tagging.stance") },
  },
  left_uncoded: { insert: "then.left.insert", delete: "then.left.delete" },
  statement: {
    insert: "then.statement.insert",
    columns: {
      deleted_at: deletion("then.statement.gone", "then.statement.back"),
      state: always("then.statement.state"),
      ...Object.fromEntries(facts.map((column) => [column, always("then.statement.facts")])),
    },
  },
  tag: { insert: "then.tag.insert", delete: "then.tag.delete" },
  member: { insert: "then.member.out", columns: { role: roleBefore } },
  project: {
    columns: {
      title: ({ title }) => ({ word: "then.project.title", values: { title: String(title) } }),
      description: always("then.project.description"),
      language: always("then.project.language"),
      settings: always("then.project.settings"),
      archived_at: ({ archived_at }) =>
        ({ word: archived_at ? "then.project.archived" : "then.project.back" }),
    },
  },
};
/** They go along with others, or tell nothing that changes. */
const silent = ["action", "actor", "statement_version"];

/** @type {ColumnEffect} */
function roleBefore({ role }, _after, about) {
  if (!role) return { word: "then.member.out", values: { about } };
  return { word: "then.member.role", values: { about, role: say(/** @type {Role} */ (role)) } };
}

/**
 * One sentence for each thing that will happen, in the order in which it was done.
 * @param {readonly ActionEvent[]} events @param {NameOf} nameOf @returns {string[]}
 */
export function outcomes(events, nameOf) {
  const made = new Set(events.filter(isMade).map(({ key }) => key.id));
  const told = events.filter(({ table, key }) =>
    !silent.includes(table) && !(table === "tagging" && made.has(key.highlight_id)));
  return counted(told.flatMap((event) => effectsOf(event, nameOf)));
}

/** @param {ActionEvent} event */
const isMade = ({ table, before }) => table === "highlight" && !before;

/** @param {ActionEvent} event @param {NameOf} nameOf @returns {Effect[]} */
function effectsOf({ table, key, before, after }, nameOf) {
  const known = effects[table];
  const about = String(after?.name ?? before?.name ?? (table === "member" ? nameOf(key.id) : ""));
  if (!known) return [{ word: "then.other" }];
  if (!before || !after) {
    return [{ word: (before ? known.delete : known.insert) ?? "then.other", values: { about } }];
  }
  const found = Object.entries(known.columns ?? {}).filter(([column]) => column in after)
    .map(([, effect]) => effect(before, after, about));
  return found.filter(({ word }, i) => found.findIndex((other) => other.word === word) === i);
}

/** The same of several rows is said once, with its number. @param {readonly Effect[]} all */
function counted(all) {
  /** @type {Map<string, Effect & {n: number}>} */
  const counts = new Map();
  for (const effect of all) {
    const key = JSON.stringify([effect.word, effect.word.startsWith("then.member") && effect.values]);
    const same = counts.get(key);
    if (same) same.n += 1;
    else counts.set(key, { ...effect, n: 1 });
  }
  return [...counts.values()].map(({ word, values, n }) => say(word, { ...values, n }));
}

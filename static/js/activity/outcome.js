// @ts-check
// outcome.js: what undoing an action will do, told from the rows that it changed.
// Rows that only go along with another (the taggings of a highlight that was made, the actor
// made for it) are not told.

import { say } from "./say.js";

/** @import {ActionEvent, MemberRef, Role} from "../types.js" */
/** @import {Word} from "./say.js" */
/** @typedef {{event: ActionEvent, name: (member: unknown) => string}} Told name: of a member, by id */
/** @typedef {[word: Word, values?: Record<string, string>]} Effect */

/** By table: what takes back an insertion, a deletion, the change of a column. */
const effects = /** @type {Record<string, TableEffects>} */ ({
  highlight: {
    insert: "then.highlight.insert",
    columns: {
      deleted_at: ({ before }) => (before.deleted_at ? "then.highlight.gone" : "then.highlight.back"),
      note: () => "then.highlight.note",
      start_at: () => "then.highlight.place",
      end_at: () => "then.highlight.place",
      actor_id: () => "then.highlight.actor",
    },
  },
});

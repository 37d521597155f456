// @ts-check
// left.js: a paragraph that was read and left uncoded on purpose, as the queue knows it.  To
// the queue it is like a highlight with nothing said about it: it is there, or it is not.  Its
// id tells which it is; nobody else has to know.

/** @import {ActionEvent, Highlight, LeftUncoded} from "../types.js" */
/** @import {Content} from "./content.js" */
/** @import {Entry} from "./queue.js" */

const kind = "left";

/** @param {number} statement @param {number} start code point */
export const leftId = (statement, start) => [kind, statement, start].join(":");

/** @param {string} id */
export const isLeft = (id) => id.startsWith(`${kind}:`);

/** Where the paragraph begins, in code points. @param {string} id */
export const startOf = (id) => Number(id.split(":")[2]);

/** Its place in the API, below the project. @param {string} id */
export const placeOf = (id) => {
  const [, statement, start] = id.split(":");
  return ["statements", statement, "left_uncoded", start];
};

/** @param {LeftUncoded} left @param {number} statement @returns {Highlight} */
export const rowOf = ({ start, end, member, at }, statement) => ({
  ...leftContent(statement, { start, end }),
  id: leftId(statement, start), actor: null, version: 0, author: member, revision: 0, created: at, updated: at,
  deleted_at: null,
});

/** @param {ActionEvent} event */
export const isOfLeft = ({ table }) => table === "left_uncoded";

/** How the paragraph is after the event; who said so does not matter at the desk. @param {ActionEvent} event @returns {[string, Highlight | null]} */
export function leftAfter({ key, after }) {
  const [statement, start] = [Number(key.statement_id), Number(key.start_at)];
  const left = after && { start, end: Number(after.end_at), member: { id: 0, name: "" }, at: String(after.at) };
  return [leftId(statement, start), left && rowOf(left, statement)];
}

/** @param {number} statement @param {{start: number, end: number}} paragraph @returns {Content} */
export const leftContent = (statement, { start, end }) =>
  ({ statement, start, end, quote: "", note: null, actor: null, taggings: [] });

/**
 * Where the paragraphs begin that are left, with what the server does not have yet.
 * @param {Iterable<string>} rows ids of those that it has @param {ReadonlyMap<string, Entry>} entries
 * @param {(entry: Entry) => Content | null} shown how an entry looks @returns {Set<number>}
 */
export function leftNow(rows, entries, shown) {
  const there = new Set([...rows].map(startOf));
  for (const [id, entry] of entries) {
    if (!isLeft(id)) continue;
    if (shown(entry)) there.add(startOf(id));
    else there.delete(startOf(id));
  }
  return there;
}

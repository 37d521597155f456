// @ts-check
// queue-desk.mjs: a save queue with everything around it, for its tests.
import assert from "node:assert/strict";
import { keeper } from "../../../static/js/desk/keep.js";
import { SaveQueue } from "../../../static/js/desk/queue.js";
import { FakeClock, FakeServer, FakeShelf } from "./fake-server.mjs";

export const id = "0198c0de-0000-7000-8000-000000000001";
export const other = "0198c0de-0000-7000-8000-000000000002";

/**
 * @param {string} tag
 * @param {Partial<import("../../../static/js/desk/content.js").Content>} [more]
 */
export const content = (tag, more = {}) => ({
  statement: 1, start: 3, end: 9, quote: "a floor", note: null, actor: null, taggings: [{ tag, stance: null }], ...more,
});

/** @param {{rows?: any[], server?: FakeServer, shelf?: FakeShelf, clock?: FakeClock}} [given] */
export function desk({ rows = [], server = new FakeServer(), shelf = new FakeShelf(), clock = new FakeClock() } = {}) {
  for (const row of rows) if (!server.rows.has(row.id)) server.rows.set(row.id, structuredClone(row));
  /** @type {[string, any][]} */
  const saved = [];
  const queue = new SaveQueue({
    send: server.send, store: keeper(shelf, 1, "demo", 1), clock,
    saved: (id, row) => saved.push([id, row]), changed: () => {},
  }, 1, rows);
  return { queue, server, shelf, clock, saved };
}

/** @param {string} tag @param {object} [more] */
export const row = (tag, more = {}) =>
  ({ ...content(tag), id, author: { id: 1, name: "Ada" }, revision: 1, deleted_at: null, ...more });

/** @param {FakeServer} server @param {string} [which] */
export const tagsOf = (server, which = id) =>
  server.rows.get(which)?.taggings.map((/** @type {{tag: string}} */ { tag }) => tag);

/** @param {ReturnType<typeof desk>} all */
export function assertSettled({ queue, shelf, server }) {
  assert.equal(queue.entries.size, 0, "nothing waits");
  assert.equal(shelf.length, 0, "nothing is kept");
  assert.equal(queue.trouble, "");
  assert.ok(server.mostUnder <= 1, "one request at a time");
}

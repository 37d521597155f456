// @ts-check
// queue-conflict.test.mjs: a highlight that was changed elsewhere too: nothing is overwritten
// and nothing is lost until the analyst has chosen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "./fake-server.mjs";
import { assertSettled, content, desk, id, other, row, tagsOf } from "./queue-desk.mjs";

/** @import {FakeServer} from "./fake-server.mjs" */

/**
 * Somebody else changes the row at the server.
 * @param {FakeServer} server @param {object} change
 */
const elsewhere = (server, change) =>
  server.rows.set(id, { ...server.rows.get(id), ...change, revision: server.rows.get(id).revision + 1 });

test("queue: changed elsewhere to the same: saved", async () => {
  const all = desk({ rows: [row("norm")] });
  elsewhere(all.server, { taggings: [{ tag: "law", stance: null }] });
  all.queue.set(id, content("law"));
  await settled();
  assert.equal(all.saved.at(-1)?.[1].revision, 2);
  assertSettled(all);
});

test("queue: removed elsewhere too: removed", async () => {
  const all = desk({ rows: [row("norm")] });
  elsewhere(all.server, { deleted_at: "2026-01-01T00:00:00Z" });
  all.queue.set(id, null);
  await settled();
  assert.deepEqual(all.saved.at(-1), [id, null]);
  assertSettled(all);
});

/**
 * @param {Parameters<typeof elsewhere>[1]} theirs
 * @param {ReturnType<typeof content> | null} mine
 */
async function inConflict(theirs, mine) {
  const all = desk({ rows: [row("norm")] });
  elsewhere(all.server, theirs);
  all.queue.set(id, mine);
  await all.clock.pass(60_000);
  assert.equal(all.queue.having("conflict").length, 1);
  assert.equal(all.server.log.length, 1, "nothing is overwritten meanwhile");
  assert.equal(all.shelf.length, 1, "mine is kept");
  return all;
}

const theirs = { taggings: [{ tag: "threat", stance: "warns" }] };
const gone = { deleted_at: "2026-01-01T00:00:00Z" };

test("queue: a conflict, mine is used", async () => {
  const all = await inConflict(theirs, content("law"));
  all.queue.insist(id);
  await settled();
  assert.deepEqual(tagsOf(all.server), ["law"]);
  assertSettled(all);
});

test("queue: a conflict, theirs is used", async () => {
  const all = await inConflict(theirs, content("law"));
  all.queue.discard(id);
  assert.deepEqual(tagsOf(all.server), ["threat"]);
  assert.equal(all.saved.at(-1)?.[1].revision, 2);
  assertSettled(all);
  all.queue.set(id, content("later"));
  await settled();
  assert.deepEqual(tagsOf(all.server), ["later"], "and it can be changed again");
});

test("queue: a conflict, both are kept as two", async () => {
  const all = await inConflict(theirs, content("law"));
  const mine = /** @type {any} */ (all.queue.entries.get(id)).wish;
  all.queue.discard(id);
  all.queue.set(other, mine);
  await settled();
  assert.deepEqual([tagsOf(all.server), tagsOf(all.server, other)], [["threat"], ["law"]]);
  assertSettled(all);
});

test("queue: changed here, removed elsewhere: mine is put back", async () => {
  const all = await inConflict(gone, content("law"));
  all.queue.insist(id);
  await settled();
  assert.deepEqual([tagsOf(all.server), all.server.rows.get(id).deleted_at], [["law"], null]);
  assertSettled(all);
});

test("queue: changed here, removed elsewhere: it stays removed", async () => {
  const all = await inConflict(gone, content("law"));
  all.queue.discard(id);
  assert.deepEqual(all.saved.at(-1), [id, null]);
  assertSettled(all);
});

test("queue: removed here, changed elsewhere: asked, then removed", async () => {
  const all = await inConflict(theirs, null);
  all.queue.insist(id);
  await settled();
  assert.ok(all.server.rows.get(id).deleted_at);
  assertSettled(all);
});

test("queue: changed on while in conflict, it stays mine", async () => {
  const all = await inConflict(theirs, content("law"));
  all.queue.set(id, content("law", { note: "and a note" }));
  await all.clock.pass(1000);
  assert.equal(all.server.log.length, 1);
  all.queue.insist(id);
  await settled();
  assert.equal(all.server.rows.get(id).note, "and a note");
});

test("queue: gone from the server altogether: made anew", async () => {
  const all = desk({ rows: [row("norm")] });
  all.server.rows.clear();
  all.queue.set(id, content("law"));
  await settled();
  assert.deepEqual(tagsOf(all.server), ["law"]);
  assertSettled(all);
});

test("queue: an actor by name, matched by the server, answer lost: saved", async () => {
  const all = desk({ rows: [row("norm")] });
  elsewhere(all.server, { taggings: [{ tag: "law", stance: null }], actor: { id: 7, name: "Kestria", kind: "state", code: "KES" } });
  all.queue.set(id, content("law", { actor: { name: "KES" } }));
  await settled();
  assertSettled(all);
});

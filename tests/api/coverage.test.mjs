// @ts-check
// Paragraphs that were read and left uncoded on purpose: said once however often it is sent,
// taken back, told in the history, and gone with their statement.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { admin, memberOf, project, slugOf, stack, statement } from "./world.mjs";

const TEXT = "First 🕊 one.\n\nSecond one.\n  \nLast";
/** Where its paragraphs stand, in code points. */
const FIRST = { start: 0, end: 12 };
const SECOND = { start: 14, end: 25 };
const LAST = { start: 29, end: 33 };

/** @param {string} path @param {number} id @param {number | string} start */
const at = (path, id, start) => `${path}/statements/${id}/left_uncoded/${start}`;

/** @param {string} path @param {number} id */
const leftOf = async (path, id) => (await admin.get(`${path}/statements/${id}`)).json.left_uncoded;

/** @param {string} path */
const lastAction = async (path) => (await admin.get(`${path}/actions?limit=1`)).json.items[0];

/** @param {string} path @param {number} number */
const undo = (path, number) => admin.post(`${path}/actions/${number}/undo`);

test("the paragraphs that a text has, and no other stretch of it", async () => {
  const path = await project();
  const { id, left_uncoded } = await statement(path, TEXT);
  assert.deepEqual(left_uncoded, []);
  for (const { start, end } of [LAST, FIRST, SECOND]) {
    const reply = await admin.put(at(path, id, start), { end });
    assert.equal(reply.status, 201, reply.text);
    assert.deepEqual([reply.json.start, reply.json.end], [start, end]);
    assert.equal(reply.headers.location, at(path, id, start));
  }
  const all = await leftOf(path, id);
  assert.deepEqual(all.map((/** @type {any} */ { start, end }) => ({ start, end })), [FIRST, SECOND, LAST]);
  assert.equal(all[0].member.id, 1);

  /** @type {[string, number, number][]} */
  const none = [["ends early", 0, 11], ["takes in the line feed", 0, 13], ["begins late", 1, 12], ["is empty", 13, 13],
    ["ends before it begins", 14, 2], ["goes past the end", 29, 34], ["is two", 0, 25], ["begins behind the end", 99, 120]];
  for (const [why, start, end] of none)
    assertRefused(await admin.put(at(path, id, start), { end }),
      { status: 422, detail: "not_a_paragraph", field: "end" }, why);
  for (const start of ["x", "-1", "00", "4294967296", "99999999999999999999"])
    assertRefused(await admin.put(at(path, id, start), { end: 12 }), { status: 404, detail: "paragraph" }, start);
  assertRefused(await admin.put(at(path, 99, 0), { end: 12 }), { status: 404, detail: "statement" });
  assertRefused(await admin.delete(at(path, 99, 0)), { status: 404, detail: "statement" });
});

test("the same again changes nothing, either way", async () => {
  const path = await project();
  const { id } = await statement(path, TEXT);
  const first = await admin.put(at(path, id, 14), { end: 25 });
  const { number } = await lastAction(path);
  assert.equal(Number(first.headers["postil-action"]), number);
  const again = await admin.put(at(path, id, 14), { end: 25 });
  assert.equal(again.status, 200);
  assert.equal(again.headers["postil-action"], undefined);
  assert.deepEqual(again.json, first.json);
  assert.equal((await lastAction(path)).number, number);

  const gone = await admin.delete(at(path, id, 14));
  assert.equal(gone.status, 204);
  assert.equal(Number(gone.headers["postil-action"]), number + 1);
  const goneAgain = await admin.delete(at(path, id, 14));
  assert.equal(goneAgain.status, 204);
  assert.equal(goneAgain.headers["postil-action"], undefined);
  assert.equal((await lastAction(path)).number, number + 1);
  assert.deepEqual(await leftOf(path, id), []);
});

test("it is the team's: any annotator says it and takes it back, a reader does not", async () => {
  const path = await project();
  const { id } = await statement(path, TEXT);
  const [reader, ann, bob] = [await memberOf(slugOf(path), "reader"), await memberOf(slugOf(path), "annotator"),
    await memberOf(slugOf(path), "annotator")];
  assertRefused(await reader.put(at(path, id, 0), { end: 12 }), { status: 403, detail: "role" });
  assert.equal((await ann.put(at(path, id, 0), { end: 12 })).status, 201);
  assert.equal((await reader.get(`${path}/statements/${id}`)).json.left_uncoded.length, 1);
  assert.equal((await bob.put(at(path, id, 0), { end: 12 })).json.member.name, ann.account.name);
  assertRefused(await reader.delete(at(path, id, 0)), { status: 403, detail: "role" });
  assert.equal((await bob.delete(at(path, id, 0))).status, 204);
});

test("history tells whose paragraphs, and takes each back and forth", async () => {
  const path = await project();
  const other = await statement(path, TEXT);
  const { id } = await statement(path, TEXT);
  await admin.put(at(path, id, 14), { end: 25 });
  const left = await lastAction(path);
  assert.deepEqual([left.kind, left.statement.id, left.undoable], ["paragraph_leave", id, true]);
  await admin.delete(at(path, id, 14));
  const back = await lastAction(path);
  assert.deepEqual([back.kind, back.statement.id], ["paragraph_return", id]);
  const of = async (/** @type {number} */ one) => (await admin.get(`${path}/actions?statement=${one}`)).json.items
    .map((/** @type {any} */ { number }) => number);
  assert.deepEqual((await of(id)).slice(0, 2), [back.number, left.number]);
  assert.equal((await of(other.id)).length, 1);

  assertRefused(await undo(path, left.number), { status: 409, detail: "built_on" });
  assert.equal((await undo(path, back.number)).status, 200);
  assert.equal((await leftOf(path, id)).length, 1);
  const undone = await lastAction(path);
  assert.deepEqual([undone.kind, undone.statement.id], ["undo", id]);
  assert.equal((await undo(path, left.number)).status, 200);
  assert.deepEqual(await leftOf(path, id), []);
  assert.equal((await undo(path, (await lastAction(path)).number)).status, 200);
  assert.equal((await leftOf(path, id)).length, 1);
});

test("it goes to the trash and comes back with its statement, and is purged with it", async () => {
  const path = await project();
  const { id } = await statement(path, TEXT);
  await admin.put(at(path, id, 0), { end: 12 });
  await admin.delete(`${path}/statements/${id}`, 1);
  assertRefused(await admin.put(at(path, id, 14), { end: 25 }), { status: 404, detail: "statement" });
  await undo(path, (await lastAction(path)).number);
  assert.equal((await leftOf(path, id)).length, 1);
  await admin.delete(`${path}/statements/${id}`, 3);
  assert.equal((await admin.delete(`${path}/trash/statements/${id}`)).status, 204);
  const rows = await stack.psql(`SELECT count(*) FROM left_uncoded l JOIN project p ON p.id = l.project_id
    WHERE p.slug = '${slugOf(path)}'`);
  assert.equal(rows, "0");
});

test("a project that has some can be purged", async () => {
  const path = await project();
  const { id } = await statement(path, TEXT);
  await admin.put(at(path, id, 0), { end: 12 });
  const { json: { revision } } = await admin.get(path);
  assert.equal((await admin.delete(path, revision)).status, 204);
});

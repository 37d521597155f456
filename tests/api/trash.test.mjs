// @ts-check
// Deleted statements and highlights: gone from everything that is read, in the trash, back
// again by undoing, or purged.  And what the desk's queue meets, which must end somewhere.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import {
  admin,
  highlight,
  memberOf,
  project,
  slugOf,
  stack,
  statement,
  tags,
  uuid,
} from "./world.mjs";

const TEXT = "States must respect international law.";

/** @param {string} path */
const newest = async (path) => (await admin.get(`${path}/actions?limit=1`)).json.items[0];

/** A project with two statements, a highlight in each. */
async function busy() {
  const path = await project();
  await tags(path, "law");
  const gone = await statement(path, TEXT, { title: "Gone with the wind", speaker: "Ms Envoy" });
  const stays = await statement(path, TEXT, { title: "Here to stay" });
  const put = (/** @type {any} */ on) => highlight(path, on, 0, 6, { taggings: [{ tag: "law" }], note: "n" });
  return { path, gone, stays, hidden: await put(gone), shown: await put(stays) };
}

/** Everything that is read of a project. @param {string} path */
const readAll = async (path) => ({
  project: (await admin.get(path)).json,
  list: await admin.all(`${path}/statements`),
  found: await admin.all(`${path}/statements?q=gone`),
  tags: await admin.all(`${path}/tags`),
  json: (await admin.get(`${path}/export?format=json`)).json,
  csv: (await admin.get(`${path}/export?format=csv`)).text,
});

test("a deleted statement is seen nowhere, and undoing brings all of it back", async () => {
  const { path, gone, stays, hidden, shown } = await busy();
  const before = await readAll(path);
  const deleted = await admin.delete(`${path}/statements/${gone.id}`, 1);
  assert.equal(deleted.status, 204);
  assert.equal(deleted.revision, 2);
  const { project: now, list, found, tags: used, json, csv } = await readAll(path);
  assert.deepEqual([now.statements, now.highlights], [1, 1]);
  assert.deepEqual(
    list.map((s) => s.id),
    [stays.id],
  );
  assert.deepEqual(found, []);
  assert.equal(used[0].highlight_count, 1);
  assert.deepEqual(
    json.statements.map((/** @type {any} */ s) => s.id),
    [stays.id],
  );
  assert.deepEqual(
    json.highlights.map((/** @type {any} */ h) => h.id),
    [shown.id],
  );
  assert.ok(csv.includes(shown.id) && !csv.includes(hidden.id));
  const missing = { status: 404, error: "not_found" };
  assertRefused(await admin.get(`${path}/statements/${gone.id}`), { ...missing, detail: "statement" });
  assertRefused(await admin.get(`${path}/highlights/${hidden.id}`), { ...missing, detail: "highlight" });
  for (const page of [`/s/${gone.id}`, `/h/${hidden.id}`]) {
    const reply = await admin.get(`/p/${slugOf(path)}${page}`, { unchecked: true });
    assert.equal(reply.status, 404, page);
  }

  assert.equal((await admin.post(`${path}/actions/${(await newest(path)).number}/undo`)).status, 200);
  const after = await readAll(path);
  const aside = (/** @type {any} */ all) =>
    JSON.parse(JSON.stringify(all), (key, value) => (key === "revision" ? undefined : value));
  assert.deepEqual(aside(after), aside(before));
  assert.deepEqual((await admin.get(`${path}/highlights/${hidden.id}`)).json, hidden);
});

test("deleting a statement: by curators, in its revision, once", async () => {
  const { path, gone } = await busy();
  const at = `${path}/statements/${gone.id}`;
  const annotator = await memberOf(slugOf(path), "annotator");
  assertRefused(await annotator.delete(at, 1), { status: 403, detail: "role" });
  assertRefused(await admin.delete(at), { status: 428, detail: "revision_needed" });
  const stale = await admin.delete(at, 7);
  assertRefused(stale, { status: 412, error: "stale", detail: "stale" });
  assert.deepEqual(
    [stale.json.current.id, stale.json.current.revision, stale.json.current.deleted_at],
    [gone.id, 1, null],
  );
  const curator = await memberOf(slugOf(path), "curator");
  assert.equal((await curator.delete(at, 1)).status, 204);
  for (const revision of [1, 2, 3])
    assertRefused(await admin.delete(at, revision), { status: 404, detail: "statement" });
  for (const id of ["99", "0", "x"])
    assertRefused(await admin.delete(`${path}/statements/${id}`, 1), { status: 404, detail: "statement" });
});

/** The desk's queue in little: what it sends next, by what it was told; "" when it is at its end.
 * @param {import("./client.mjs").Reply} reply */
function nextOf({ status, json }) {
  if (status < 300) return "";
  if (status === 404 && json.detail === "highlight") return "anew";
  if ((status === 409 || status === 412) && json.current) return ""; // its author decides
  assert.ok(status < 500 && ![401, 408, 429].includes(status), String(status));
  return "";
}

test("whatever waits in a browser for a deleted statement comes to an end", async () => {
  const { path, gone, hidden } = await busy();
  const removed = await highlight(path, gone, 7, 11);
  await admin.delete(`${path}/highlights/${removed.id}`, 1);
  await admin.delete(`${path}/statements/${gone.id}`, 1);
  const body = { statement: gone.id, start: 0, end: 6, note: "n", taggings: [{ tag: "law" }] };
  const waiting = /** @type {[string, string, number | undefined][]} */ ([
    ["a new one", uuid(), undefined],
    ["one that was made, unknown to the browser", hidden.id, undefined],
    ["a change", hidden.id, 1],
    ["one that is put back", removed.id, 2],
  ]);
  for (const [what, id, revision] of waiting) {
    let reply = await admin.put(`${path}/highlights/${id}`, body, revision);
    if (nextOf(reply) === "anew") reply = await admin.put(`${path}/highlights/${id}`, body);
    assertRefused(reply, { status: 422, detail: "unknown_statement", field: "statement" }, what);
  }
  for (const [id, revision] of /** @type {[string, number][]} */ ([[hidden.id, 1], [removed.id, 2]])) {
    const missing = { status: 404, detail: "highlight" }; // which is what a removal wants
    assertRefused(await admin.delete(`${path}/highlights/${id}`, revision), missing);
    assertRefused(await admin.patch(`${path}/highlights/${id}`, { note: "x" }, revision), missing);
  }
});

test("the trash: latest first, with what restores each; page by page", async () => {
  const { path, gone, stays, hidden, shown } = await busy();
  const curator = await memberOf(slugOf(path), "curator");
  await admin.delete(`${path}/highlights/${hidden.id}`, 1);
  await curator.delete(`${path}/statements/${gone.id}`, 1);
  await admin.post(`${path}/actions/${(await newest(path)).number - 3}/undo`);
  const trash = await admin.all(`${path}/trash`);
  assert.deepEqual(
    trash.map(({ kind, id, title, quote, statement: on, member }) => [kind, id, title, quote, on.id, member.name]),
    [
      ["highlight", shown.id, null, "States", stays.id, trash[0].member.name],
      ["statement", gone.id, "Gone with the wind", null, gone.id, "The curator"],
      ["highlight", hidden.id, null, "States", gone.id, trash[0].member.name],
    ],
  );
  for (const limit of [1, 2, 200]) assert.deepEqual(await admin.all(`${path}/trash?limit=${limit}`), trash);
  for (const { action } of [trash[0], trash[1], trash[2]])
    assert.equal((await admin.post(`${path}/actions/${action}/undo`)).status, 200);
  assert.deepEqual(await admin.all(`${path}/trash`), []);
  assert.equal((await admin.get(path)).json.highlights, 2);
  assertRefused(await admin.get(`${path}/trash?cursor=Zm9v`), { status: 422, detail: "bad_cursor" });
});

test("many that were deleted at one moment are listed once each", async () => {
  const path = await project();
  const [first] = [await statement(path, TEXT)];
  for (let i = 0; i < 7; i++) await highlight(path, first, i, i + 1);
  await stack.psql(`BEGIN;
    SELECT enter_as('admin', '${slugOf(path)}', 'manager'), act('test');
    UPDATE highlight SET deleted_at = now(), revision = 2 WHERE project_id = current_project();
    UPDATE statement SET deleted_at = now(), revision = 2 WHERE project_id = current_project();
    COMMIT`);
  const all = await admin.all(`${path}/trash?limit=200`);
  assert.equal(new Set(all.map((item) => item.id)).size, 8);
  assert.equal(new Set(all.map((item) => item.deleted_at)).size, 1);
  for (const limit of [1, 2, 3, 7, 8]) assert.deepEqual(await admin.all(`${path}/trash?limit=${limit}`), all);
});

test("a purge is for good: by managers, of what is deleted only", async () => {
  const { path, gone, stays, hidden, shown } = await busy();
  const statements = `${path}/trash/statements`;
  const highlights = `${path}/trash/highlights`;
  const nothing = async () => {
    assertRefused(await admin.delete(`${statements}/${gone.id}`), { status: 404, detail: "statement" });
    assertRefused(await admin.delete(`${highlights}/${hidden.id}`), { status: 404, detail: "highlight" });
  };
  await nothing();
  await admin.delete(`${path}/highlights/${shown.id}`, 1);
  await admin.delete(`${path}/statements/${gone.id}`, 1);
  assertRefused(await admin.delete(`${highlights}/${hidden.id}`), { status: 404, detail: "highlight" });
  for (const role of /** @type {const} */ (["reader", "annotator", "curator"])) {
    const member = await memberOf(slugOf(path), role);
    for (const at of [`${path}/trash`, `${statements}/${gone.id}`, `${highlights}/${shown.id}`])
      assertRefused(await member.delete(at), { status: 403, detail: "role" }, `${role} ${at}`);
    assert.equal((await member.get(`${path}/trash`)).json.items.length, 2);
  }
  const before = (await newest(path)).number;
  assert.equal((await admin.delete(`${statements}/${gone.id}`)).status, 204);
  assert.equal((await admin.delete(`${highlights}/${shown.id}`)).status, 204);
  await nothing();
  assert.deepEqual(await admin.all(`${path}/trash`), []);
  assert.equal((await admin.delete(`${path}/trash`)).status, 204);
  const [last, one] = await admin.all(`${path}/actions?limit=2`);
  const [undoable] = await admin.all(`${path}/actions?kind=statement_delete`);
  assert.deepEqual([last.kind, one.kind, one.number, one.undoable], ["purge", "purge", before + 1, false]);
  assert.equal(undoable.statement, null);
  const way = await admin.post(`${path}/actions/${undoable.number}/undo`);
  assertRefused(way, { status: 409, detail: "built_on" });
  assert.deepEqual(way.json.current.actions[0].kind, "purge");
  assertRefused(await admin.post(`${path}/actions/${one.number}/undo`), { status: 409, detail: "final" });
  assert.notEqual((await statement(path, TEXT)).id, gone.id);
  assert.equal((await admin.get(`${path}/statements/${stays.id}`)).status, 200);
});

test("a purge tells history which rows went, and nothing of what they were", async () => {
  const { path, gone } = await busy();
  await admin.delete(`${path}/statements/${gone.id}`, 1);
  await admin.delete(`${path}/trash`);
  const [action] = (await admin.all(`${path}/events`)).slice(-1);
  assert.equal(action.kind, "purge");
  assert.deepEqual(
    action.events.map((/** @type {any} */ e) => [e.table, e.before, e.after]),
    ["tagging", "highlight", "statement_version", "statement"].map((table) => [table, {}, null]),
  );
});

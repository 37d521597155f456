// @ts-check
// Purging a project: all of it is gone for good, and nothing of any other.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import {
  account,
  addMember,
  admin,
  highlight,
  project,
  slugOf,
  stack,
  statement,
  tags,
  uuid,
} from "./world.mjs";

/** A project with something of everything. */
async function full() {
  const path = await project(admin, { description: "About" });
  await tags(path, "law", "norm");
  await admin.post(`${path}/tags`, { key: "sub", label: "Sub", parent: "law" });
  const text = await statement(path, "some words of a text", { speaker: "Ms Envoy", delegation: "Kestria" });
  const fields = { actor: "Mr Other", taggings: [{ tag: "law", stance: "affirms" }, { tag: "sub" }] };
  await highlight(path, text, 0, 4, fields);
  const { id } = await highlight(path, text, 5, 10, { taggings: [{ tag: "norm" }] });
  await admin.delete(`${path}/highlights/${id}`, 1);
  await addMember(slugOf(path), await account(), "annotator");
  return path;
}

/** @param {string} path */
const numberOf = async (path) =>
  await stack.psql(`SELECT id FROM project WHERE slug = '${slugOf(path)}'`);

/** What each table of projects holds of one, as [table, rows, checksum].  @param {string} id */
async function contents(id) {
  const tables = (
    await stack.psql(`SELECT c.table_name FROM information_schema.columns c
      JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.column_name = 'project_id' AND c.table_schema = 'public' AND t.table_type = 'BASE TABLE'`)
  ).split("\n");
  assert.ok(tables.length > 10, "the catalogue knows the tables");
  const held = [...tables.map((table) => [table, "project_id"]), ["project", "id"]].map(
    ([table, column]) => `SELECT '${table}', count(*),
      md5(coalesce(string_agg(r::text, E'\\n' ORDER BY r::text), '')) FROM ${table} r WHERE ${column} = ${id}`,
  );
  const rows = (await stack.psql(held.join(" UNION ALL "))).split("\n");
  return rows.map((row) => row.split("|"));
}

test("nothing is left of it in any table, and its neighbour is as it was", async () => {
  const path = await full();
  const neighbour = await full();
  const [id, other] = [await numberOf(path), await numberOf(neighbour)];
  const kept = await contents(other);
  const held = (await contents(id)).filter(([, rows]) => Number(rows) > 0);
  assert.ok(held.length >= 11, `it had something of everything: ${held.map(([table]) => table)}`);
  const { revision } = (await admin.get(path)).json;
  const gone = await admin.delete(path, revision);
  assert.equal(gone.status, 204, gone.text);
  for (const [table, rows] of await contents(id)) assert.equal(rows, "0", table);
  assert.deepEqual(await contents(other), kept);
  assertRefused(await admin.get(path), { status: 404, detail: "project" });
});

test("its name is free again, and a new project of that name has nothing of it", async () => {
  const path = await full();
  await admin.delete(path, 1);
  const made = await admin.post("/api/projects", { slug: slugOf(path), title: "Again" });
  assert.equal(made.status, 201);
  assert.deepEqual([made.json.statements, made.json.highlights, made.json.revision], [0, 0, 1]);
  assert.deepEqual(await admin.all(`${path}/tags`), []);
  assert.equal((await admin.all(`${path}/members`)).length, 1);
  assert.deepEqual((await admin.all(`${path}/events`)).map(({ number, kind }) => [number, kind]), [
    [1, "project_create"],
  ]);
});

test("only in the revision that was seen, which must be named", async () => {
  const path = await full();
  const before = await contents(await numberOf(path));
  assertRefused(await admin.delete(path), { status: 428, detail: "revision_needed" });
  const late = await admin.delete(path, 7);
  assertRefused(late, { status: 412, detail: "stale" });
  assert.deepEqual(late.json.current, { ...(await admin.get(path)).json, deleted_at: null });
  assert.deepEqual(await contents(await numberOf(path)), before);
});

test("an archived project can be purged", async () => {
  const path = await full();
  await admin.patch(path, { archived: true }, 1);
  assert.equal((await admin.delete(path, 2)).status, 204);
});

test("whoever waits to change something in it is told that it is gone", async () => {
  for (let round = 0; round < 8; round++) {
    const path = await full();
    const put = () =>
      admin.put(`${path}/highlights/${uuid()}`, { statement: 1, start: 0, end: 4, taggings: [{ tag: "law" }] });
    const writes = [put(), put(), put()];
    const gone = admin.delete(path, 1);
    const late = [put(), put(), put()];
    assert.equal((await gone).status, 204);
    for (const reply of await Promise.all([...writes, ...late]))
      if (reply.status !== 201) assertRefused(reply, { status: 404, detail: "project" });
  }
});

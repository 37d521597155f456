// @ts-check
// Purging a project: all of it is gone for good, and nothing of any other.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import {
  account,
  addMember,
  admin,
  contents,
  highlight,
  numberOf,
  project,
  slugOf,
  stack,
  statement,
  stranger,
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
  await admin.put(`${path}/statements/${text.id}/left_uncoded/0`, { end: 20 });
  await addMember(slugOf(path), await account(), "annotator");
  const gone = await statement(path, "to be purged");
  await admin.delete(`${path}/statements/${gone.id}`, 1);
  await admin.delete(`${path}/trash/statements/${gone.id}`);
  await stack.psql(`SET session_replication_role = replica;
    INSERT INTO affiliation (project_id, actor_id, group_id) SELECT id, 1, 2 FROM project
     WHERE slug = '${slugOf(path)}'`); // what nothing makes yet
  return path;
}

test("nothing is left of it in any table, and its neighbour is as it was", async () => {
  const path = await full();
  const neighbour = await full();
  const id = await numberOf(path);
  const kept = await contents(neighbour);
  const empty = Object.entries(await contents(id)).filter(([, { rows }]) => rows === 0);
  assert.deepEqual(empty, [], "it had something of everything");
  const { token } = (await admin.post("/api/account/tokens", { label: "x", scope: "read", project: slugOf(path) })).json;
  const script = { headers: { authorization: `Bearer ${token}` } };
  assert.equal((await stranger().get(path, script)).status, 200);
  const gone = await admin.delete(path, 1);
  assert.equal(gone.status, 204, gone.text);
  for (const [table, { rows }] of Object.entries(await contents(id))) assert.equal(rows, 0, table);
  assert.deepEqual(await contents(neighbour), kept);
  assertRefused(await admin.get(path), { status: 404, detail: "project" });
  assertRefused(await stranger().get(path, script), { status: 401, detail: "bad_bearer" });
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
  const before = await contents(path);
  assertRefused(await admin.delete(path), { status: 428, detail: "revision_needed" });
  const late = await admin.delete(path, 7);
  assertRefused(late, { status: 412, detail: "stale" });
  assert.deepEqual(late.json.current, { ...(await admin.get(path)).json, deleted_at: null });
  assert.deepEqual(await contents(path), before);
});

test("an archived project can be purged", async () => {
  const path = await full();
  await admin.patch(path, { archived: true }, 1);
  assert.equal((await admin.delete(path, 2)).status, 204);
});

test("whoever waits to change something in it is told that it is gone", async () => {
  for (let round = 0; round < 4; round++) {
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

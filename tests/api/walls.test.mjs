// @ts-check
// Walls: a project is its members' alone.  Who may what: rights.test.mjs; what the database
// itself holds: tests/store/walls_test.c.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { routes } from "./tables.mjs";
import { account, addMember, admin, highlight, project, slugOf, statement, tags, uuid } from "./world.mjs";

const path = await project();
await tags(path, "law");
const on = await statement(path, "some text", { speaker: "Ms Envoy" });
const made = await highlight(path, on, 0, 4, { taggings: [{ tag: "law" }] });

const inside = routes.filter(({ path }) => path.startsWith("/api/projects/{slug}"));

test("to whoever is no member a project is not there, as if it never was, whatever he asks", async () => {
  const stranger = await account();
  for (const { method, path: template } of inside) {
    const options = ["POST", "PUT", "PATCH"].includes(method) ? { raw: "{}" } : {};
    const ask = (/** @type {string} */ slug) =>
      stranger.send(method, template.replace("{slug}", slug).replace(/\{\w+\}/, "1"), undefined, options);
    const reply = await ask(slugOf(path));
    assertRefused(reply, { status: 404, error: "not_found", detail: "project" }, `${method} ${template}`);
    assert.equal(reply.text, (await ask("never-was")).text, "no difference to be seen");
  }
  assert.ok(inside.length > 15);
});

test("also to a site admin, and to a member who has no role any more", async () => {
  const theirs = await project(await account());
  assertRefused(await admin.get(theirs), { status: 404, detail: "project" });
  const former = await account();
  await addMember(slugOf(path), former, "reader");
  assert.equal((await former.get(path)).status, 200);
  const { id } = (await admin.all(`${path}/members`)).at(-1);
  await admin.delete(`${path}/members/${id}`);
  assertRefused(await former.get(path), { status: 404, detail: "project" });
  assert.deepEqual(await former.all("/api/projects"), []);
});

test("an item of another project is not there, by whatever number or key", async () => {
  const other = await project();
  assertRefused(await admin.get(`${other}/statements/${on.id}`), { status: 404, detail: "statement" });
  assertRefused(await admin.get(`${other}/highlights/${made.id}`), { status: 404, detail: "highlight" });
  const there = await statement(other, "text");
  const put = (/** @type {any} */ fields) =>
    admin.put(`${other}/highlights/${uuid()}`, {
      statement: there.id,
      start: 0,
      end: 4,
      taggings: [],
      ...fields,
    });
  assertRefused(await put({ taggings: [{ tag: "law" }] }), { status: 422, detail: "unknown_tag" });
  assertRefused(await put({ actor: on.speaker.id }), { status: 422, detail: "unknown_actor" });
});

test("changing or deleting by another project's path reaches nothing", async () => {
  const other = await project();
  const apart = await highlight(path, on, 5, 9, { note: "stays" });
  assertRefused(await admin.patch(`${other}/highlights/${apart.id}`, { note: "x" }, 1), {
    status: 404,
    detail: "highlight",
  });
  assertRefused(await admin.delete(`${other}/highlights/${apart.id}`, 1), {
    status: 404,
    detail: "highlight",
  });
  assert.deepEqual((await admin.get(`${path}/highlights/${apart.id}`)).json, apart);
});

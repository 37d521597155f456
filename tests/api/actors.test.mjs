// @ts-check
// Actors are made by naming them, and found again by id, code, name or alias.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { admin, highlight, project, slugOf, stack, statement, uuid } from "./world.mjs";

test("an actor made by name is a state for delegation, a group for on_behalf_of, else a person", async () => {
  const path = await project();
  const made = await statement(path, "text", {
    speaker: "Ms Envoy",
    delegation: "Ruritania",
    on_behalf_of: "Friends of the Net",
  });
  assert.deepEqual(made.speaker, { id: made.speaker.id, name: "Ms Envoy", kind: "person", code: null });
  assert.deepEqual(made.delegation, { id: made.delegation.id, name: "Ruritania", kind: "state", code: null });
  assert.deepEqual([made.on_behalf_of.name, made.on_behalf_of.kind], ["Friends of the Net", "group"]);
  const on = await highlight(path, made, 0, 4, { actor: "Someone else" });
  assert.equal(on.actor.kind, "person");
});

test("a name that is known is that actor, whatever the field and the case", async () => {
  const path = await project();
  const one = await statement(path, "text", { delegation: "Ruritania" });
  const two = await statement(path, "text", { speaker: "ruritania", delegation: "RURITANIA" });
  assert.deepEqual([two.speaker, two.delegation], [one.delegation, one.delegation]);
  assert.equal((await admin.all(`${path}/actors`)).length, 1);
});

test("one name in two fields of one statement is one actor", async () => {
  const path = await project();
  const made = await statement(path, "text", { speaker: "Ruritania", delegation: "Ruritania" });
  assert.equal(made.speaker.id, made.delegation.id);
});

test("a code is matched first, then the name, then an alias", async () => {
  const path = await project();
  const made = await statement(path, "text", {
    speaker: "Somebody",
    delegation: "Ruritania",
    on_behalf_of: "RUR",
  });
  const [, state] = [made.speaker, made.delegation];
  await stack.psql(`SET session_replication_role = replica;
    UPDATE actor SET code = 'RUR', aliases = '{Kingdom of Ruritania}'
     WHERE name = 'Ruritania' AND project_id = (SELECT id FROM project WHERE slug = '${slugOf(path)}')`);
  const by = async (/** @type {string} */ delegation) =>
    (await statement(path, "x", { delegation })).delegation;
  assert.equal((await by("RUR")).id, state.id, "the code before the group of that name");
  assert.equal((await by("Kingdom of Ruritania")).id, state.id);
  assert.equal((await by("RUR")).code, "RUR");
});

test("an actor by id: as it is; an unknown id, or another project's: 422 unknown_actor", async () => {
  const [path, other] = [await project(), await project()];
  const made = await statement(path, "text", { speaker: "Ms Envoy" });
  const again = await statement(path, "text", { speaker: made.speaker.id, delegation: made.speaker.id });
  assert.deepEqual([again.speaker, again.delegation], [made.speaker, made.speaker]);
  const there = await statement(other, "text");
  for (const field of ["speaker", "delegation", "on_behalf_of"]) {
    const reply = await admin.post(`${other}/statements`, {
      title: "T",
      text: "x",
      [field]: made.speaker.id,
    });
    assertRefused(reply, { status: 422, error: "invalid", detail: "unknown_actor", field });
  }
  const reply = await admin.put(`${other}/highlights/${uuid()}`, {
    statement: there.id,
    start: 0,
    end: 4,
    taggings: [],
    actor: made.speaker.id,
  });
  assertRefused(reply, { status: 422, detail: "unknown_actor", field: "actor" });
});

test("a refused highlight makes no actor", async () => {
  const path = await project();
  const on = await statement(path, "text");
  await admin.put(`${path}/highlights/${uuid()}`, {
    statement: on.id,
    start: 0,
    end: 99,
    taggings: [],
    actor: "Nobody yet",
  });
  assert.deepEqual(await admin.all(`${path}/actors`), []);
});

test("the list is by name, whatever the case, page by page, with aliases and revision", async () => {
  const path = await project();
  for (const speaker of ["c", "A", "b", "Ä b\tc | d"]) await statement(path, "text", { speaker });
  const items = await admin.all(`${path}/actors?limit=1`);
  assert.deepEqual(
    items.map((actor) => [actor.id, actor.name]),
    [
      [2, "A"],
      [3, "b"],
      [1, "c"],
      [4, "Ä b\tc | d"],
    ],
  );
  assert.deepEqual(items[2], { id: 1, name: "c", kind: "person", code: null, aliases: [], revision: 1 });
});

test("q finds by the words of the name, each by its beginning", async () => {
  const path = await project();
  for (const speaker of ["Ana María Ortiz", "Mario Orsini", "Ortega"])
    await statement(path, "text", { speaker });
  const found = async (/** @type {string} */ q) =>
    (await admin.all(`${path}/actors?q=${encodeURIComponent(q)}&limit=1`)).map((actor) => actor.id).sort();
  assert.deepEqual(await found("or"), [1, 2, 3]);
  assert.deepEqual(await found("MAR or"), [1, 2]);
  assert.deepEqual(await found("maría"), [1]);
  assert.deepEqual(await found("tiz"), []);
});

test("names in any script, up to 200 characters, are kept to the letter", async () => {
  const path = await project();
  for (const speaker of [
    "  Sir  Blank ",
    "王毅",
    "Ζωή Κωνσταντοπούλου",
    "\u{1f54a}".repeat(200),
    "a\nb",
    "0",
  ])
    assert.equal((await statement(path, "text", { speaker })).speaker.name, speaker);
});

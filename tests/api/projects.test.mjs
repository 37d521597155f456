// @ts-check
// Projects: making one, and seeing only one's own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import {
  account,
  addMember,
  admin,
  fresh,
  highlight,
  memberOf,
  project,
  slugOf,
  statement,
} from "./world.mjs";

test("any account may make a project and is its manager", async () => {
  const who = await account();
  const slug = fresh("p");
  const made = await who.post("/api/projects", {
    slug,
    title: "Cyber norms",
    description: "What states say",
    language: "en",
    settings: { a: [1, null] },
  });
  assert.equal(made.status, 201);
  assert.equal(made.headers.location, `/api/projects/${slug}`);
  assert.equal(made.etag, '"1"');
  const { created, codebook_revision: _, ...rest } = made.json;
  assert.deepEqual(rest, {
    slug,
    title: "Cyber norms",
    description: "What states say",
    language: "en",
    settings: { a: [1, null] },
    archived_at: null,
    revision: 1,
    statements: 0,
    statements_in_progress: 0,
    statements_done: 0,
    highlights: 0,
    role: "manager",
  });
  assert.ok(Math.abs(Date.parse(created) - Date.now()) < 86_400_000);
  const read = await who.get(String(made.headers.location));
  assert.deepEqual(read.json, made.json);
  assert.equal(read.etag, made.etag);
});

test("what is not given is null, settings {}", async () => {
  const made = await admin.post("/api/projects", { slug: fresh("p"), title: "T", description: null });
  assert.equal(made.json.description, null);
  assert.equal(made.json.language, null);
  assert.deepEqual(made.json.settings, {});
});

test("the maker is the first member", async () => {
  const who = await account("Mana Ger");
  const path = await project(who);
  const members = await who.all(`${path}/members`);
  assert.deepEqual(members, [{ id: 1, name: "Mana Ger", login: who.account.login, role: "manager" }]);
});

test("the members are listed by id, page by page", async () => {
  const path = await project();
  for (let i = 0; i < 3; i++) await addMember(slugOf(path), await account(), "reader");
  const members = await admin.all(`${path}/members?limit=2`);
  assert.deepEqual(
    members.map((m) => m.id),
    [1, 2, 3, 4],
  );
  assert.deepEqual(
    members.map((m) => m.role),
    ["manager", "reader", "reader", "reader"],
  );
});

test("a slug is taken once, also by a project that the caller cannot see: 409", async () => {
  const path = await project();
  const who = await account();
  const second = await who.post("/api/projects", { slug: slugOf(path), title: "Mine" });
  assertRefused(second, { status: 409, error: "conflict", detail: "slug_taken", field: "slug" });
  assert.equal(second.json.current, undefined, "another's project is nobody's business");
});

test("slugs of 1 and of 80 characters are taken as they are", async () => {
  const long = fresh("p").padEnd(80, "z");
  const short = await admin.post("/api/projects", { slug: long, title: "T" });
  assert.equal(short.status, 201);
  assert.equal(short.json.slug, long);
});

test("the list has the caller's projects only, each once, page by page", async () => {
  const who = await account();
  const paths = [await project(who), await project(who), await project(who)];
  await project(admin);
  const all = await who.all("/api/projects?limit=2");
  assert.deepEqual(all.map((item) => item.slug).sort(), paths.map(slugOf).sort());
  for (const item of all) assert.deepEqual(item, (await who.get(`/api/projects/${item.slug}`)).json);
});

test("the role is the caller's own", async () => {
  const path = await project();
  for (const role of /** @type {const} */ (["reader", "annotator", "curator"])) {
    const who = await memberOf(slugOf(path), role);
    assert.equal((await who.get(path)).json.role, role);
  }
});

test("statements and highlights are counted, deleted highlights are not", async () => {
  const path = await project();
  await statement(path, "another");
  const text = await statement(path, "one two three");
  const gone = await highlight(path, text, 0, 3);
  await highlight(path, text, 4, 7);
  await admin.delete(`${path}/highlights/${gone.id}`, 1);
  const { statements, highlights } = (await admin.get(path)).json;
  assert.deepEqual({ statements, highlights }, { statements: 2, highlights: 1 });
});

test("a change of the contents is no revision of the project", async () => {
  const path = await project();
  await statement(path, "text");
  assert.equal((await admin.get(path)).json.revision, 1);
});

// @ts-check
// The native export: the whole project, by its schema, the same bytes for the same data.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { exportFaults } from "./contract.mjs";
import {
  account,
  addMember,
  admin,
  highlight,
  memberOf,
  project,
  slice,
  slugOf,
  statement,
  tags,
  uuid,
} from "./world.mjs";

/** A project with every kind of thing, and something deleted. */
async function rich() {
  const path = await project(admin, { description: "All of it", language: "en", settings: { theme: "x" } });
  await tags(path, "law", "norms", "threat");
  await admin.post(`${path}/tags`, { key: "law-un", label: "UN law", parent: "law", color: "#0072B2" });
  const one = await statement(path, "\ufeffWe \u{1f54a} affirm\r\nthe e\u0301 rules.", {
    title: "First",
    speaker: "Ms Envoy",
    delegation: "Ruritania",
    date: "2015-09",
    meta: { z: 1, a: [2] },
  });
  const two = await statement(path, "网络空间\u{20000}主权", {
    title: 'Second "quoted"\t<b>',
    kind: "summary",
  });
  const annotator = await memberOf(slugOf(path), "annotator");
  await highlight(path, one, 3, 11, {
    note: "a\nb",
    taggings: [{ tag: "threat" }, { tag: "law", stance: "affirms" }],
  });
  await highlight(
    path,
    one,
    0,
    20,
    { actor: "Another", taggings: [{ tag: "norms", stance: "warns" }] },
    annotator,
  );
  await highlight(path, two, 2, 6, { id: "FFFFFFFF-0000-4000-8000-000000000000" });
  await highlight(path, two, 0, 1, { id: "00000000-0000-4000-8000-00000000000A" });
  const gone = await highlight(path, two, 0, 2, { note: "deleted" });
  await admin.delete(`${path}/highlights/${gone.id}`, 1);
  return { path, one, two, gone };
}

const { path, one, two, gone } = await rich();
const reply = await admin.get(`${path}/export?format=json`);
const set = reply.json;

test("it fits its schema", () => assert.equal(exportFaults(set), ""));

test("its parts stand in their order, complete:true last", () => {
  assert.deepEqual(Object.keys(set), [
    "format",
    "version",
    "offset_unit",
    "project",
    "stances",
    "tags",
    "actors",
    "affiliations",
    "members",
    "statements",
    "highlights",
    "complete",
  ]);
  assert.match(reply.text.trimEnd(), /"complete":\s*true\s*\}$/);
});

test("the project is there without its slug", () => {
  const { title, description, language, settings, codebook_revision } = set.project;
  assert.deepEqual(
    { title, description, language, settings },
    { title: `Project ${slugOf(path)}`, description: "All of it", language: "en", settings: { theme: "x" } },
  );
  assert.equal(codebook_revision, 1 + 4);
  assert.ok(!reply.text.includes(slugOf(path).slice(2)) || title.includes(slugOf(path)));
});

test("every statement has its text as stored: sha256 and length fit", () => {
  assert.deepEqual(
    set.statements.map((/** @type {any} */ s) => s.id),
    [1, 2],
  );
  for (const [i, stored] of [one, two].entries()) {
    const item = set.statements[i];
    assert.equal(item.text, stored.text);
    assert.equal(item.sha256, createHash("sha256").update(item.text).digest("hex"));
    for (const name of ["title", "version", "length", "date", "kind", "meta", "created", "revision"])
      assert.deepEqual(item[name], stored[name], name);
  }
});

test("every quote is the code points start … end of its version's text", () => {
  for (const item of set.highlights) {
    const version = set.statements.find(
      (/** @type {any} */ s) => s.id === item.statement && s.version === item.version,
    );
    assert.equal(item.quote, slice(version.text, item.start, item.end));
  }
});

test("every reference leads to an item of the export", () => {
  const ids = (/** @type {string} */ part, key = "id") =>
    new Set(set[part].map((/** @type {any} */ item) => item[key]));
  const [actors, members, keys, stances] = [
    ids("actors"),
    ids("members"),
    ids("tags", "key"),
    ids("stances", "key"),
  ];
  for (const s of set.statements)
    for (const name of ["speaker", "delegation", "on_behalf_of"])
      assert.ok(s[name] === null || actors.has(s[name]), `${name} ${s[name]}`);
  for (const h of set.highlights) {
    assert.ok(members.has(h.author));
    assert.ok(h.actor === null || actors.has(h.actor));
    for (const tagging of h.taggings)
      assert.ok(keys.has(tagging.tag) && (tagging.stance === null || stances.has(tagging.stance)));
  }
  assert.equal(set.highlights.filter((/** @type {any} */ h) => h.actor !== null).length, 1);
  assert.equal(new Set(set.highlights.map((/** @type {any} */ h) => h.author)).size, 2);
});

test("items say what the API says of them, references as ids", async () => {
  for (const item of set.highlights) {
    const { deleted_at, author, actor, ...api } = (await admin.get(`${path}/highlights/${item.id}`)).json;
    assert.deepEqual(item, { ...api, author: author.id, actor: actor?.id ?? null });
  }
  const listed = (await admin.all(`${path}/tags`)).map(({ revision, highlight_count, ...tag }) => tag);
  const byKey = (/** @type {any} */ a, /** @type {any} */ b) => (a.key < b.key ? -1 : 1);
  assert.deepEqual([...set.tags].sort(byKey), listed.sort(byKey));
  const stances = (await admin.all(`${path}/stances`)).map(({ revision, ...stance }) => stance);
  assert.deepEqual(new Set(set.stances.map(JSON.stringify)), new Set(stances.map((s) => JSON.stringify(s))));
  const actors = (await admin.all(`${path}/actors`)).map(({ revision, ...actor }) => actor);
  assert.deepEqual(
    set.actors,
    actors.sort((a, b) => a.id - b.id),
  );
  assert.deepEqual(
    set.members,
    (await admin.all(`${path}/members`)).map(({ role, ...member }) => member),
  );
});

test("tags come parents first, all else by id", () => {
  const keys = set.tags.map((/** @type {any} */ tag) => tag.key);
  assert.ok(keys.indexOf("law") < keys.indexOf("law-un"));
  for (const part of ["actors", "members", "statements"]) {
    const ids = set[part].map((/** @type {any} */ item) => item.id);
    assert.deepEqual(
      ids,
      [...ids].sort((a, b) => a - b),
      part,
    );
  }
  const ids = set.highlights.map((/** @type {any} */ item) => item.id);
  assert.deepEqual(ids, [...ids].sort(), "as text, by byte");
});

test("what was deleted is not there, nor any history", () => {
  assert.ok(!reply.text.includes(gone.id));
  assert.ok(!reply.text.includes("deleted"));
  assert.equal(set.highlights.length, 4);
});

test("one item a line", () => {
  const lines = reply.text
    .split("\n")
    .filter((line) => /^\{"(?!format")/.test(line))
    .map((line) => line.replace(/\]?,?$/, ""));
  const items = lines.filter((line) => line.endsWith("}")).map((line) => JSON.stringify(JSON.parse(line)));
  for (const part of ["stances", "tags", "actors", "members", "statements", "highlights"])
    for (const item of set[part]) {
      const found = items.filter((line) => line === JSON.stringify(item));
      assert.equal(found.length, 1, `${part}: ${JSON.stringify(item).slice(0, 80)}`);
    }
});

test("the same data gives the same bytes, whoever asks and whenever", async () => {
  const reader = await memberOf(slugOf(path), "reader"); // a member more: the data has changed
  const first = await admin.get(`${path}/export?format=json`);
  const second = await reader.get(`${path}/export?format=json`);
  const third = await admin.get(`${path}/export`); // json is the usual one
  assert.ok(first.bytes.equals(second.bytes) && first.bytes.equals(third.bytes));
});

test("deleting and restoring gives the same export but for revision and time", async () => {
  const fresh = await project();
  const on = await statement(fresh, "text");
  const made = await highlight(fresh, on, 0, 4);
  const before = (await admin.get(`${fresh}/export`)).json.highlights[0];
  await admin.delete(`${fresh}/highlights/${made.id}`, 1);
  assert.deepEqual((await admin.get(`${fresh}/export`)).json.highlights, []);
  await admin.put(`${fresh}/highlights/${made.id}`, { statement: on.id, start: 0, end: 4, taggings: [] }, 2);
  const { updated, ...after } = (await admin.get(`${fresh}/export`)).json.highlights[0];
  const { updated: _, ...was } = before;
  assert.deepEqual(after, { ...was, revision: 3 });
});

test("an empty project is a whole export too", async () => {
  const empty = (await admin.get(`${await project()}/export`)).json;
  assert.equal(exportFaults(empty), "");
  assert.deepEqual(
    [empty.tags, empty.actors, empty.statements, empty.highlights, empty.stances.length],
    [[], [], [], [], 12],
  );
});

test("it is offered under the project's name", () => {
  assert.equal(reply.headers["content-disposition"], `attachment; filename="${slugOf(path)}.json"`);
});

test("HEAD answers as GET, without a body", async () => {
  const head = await admin.send("HEAD", `${path}/export?format=json`);
  assert.equal(head.status, 200);
  assert.equal(head.bytes.length, 0);
});

test("an unknown format: 422", async () => {
  for (const format of ["xml", "JSON", "json ", "jsonl", "xlsx", "docx", "../json"])
    assertRefused(
      await admin.get(`${path}/export?format=${encodeURIComponent(format)}`),
      { status: 422, error: "invalid", detail: "format", field: "format" },
      format,
    );
});

test("a big export, longer than any buffer, is whole and valid", async () => {
  const big = await project();
  await tags(big, "law");
  const on = await statement(big, "x\u{1f54a}".repeat(400_000));
  for (let i = 0; i < 8; i++)
    await Promise.all(
      Array.from({ length: 4 }, (_, k) =>
        highlight(big, on, i * 100, 200_000 + k, { id: uuid(), taggings: [{ tag: "law" }] }),
      ),
    );
  const whole = await admin.get(`${big}/export`);
  assert.ok(whole.bytes.length > 32 * 500_000);
  assert.equal(exportFaults(whole.json), "");
  assert.equal(whole.json.complete, true);
});

test("an export sees one moment: what comes in meanwhile is in it whole or not at all", async () => {
  const fresh = await project();
  const on = await statement(fresh, "text ".repeat(50_000));
  for (let i = 0; i < 20; i++) await highlight(fresh, on, 0, 100_000 + i);
  const who = await account();
  await addMember(slugOf(fresh), who, "curator");
  const exporting = admin.get(`${fresh}/export`);
  await who.post(`${fresh}/tags`, { key: "late", label: "Late" });
  await highlight(fresh, on, 0, 4, { taggings: [{ tag: "late" }], actor: "Late" }, who);
  const { json } = await exporting;
  const known = new Set(json.tags.map((/** @type {any} */ tag) => tag.key));
  for (const h of json.highlights) for (const { tag } of h.taggings) assert.ok(known.has(tag));
});

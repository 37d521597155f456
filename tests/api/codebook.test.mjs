// @ts-check
// The codebook: tags form a tree, stances are a short list.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { admin, highlight, memberOf, project, slugOf, statement, tags } from "./world.mjs";

const STANCES = /** @type {const} */ ([
  ["affirms", 1],
  ["reaffirms", 1],
  ["calls-for", 1],
  ["supports", 1],
  ["proposes", 1],
  ["commits", 1],
  ["welcomes", 1],
  ["warns", 0],
  ["condemns", 0],
  ["reports", 0],
  ["questions", 0],
  ["opposes", -1],
]);

test("a new project has no tags", async () => {
  const path = await project();
  assert.deepEqual((await admin.get(`${path}/tags`)).json, { items: [], next: null });
});

test("a tag is answered as it was given", async () => {
  const path = await project();
  await tags(path, "norms");
  const full = {
    key: "norms-un",
    label: "Norms of the UN",
    parent: "norms",
    color: "#D55E00",
    definition: "What counts",
    example: "as in 2015",
    position: 7,
  };
  const made = await admin.post(`${path}/tags`, full);
  assert.equal(made.status, 201);
  assert.equal(made.etag, '"1"');
  const { color, ...rest } = made.json;
  assert.equal(color.toUpperCase(), full.color);
  const { color: _, ...given } = full;
  assert.deepEqual(rest, { ...given, retired: false, revision: 1, highlight_count: 0 });
  assert.deepEqual((await admin.all(`${path}/tags`))[1], made.json);
});

test("key and label are enough; the rest is null", async () => {
  const path = await project();
  const { json } = await admin.post(`${path}/tags`, { key: "k", label: "L", parent: null });
  assert.deepEqual([json.parent, json.color, json.definition, json.example], [null, null, null, null]);
});

test("a key is taken once in a project, and free in another", async () => {
  const [one, two] = [await project(), await project()];
  await tags(one, "law");
  const again = await admin.post(`${one}/tags`, { key: "law", label: "Again" });
  assertRefused(again, { status: 409, error: "conflict", detail: "key_taken", field: "key" });
  const [present] = await admin.all(`${one}/tags`);
  assert.deepEqual(again.json.current, { ...present, deleted_at: null });
  await tags(two, "law");
});

test("two tags may have the same label", async () => {
  const path = await project();
  for (const key of ["a", "b"])
    assert.equal((await admin.post(`${path}/tags`, { key, label: "Same" })).status, 201);
});

test("a parent that is not there: 422 unknown_tag; another project's is not there", async () => {
  const [path, other] = [await project(), await project()];
  await tags(other, "theirs");
  for (const parent of ["nowhere", "theirs"]) {
    const reply = await admin.post(`${path}/tags`, { key: "child", label: "C", parent });
    assertRefused(reply, { status: 422, error: "invalid", detail: "unknown_tag", field: "parent" });
  }
  assert.deepEqual(await admin.all(`${path}/tags`), []);
});

test("keys of 1 and of 80 characters are taken; hyphens inside, digits anywhere", async () => {
  const path = await project();
  const keys = ["a", "0", "a-b", "a--b", "1-2-3", "z".repeat(80)];
  await tags(path, ...keys);
  assert.deepEqual(
    (await admin.all(`${path}/tags`)).map((tag) => tag.key),
    keys,
  );
});

test("tags are listed parents first, page by page", async () => {
  const path = await project();
  const tree = [
    ["b", null],
    ["b1", "b"],
    ["a", null],
    ["b11", "b1"],
    ["a1", "a"],
    ["c", null],
    ["a11", "a1"],
  ];
  for (const [key, parent] of tree) await admin.post(`${path}/tags`, { key, label: key, parent });
  const items = await admin.all(`${path}/tags?limit=2`);
  assert.equal(items.length, tree.length);
  const seen = new Set([null]);
  for (const tag of items) {
    assert.ok(seen.has(tag.parent), `${tag.parent} comes before ${tag.key}`);
    seen.add(tag.key);
  }
  assert.deepEqual(items, await admin.all(`${path}/tags`));
});

test("a tag knows how many highlights carry it: made, changed, deleted, restored", async () => {
  const path = await project();
  await tags(path, "law", "norms");
  const on = await statement(path, "some text");
  const counts = async () => (await admin.all(`${path}/tags`)).map((tag) => tag.highlight_count);
  const one = await highlight(path, on, 0, 4, { taggings: [{ tag: "law" }, { tag: "norms" }] });
  const two = await highlight(path, on, 5, 9, { taggings: [{ tag: "law", stance: "warns" }] });
  assert.deepEqual(await counts(), [2, 1]);
  await admin.patch(`${path}/highlights/${two.id}`, { taggings: [{ tag: "norms" }] }, 1);
  assert.deepEqual(await counts(), [1, 2]);
  await admin.delete(`${path}/highlights/${one.id}`, 1);
  assert.deepEqual(await counts(), [0, 1]);
  const { id: _, ...body } = { id: one.id, statement: on.id, start: 0, end: 4, taggings: [{ tag: "law" }] };
  await admin.put(`${path}/highlights/${one.id}`, body, 2);
  assert.deepEqual(await counts(), [1, 1]);
});

test("each new tag is a new revision of the codebook", async () => {
  const path = await project();
  const before = (await admin.get(path)).json.codebook_revision;
  await tags(path, "a", "b");
  assert.equal((await admin.get(path)).json.codebook_revision, before + 2);
});

test("adding tags is for curators", async () => {
  const path = await project();
  const role = { status: 403, error: "forbidden", detail: "role" };
  for (const who of [await memberOf(slugOf(path), "reader"), await memberOf(slugOf(path), "annotator")])
    assertRefused(await who.post(`${path}/tags`, { key: "k", label: "L" }), role);
  const curator = await memberOf(slugOf(path), "curator");
  assert.equal((await curator.post(`${path}/tags`, { key: "k", label: "L" })).status, 201);
});

test("a new project has the twelve stances, each with its polarity, in their order", async () => {
  const path = await project();
  const items = await admin.all(`${path}/stances?limit=5`);
  assert.deepEqual(
    items.map((stance) => [stance.key, stance.polarity]),
    STANCES,
  );
  for (const stance of items) assert.equal(stance.revision, 1);
});

test("every stance can be put on a tagging, and none", async () => {
  const path = await project();
  await tags(path, "law");
  const on = await statement(path, "text");
  for (const stance of [...STANCES.map(([key]) => key), null]) {
    const made = await highlight(path, on, 0, 4, { taggings: [{ tag: "law", stance }] });
    assert.deepEqual(made.taggings, [{ tag: "law", stance }]);
  }
});

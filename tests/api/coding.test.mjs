// @ts-check
// What is known of a statement is changed, and how far it is coded: by whom, with which
// revision, counted, told in the history and taken back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { admin, highlight, memberOf, project, slugOf, statement } from "./world.mjs";

const TEXT = "We affirm that international law applies.";

/** Every field with a value, and another one. @type {Record<string, [any, any]>} */
const FIELDS = {
  title: ["A title", "Another title"],
  language: ["en", "fr"],
  date: ["2015", "2015-09-28"],
  place: ["Geneva", "New York"],
  kind: ["summary", "as delivered"],
  forum: ["OEWG", "GGE"],
  meeting: ["First", "Second"],
  agenda_item: ["5", "6"],
  symbol: ["A/1", "A/2"],
  publisher: ["One", "Two"],
  source_url: ["https://example.org/1", "https://example.org/2"],
  accessed_on: ["2020-01", "2021"],
  licence: ["quotations only", "public domain"],
  meta: [{ a: 1 }, { b: [null] }],
};
const before = Object.fromEntries(Object.entries(FIELDS).map(([name, [one]]) => [name, one]));

/** @param {string} path @param {number} id */
const at = (path, id) => `${path}/statements/${id}`;

/** @param {string} path */
const newest = async (path) => (await admin.get(`${path}/actions?limit=1`)).json.items[0];

/** @param {string} path */
const undo = async (path) => admin.post(`${path}/actions/${(await newest(path)).number}/undo`);

/** @param {string} path */
const progress = async (path) => {
  const { json } = await admin.get(path);
  return [json.statements, json.statements_in_progress, json.statements_done];
};

/** @param {string} path @param {number} id */
const stateOf = async (path, id) => (await admin.get(at(path, id))).json.state;

for (const [name, [, other]] of Object.entries(FIELDS))
  test(`${name} is changed and nothing else, and taken back`, async () => {
    const path = await project();
    const made = await statement(path, TEXT, before);
    const reply = await admin.patch(at(path, made.id), { [name]: other }, 1);
    assert.equal(reply.status, 200, reply.text);
    assert.equal(reply.etag, '"2"');
    assert.deepEqual(reply.json[name], other);
    const { text: _, sha256: __, highlights: ___, left_uncoded: _____, ...facts } = (await admin.get(at(path, made.id))).json;
    assert.deepEqual(reply.json, { ...facts, highlight_count: 0 });
    const { [name]: ____, revision, updated, ...rest } = facts;
    assert.deepEqual(rest, Object.fromEntries(Object.keys(rest).map((key) => [key, made[key]])));

    assert.equal((await undo(path)).status, 200);
    const back = (await admin.get(at(path, made.id))).json;
    assert.deepEqual([back[name], back.revision], [made[name], 3]);
  });

test("an empty text takes a field away, null leaves it; there is always a title", async () => {
  const path = await project();
  const made = await statement(path, TEXT, { ...before, speaker: "Ms Envoy", delegation: "Norvane" });
  const names = Object.keys(FIELDS).filter((name) => !["title", "meta"].includes(name));
  const nulls = Object.fromEntries(names.map((name) => [name, null]));
  const kept = await admin.patch(at(path, made.id), { ...nulls, speaker: null }, 1);
  for (const name of [...names, "speaker"]) assert.deepEqual(kept.json[name], made[name], name);
  const empty = Object.fromEntries([...names, "speaker", "delegation"].map((name) => [name, ""]));
  const gone = await admin.patch(at(path, made.id), empty, 2);
  assert.equal(gone.status, 200, gone.text);
  for (const name of Object.keys(empty)) assert.equal(gone.json[name], null, name);
  const untitled = await admin.patch(at(path, made.id), { title: "" }, 3);
  assertRefused(untitled, { status: 422, error: "invalid", detail: "empty", field: "title" });
});

test("an actor is taken by id or name, or made", async () => {
  const path = await project();
  const { delegation } = await statement(path, TEXT, { delegation: "Norvane" });
  const { id } = await statement(path, TEXT);
  const named = await admin.patch(at(path, id), { delegation: "norvane", speaker: "Ms New" }, 1);
  assert.deepEqual(named.json.delegation, delegation);
  assert.equal(named.json.speaker.kind, "person");
  const byId = await admin.patch(at(path, id), { on_behalf_of: delegation.id }, 2);
  assert.deepEqual(byId.json.on_behalf_of, delegation);
  const nobody = await admin.patch(at(path, id), { speaker: 99 }, 3);
  assertRefused(nobody, { status: 422, error: "invalid", detail: "unknown_actor", field: "speaker" });
});

test("what does not fit is refused with its field, and the text is none", async () => {
  const path = await project();
  const { id } = await statement(path, TEXT);
  /** @type {[any, string, string][]} */
  const wrong = [
    [{ date: "2015-02-30" }, "bad_date", "date"],
    [{ accessed_on: "yesterday" }, "bad_date", "accessed_on"],
    [{ source_url: "ftp://example.org" }, "bad_url", "source_url"],
    [{ language: "??" }, "bad_language", "language"],
    [{ kind: "song" }, "bad_kind", "kind"],
    [{ state: "finished" }, "bad_state", "state"],
    [{ state: "" }, "bad_state", "state"],
    [{ title: "x".repeat(1001) }, "too_long", "title"],
    [{ text: "other" }, "unknown_field", "text"],
    [{ meta: [] }, "wrong_type", "meta"],
  ];
  for (const [body, detail, field] of wrong)
    assertRefused(await admin.patch(at(path, id), body, 1), { status: 422, error: "invalid", detail, field });
  assert.equal((await admin.get(at(path, id))).json.revision, 1);
});

test("without a revision 428, with an old one 412 and the present state", async () => {
  const path = await project();
  const { id } = await statement(path, TEXT);
  assertRefused(await admin.patch(at(path, id), { place: "x" }), { status: 428, error: "revision_needed" });
  await admin.patch(at(path, id), { place: "Here", meta: { n: 1 } }, 1);
  const late = await admin.patch(at(path, id), { place: "There" }, 1);
  assertRefused(late, { status: 412, error: "stale", detail: "stale" });
  const { place, meta, revision, state, deleted_at } = late.json.current;
  assert.deepEqual([place, meta, revision, state, deleted_at], ["Here", { n: 1 }, 2, "not started", null]);
  await admin.delete(at(path, id), 2);
  assertRefused(await admin.patch(at(path, id), { place: "x" }, 3), { status: 404, detail: "statement" });
});

test("annotators say how far it is; what is known of it is the curators'", async () => {
  const path = await project();
  const { id } = await statement(path, TEXT);
  const [reader, annotator] = [await memberOf(slugOf(path), "reader"), await memberOf(slugOf(path), "annotator")];
  const curator = await memberOf(slugOf(path), "curator");
  assertRefused(await reader.patch(at(path, id), { state: "done" }, 1), { status: 403, detail: "role" });
  assert.equal((await annotator.patch(at(path, id), { state: "done" }, 1)).status, 200);
  for (const body of [{ title: "Mine" }, { title: "Mine", state: "done" }, {}])
    assertRefused(await annotator.patch(at(path, id), body, 2), { status: 403, detail: "role" });
  assert.equal((await curator.patch(at(path, id), { title: "Ours" }, 2)).status, 200);
});

test("a statement is begun with its first highlight, and done when somebody says so", async () => {
  const path = await project();
  const on = await statement(path, TEXT);
  assert.deepEqual([on.state, ...(await progress(path))], ["not started", 1, 0, 0]);
  const mark = await highlight(path, on, 0, 2);
  assert.deepEqual([await stateOf(path, on.id), ...(await progress(path))], ["in progress", 1, 1, 0]);
  await admin.delete(`${path}/highlights/${mark.id}`, 1);
  assert.deepEqual([await stateOf(path, on.id), ...(await progress(path))], ["not started", 1, 0, 0]);

  assert.equal((await admin.patch(at(path, on.id), { state: "done" }, 1)).json.state, "done");
  await highlight(path, on, 3, 9);
  assert.deepEqual([await stateOf(path, on.id), ...(await progress(path))], ["done", 1, 0, 1]);

  assert.equal((await admin.patch(at(path, on.id), { state: "not started" }, 2)).json.state, "not started");
  assert.deepEqual(await progress(path), [1, 0, 0]);
  await highlight(path, on, 10, 14);
  assert.deepEqual([await stateOf(path, on.id), ...(await progress(path))], ["in progress", 1, 1, 0]);
});

test("the counts follow statements to the trash and back", async () => {
  const path = await project();
  const [done, begun] = [await statement(path, TEXT), await statement(path, TEXT)];
  await statement(path, TEXT);
  await highlight(path, begun, 0, 2);
  await admin.patch(at(path, done.id), { state: "done" }, 1);
  assert.deepEqual(await progress(path), [3, 1, 1]);
  await admin.delete(at(path, done.id), 2);
  assert.deepEqual(await progress(path), [2, 1, 0]);
  await undo(path);
  await admin.delete(at(path, begun.id), 1);
  assert.deepEqual(await progress(path), [2, 0, 1]);
  await admin.delete(`${path}/trash`);
  assert.deepEqual(await progress(path), [2, 0, 1]);
  const listed = (await admin.get("/api/projects?limit=200")).json.items;
  const mine = listed.find((/** @type {any} */ item) => item.slug === slugOf(path));
  assert.ok(!mine || mine.statements_done === 1);
});

test("history tells what was changed; undoing is refused when somebody built on it", async () => {
  const path = await project();
  const { id } = await statement(path, TEXT, { place: "Geneva" });
  await admin.patch(at(path, id), { place: "Bonn", speaker: "Ms New", date: "2020" }, 1);
  const changed = await newest(path);
  assert.equal(changed.kind, "statement_change");
  assert.equal(changed.statement.id, id);
  assert.deepEqual(Object.keys(changed.changes).sort(), ["date", "place", "speaker"]);
  assert.equal(changed.changes.place, "Bonn");
  await admin.patch(at(path, id), { state: "done" }, 2);
  const coded = await newest(path);
  assert.deepEqual([coded.kind, coded.changes], ["statement_code", { state: "done" }]);
  assert.equal((await admin.post(`${path}/actions/${changed.number}/undo`)).status, 200);
  const back = (await admin.get(at(path, id))).json;
  assert.deepEqual([back.place, back.speaker, back.date, back.state], ["Geneva", null, null, "done"]);

  await admin.patch(at(path, id), { state: "in progress" }, back.revision);
  const refused = await admin.post(`${path}/actions/${coded.number}/undo`);
  assertRefused(refused, { status: 409, error: "conflict", detail: "built_on" });
});

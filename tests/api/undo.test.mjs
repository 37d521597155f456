// @ts-check
// The list of what was done, and taking it back: each kind over the API, what stands in the
// way, who may.  What undoing comes to in the tables: tests/store/undo_test.c.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import {
  account,
  addMember,
  admin,
  highlight,
  memberOf,
  project,
  slugOf,
  statement,
  tags,
  uuid,
} from "./world.mjs";

const TEXT = "States must respect international law.";

/** The newest action. @param {string} path @param {string} [filter] @returns {Promise<any>} */
const newest = async (path, filter = "") =>
  (await admin.get(`${path}/actions?limit=1${filter}`)).json.items[0];

/** @param {string} path @param {number} number @param {import("./client.mjs").Client} [who] */
const undo = (path, number, who = admin) => who.post(`${path}/actions/${number}/undo`);

/** Undoes and expects the answer to be the new action. @param {string} path @param {number} number */
async function undone(path, number) {
  const reply = await undo(path, number);
  assert.equal(reply.status, 200, reply.text);
  assert.equal(reply.json.kind, "undo");
  assert.equal(reply.json.undoes, number);
  assert.deepEqual(await newest(path), reply.json);
  return reply.json;
}

/** @param {string} path */
const counts = async (path) => {
  const { statements, highlights } = (await admin.get(path)).json;
  const used = (await admin.all(`${path}/tags`)).map((tag) => `${tag.key} ${tag.highlight_count}`);
  return [statements, highlights, ...used].join(", ");
};

test("a highlight's life, taken back step by step and done again", async () => {
  const path = await project();
  await tags(path, "law", "norms");
  const on = await statement(path, TEXT);
  const id = uuid();
  const at = `${path}/highlights/${id}`;
  const body = { statement: on.id, start: 0, end: 6, note: "first", taggings: [{ tag: "law" }] };
  const states = [];
  const keep = async () => {
    const { json } = await admin.get(at);
    const { revision: _, updated: __, ...state } = json;
    states.push(state);
    return json.revision;
  };
  const from = (await newest(path)).number + 1;
  await admin.put(at, body);
  await keep();
  await admin.patch(at, { note: "", taggings: [{ tag: "norms", stance: "warns" }] }, 1);
  await keep();
  await admin.put(at, { ...body, start: 7, end: 11, taggings: [] }, 2);
  await keep();
  await admin.delete(at, 3);

  let revision = 4;
  for (const [number, state] of [[3, states[2]], [2, states[1]], [1, states[0]], [0, undefined]]) {
    await undone(path, from + Number(number));
    const read = await admin.get(at);
    if (!state) assertRefused(read, { status: 404, detail: "highlight" });
    else {
      const { revision: now, updated: _, ...rest } = read.json;
      assert.deepEqual(rest, state);
      assert.equal(now, ++revision, "revisions go up");
    }
  }
  assert.equal(await counts(path), "1, 0, law 0, norms 0");
  for (const number of [7, 6, 5]) await undone(path, from + number);
  const { revision: _, updated: __, ...last } = (await admin.get(at)).json;
  assert.deepEqual(last, states[2]);
  assert.equal(await counts(path), "1, 1, law 0, norms 0");
});

test("of one that was deleted by undoing, PUT with the right revision makes it again", async () => {
  const path = await project();
  const on = await statement(path, TEXT);
  const made = await highlight(path, on, 0, 6);
  const at = `${path}/highlights/${made.id}`;
  await undone(path, (await newest(path)).number);
  const body = { statement: on.id, start: 0, end: 6, taggings: [] };
  const deleted = await admin.put(at, body);
  assertRefused(deleted, { status: 409, detail: "deleted" });
  assert.notEqual(deleted.json.current.deleted_at, null);
  assert.equal(deleted.json.current.revision, 2);
  assert.equal((await admin.put(at, body, 2)).status, 200);
});

test("a statement and an import go to the trash, and come back", async () => {
  const path = await project();
  const on = await statement(path, TEXT, { speaker: "Ms Envoy" });
  const { number } = await newest(path);
  await undone(path, number);
  assertRefused(await admin.get(`${path}/statements/${on.id}`), { status: 404, detail: "statement" });
  assert.deepEqual(await admin.all(`${path}/statements`), []);
  assert.equal((await admin.all(`${path}/trash`))[0].action, number + 1);
  await undone(path, number + 1);
  const { revision, ...again } = (await admin.get(`${path}/statements/${on.id}`)).json;
  assert.deepEqual({ revision: 1, ...again }, on);
  assert.equal(revision, 3);
});

test("tags go, and come back with their places", async () => {
  const path = await project();
  await tags(path, "law");
  await admin.post(`${path}/tags`, { key: "humanitarian", label: "H", parent: "law", color: "#112233" });
  const before = await admin.all(`${path}/tags`);
  const { number } = await newest(path);
  await undone(path, number);
  assert.deepEqual(await admin.all(`${path}/tags`), before.slice(0, 1));
  await undone(path, number + 1);
  const [, again] = await admin.all(`${path}/tags`);
  assert.deepEqual({ ...again, revision: 1 }, before[1]);
});

test("members and the project's own fields", async () => {
  const path = await project();
  const who = await account();
  await addMember(slugOf(path), who, "curator");
  const added = await newest(path);
  assert.deepEqual([added.kind, added.about.role], ["member_add", "curator"]);
  await undone(path, added.number);
  assertRefused(await who.get(path), { status: 404, detail: "project" });
  await undone(path, added.number + 1);
  assert.equal((await who.get(path)).json.role, "curator");
  const { title } = (await admin.get(path)).json;
  await admin.patch(path, { title: "Other", description: "d" }, 1);
  const changed = await newest(path);
  assert.deepEqual(changed.project, { title: "Other", description: "d" });
  await undone(path, changed.number);
  const now = (await admin.get(path)).json;
  assert.deepEqual([now.title, now.description, now.revision], [title, null, 3]);
});

test("what stands in the way is told, newest first, and nothing is done", async () => {
  const path = await project();
  await tags(path, "law");
  const tag = await newest(path);
  const on = await statement(path, TEXT);
  const made = await highlight(path, on, 0, 6, { taggings: [{ tag: "law" }] });
  const put = await newest(path);
  await admin.patch(`${path}/highlights/${made.id}`, { note: "n" }, 1);
  const patch = await newest(path);
  const way = async (/** @type {number} */ number) => {
    const reply = await undo(path, number);
    assertRefused(reply, { status: 409, error: "conflict", detail: "built_on" });
    assert.equal(reply.json.current.deleted_at, null);
    return reply.json.current.actions;
  };
  assert.deepEqual(
    (await way(tag.number)).map((/** @type {any} */ a) => [a.number, a.kind, a.member.name]),
    [[put.number, "highlight_put", put.member.name]],
  );
  assert.deepEqual(
    (await way(put.number)).map((/** @type {any} */ a) => a.number),
    [patch.number],
  );
  assert.equal((await newest(path)).number, patch.number);
  await undone(path, patch.number);
  assert.equal((await way(patch.number))[0].kind, "undo", "it is undone already");
  await undone(path, put.number);
  await undone(path, tag.number);
});

test("what cannot be undone, or is not there", async () => {
  const path = await project();
  assertRefused(await undo(path, 1), { status: 409, detail: "final" });
  for (const number of [99, 0, -1, "x", "1e1"])
    assertRefused(await undo(path, /** @type {any} */ (number)), { status: 404, detail: "action" });
});

test("no body is needed; what comes must be an empty object", async () => {
  const path = await project();
  await tags(path, "a", "b");
  const at = (/** @type {number} */ number) => `${path}/actions/${number}/undo`;
  assert.equal((await admin.post(at(2), {})).status, 200);
  assertRefused(await admin.post(at(3), { hard: true }), { status: 422, detail: "unknown_field" });
  assertRefused(await admin.post(at(3), undefined, { raw: "[]", headers: { "content-type": "application/json" } }), {
    status: 422,
    detail: "wrong_type",
  });
  assertRefused(await admin.post(at(3), undefined, { raw: "x", headers: { "content-type": "text/plain" } }), {
    status: 415,
    detail: "content_type",
  });
  assert.equal((await admin.post(at(3))).status, 200);
});

test("annotators their own, curators anyone's, nobody more than the role lets him do", async () => {
  const path = await project();
  const slug = slugOf(path);
  const annotator = await memberOf(slug, "annotator");
  const curator = await memberOf(slug, "curator");
  const reader = await memberOf(slug, "reader");
  const added = (await newest(path)).number;
  const on = await statement(path, TEXT);
  await highlight(path, on, 0, 6, {}, annotator);
  const own = (await newest(path)).number;
  await highlight(path, on, 0, 6, {}, curator);
  const other = (await newest(path)).number;
  await tags(path, "law");
  const forbidden = { status: 403, error: "forbidden", detail: "role" };
  assertRefused(await undo(path, own, reader), forbidden);
  assertRefused(await undo(path, other, annotator), forbidden);
  assertRefused(await undo(path, added, curator), forbidden);
  assert.equal((await undo(path, own, annotator)).status, 200);
  assert.equal((await undo(path, other, curator)).status, 200);
  assertRefused(await undo(path, (await newest(path)).number, annotator), forbidden);
});

test("the list tells what it takes to say what was done", async () => {
  const path = await project();
  await tags(path, "law", "norms");
  const on = await statement(path, TEXT, { speaker: "Ms Envoy" });
  const made = await highlight(path, on, 0, 6, { taggings: [{ tag: "law" }, { tag: "norms" }] });
  const [put, create, , tag, first] = await admin.all(`${path}/actions`);
  assert.deepEqual(
    { ...put, at: 0, number: 0 },
    {
      number: 0,
      at: 0,
      member: made.author,
      kind: "highlight_put",
      undoes: null,
      undone_by: null,
      events: 3,
      statement: { id: on.id, title: on.title, deleted_at: null },
      highlight: { id: made.id, quote: "States", deleted_at: null },
      tags: ["Tag law", "Tag norms"],
      about: null,
      changes: null,
      project: null,
      note: null,
      undoable: true,
    },
  );
  assert.deepEqual([create.kind, create.events, create.statement.id], ["statement_create", 3, on.id]);
  assert.deepEqual([tag.kind, tag.tags, tag.statement], ["tag_create", ["Tag law"], null]);
  assert.deepEqual([first.kind, first.undoable], ["project_create", false]);
  const back = await undone(path, put.number);
  assert.deepEqual([back.highlight.id, back.statement.id, back.events], [made.id, on.id, 1]);
  assert.notEqual(back.highlight.deleted_at, null);
  const [, now] = await admin.all(`${path}/actions`);
  assert.deepEqual([now.number, now.undone_by, now.undoable], [put.number, back.number, false]);
});

test("filters: by member, kind, statement, and all together; page by page", async () => {
  const path = await project();
  const curator = await memberOf(slugOf(path), "curator");
  const [one, two] = [await statement(path, TEXT), await statement(path, TEXT)];
  for (const on of [one, two, one])
    for (const who of [admin, curator]) await highlight(path, on, 0, 6, {}, who);
  await admin.delete(`${path}/statements/${two.id}`, 1);
  const all = await admin.all(`${path}/actions`);
  const members = await admin.all(`${path}/members`);
  const them = members.find((member) => member.login === curator.account.login).id;
  const about = (/** @type {any} */ a, /** @type {any} */ on) => a.statement?.id === on.id;
  const questions = /** @type {[string, (a: any) => boolean][]} */ ([
    ["", () => true],
    [`member=${them}`, (a) => a.member.id === them],
    ["kind=highlight_put", (a) => a.kind === "highlight_put"],
    ["kind=none", () => false],
    [`statement=${one.id}`, (a) => about(a, one)],
    [`statement=${two.id}`, (a) => about(a, two)],
    [`statement=${one.id}&member=${them}`, (a) => about(a, one) && a.member.id === them],
    [`member=${them}&kind=undo`, () => false],
    [
      `statement=${one.id}&kind=highlight_put&member=1`,
      (a) => about(a, one) && a.kind === "highlight_put" && a.member.id === 1,
    ],
    ["member=99", () => false],
    ["statement=99", () => false],
  ]);
  for (const [question, fits] of questions)
    for (const limit of [1, 2, 200]) {
      const found = await admin.all(`${path}/actions?limit=${limit}&${question}`);
      assert.deepEqual(found, all.filter(fits), question);
    }
});

test("bad filters are refused by their names", async () => {
  const path = await project();
  for (const [field, value, detail] of [
    ["member", "x", "wrong_type"],
    ["statement", "-1", "out_of_range"],
    ["cursor", "Zm9v", "bad_cursor"],
    ["limit", "0", "out_of_range"],
    ["number", "1", "unknown_parameter"],
  ])
    assertRefused(await admin.get(`${path}/actions?${field}=${value}`), { status: 422, detail, field });
});

test("an answer about one item tells the action that it was; one that wrote nothing tells none", async () => {
  const path = await project();
  const on = await statement(path, TEXT);
  const at = `${path}/highlights/${uuid()}`;
  const body = { statement: on.id, start: 0, end: 6, taggings: [] };
  /** @type {[string, () => Promise<import("./client.mjs").Reply>, boolean][]} */
  const deeds = [
    ["made", () => admin.put(at, body), true],
    ["made again", () => admin.put(at, body), false],
    ["changed", () => admin.patch(at, { note: "n" }, 1), true],
    ["stale", () => admin.put(at, body, 1), false],
    ["read", () => admin.get(at), false],
    ["deleted", () => admin.delete(at, 2), true],
    ["deleted again", () => admin.delete(at, 2), false],
    ["restored", () => admin.put(at, body, 3), true],
    ["tag made", () => admin.post(`${path}/tags`, { key: "law", label: "Law" }), true],
    ["project changed", () => admin.patch(path, { title: "New" }, 1), true],
    ["statement made", () => admin.post(`${path}/statements`, { title: "T", text: TEXT }), true],
    ["statement deleted", () => admin.delete(`${path}/statements/${on.id}`, 1), true],
  ];
  for (const [name, deed, isAction] of deeds) {
    const { headers } = await deed();
    const told = headers["postil-action"];
    assert.equal(told, isAction ? String((await newest(path)).number) : undefined, name);
  }
});

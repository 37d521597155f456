// @ts-check
// PUT, If-Match, DELETE and restore: any request may be sent again after any failure,
// and nobody overwrites what they have not seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { admin, highlight, project, statement, tags, uuid } from "./world.mjs";

const path = await project();
await tags(path, "one", "two");
const on = await statement(path, "We affirm the rules.");

/** @param {string} id */
const at = (id) => `${path}/highlights/${id}`;
const body = (fields = {}) => ({ statement: on.id, start: 0, end: 2, taggings: [], ...fields });
const actions = async () => (await admin.all(`${path}/events?limit=200`)).length;

test("PUT again with equal content: 200, nothing written", async () => {
  const full = body({
    note: "n",
    actor: "Someone",
    taggings: [{ tag: "one", stance: "affirms" }, { tag: "two" }],
  });
  const id = uuid();
  const made = await admin.put(at(id), full);
  const before = await actions();
  const equal = [
    full,
    { ...full, taggings: [...full.taggings].reverse() }, // the order does not count
    { ...full, taggings: [full.taggings[0], { tag: "two", stance: null }] },
    { ...full, quote: "We" },
    { ...full, actor: made.json.actor.id },
  ];
  for (const again of equal) {
    const reply = await admin.put(at(id), again);
    assert.equal(reply.status, 200, JSON.stringify(again));
    assert.equal(reply.etag, '"1"');
    assert.deepEqual(reply.json, made.json);
  }
  assert.equal(await actions(), before, "no action for nothing");
});

test("PUT again with other content: 412 stale, with the present state", async () => {
  const second = await statement(path, "We affirm the rules.");
  const full = body({ note: "n", actor: "Someone", taggings: [{ tag: "one", stance: "affirms" }] });
  const made = await highlight(path, on, 0, 2, full);
  const other = [
    { ...full, statement: second.id },
    { ...full, end: 9 },
    { ...full, start: 1 },
    { ...full, note: "m" },
    { ...full, note: null },
    { ...full, actor: "Another" },
    { ...full, actor: null },
    { ...full, taggings: [] },
    { ...full, taggings: [{ tag: "two", stance: "affirms" }] },
    { ...full, taggings: [{ tag: "one" }] },
    { ...full, taggings: [{ tag: "one", stance: "opposes" }] },
    { ...full, taggings: [...full.taggings, { tag: "two" }] },
  ];
  for (const wish of other) {
    const reply = await admin.put(at(made.id), wish);
    assertRefused(reply, { status: 412, error: "stale", detail: "stale" }, JSON.stringify(wish));
    assert.deepEqual(reply.json.current, made);
  }
  assert.deepEqual((await admin.get(at(made.id))).json, made);
});

test('PUT and PATCH with If-Match: "n" turn revision n into n + 1', async () => {
  const made = await highlight(path, on, 0, 2);
  const put = await admin.put(at(made.id), body({ end: 9 }), 1);
  assert.deepEqual([put.status, put.revision, put.json.revision, put.json.quote], [200, 2, 2, "We affirm"]);
  const patch = await admin.patch(at(made.id), { note: "x" }, 2);
  assert.deepEqual([patch.status, patch.revision, patch.json.revision], [200, 3, 3]);
  assert.equal(patch.json.created, made.created);
  assert.ok(patch.json.updated >= put.json.updated && put.json.updated >= made.updated);
});

test("PUT with the present revision makes a new one, also when the content is equal", async () => {
  const made = await highlight(path, on, 0, 2, { note: "n" });
  const reply = await admin.put(at(made.id), body({ note: "n" }), 1);
  assert.deepEqual([reply.status, reply.revision], [200, 2]);
});

test("PUT replaces: what is not given is gone", async () => {
  const made = await highlight(path, on, 0, 2, { note: "n", actor: "A", taggings: [{ tag: "one" }] });
  const { json } = await admin.put(at(made.id), body(), 1);
  assert.deepEqual([json.note, json.actor, json.taggings], [null, null, []]);
});

test("PUT may move a highlight to another statement", async () => {
  const second = await statement(path, "Elsewhere");
  const made = await highlight(path, on, 0, 2);
  const { json } = await admin.put(at(made.id), body({ statement: second.id, end: 4 }), 1);
  assert.deepEqual([json.statement, json.quote], [second.id, "Else"]);
  const ids = (await admin.get(`${path}/statements/${on.id}`)).json.highlights.map(
    (/** @type {any} */ h) => h.id,
  );
  assert.ok(!ids.includes(made.id));
});

test("a revision that is not the present one: 412 stale, with the present state", async () => {
  const made = await highlight(path, on, 0, 2);
  const now = (await admin.patch(at(made.id), { note: "second" }, 1)).json;
  for (const revision of [1, 3, 99]) {
    for (const reply of [
      await admin.put(at(made.id), body(), revision),
      await admin.patch(at(made.id), { note: "z" }, revision),
      await admin.delete(at(made.id), revision),
    ]) {
      assertRefused(reply, { status: 412, error: "stale", detail: "stale" }, `revision ${revision}`);
      assert.deepEqual(reply.json.current, now);
    }
  }
});

test("If-Match is read with and without W/", async () => {
  const made = await highlight(path, on, 0, 2);
  const weak = { headers: { "If-Match": 'W/"1"' } };
  assert.equal((await admin.patch(at(made.id), { note: "x" }, weak)).status, 200);
});

test("a list, * or anything else in If-Match: 422 bad_revision", async () => {
  const made = await highlight(path, on, 0, 2);
  const wrong = [
    "*",
    '"1", "2"',
    "1",
    '"x"',
    '""',
    '"0"',
    '"-1"',
    '"1.0"',
    '"01"',
    '"1',
    'w/"1"',
    '"99999999999999999999"',
  ];
  for (const value of wrong) {
    const options = { headers: { "If-Match": value } };
    const refused = { status: 422, error: "invalid", detail: "bad_revision", field: "If-Match" };
    assertRefused(await admin.put(at(made.id), body(), options), refused, value);
    assertRefused(await admin.patch(at(made.id), { note: "x" }, options), refused, value);
    assertRefused(await admin.delete(at(made.id), options), refused, value);
  }
});

test("PATCH and DELETE without If-Match: 428", async () => {
  const made = await highlight(path, on, 0, 2);
  const refused = { status: 428, error: "revision_needed", detail: "revision_needed" };
  assertRefused(await admin.patch(at(made.id), { note: "x" }), refused);
  assertRefused(await admin.delete(at(made.id)), refused);
});

test("where no such id ever was: GET, PATCH, DELETE, and PUT with If-Match: 404", async () => {
  const refused = { status: 404, error: "not_found", detail: "highlight" };
  assertRefused(await admin.get(at(uuid())), refused);
  assertRefused(await admin.patch(at(uuid()), { note: "x" }, 1), refused);
  assertRefused(await admin.delete(at(uuid()), 1), refused);
  assertRefused(await admin.put(at(uuid()), body(), 1), refused);
});

test("DELETE: 204, the ETag is the deletion's revision; then GET is 404 and the statement has lost it", async () => {
  const made = await highlight(path, on, 0, 2);
  const gone = await admin.delete(at(made.id), 1);
  assert.deepEqual([gone.status, gone.etag], [204, '"2"']);
  assertRefused(await admin.get(at(made.id)), { status: 404, detail: "highlight" });
  const { highlights } = (await admin.get(`${path}/statements/${on.id}`)).json;
  assert.ok(!highlights.some((/** @type {any} */ h) => h.id === made.id));
});

test("PUT with the deletion's revision restores the row", async () => {
  const full = { note: "n", actor: "A", taggings: [{ tag: "one", stance: "affirms" }] };
  const made = await highlight(path, on, 0, 2, full);
  const { revision } = await admin.delete(at(made.id), 1);
  const back = await admin.put(at(made.id), body(full), revision);
  assert.equal(back.status, 200);
  assert.equal(back.etag, '"3"');
  assert.deepEqual({ ...back.json, updated: 0, revision: 1 }, { ...made, updated: 0 });
  assert.deepEqual((await admin.get(at(made.id))).json, back.json);
});

test("a restored highlight may be other than it was", async () => {
  const made = await highlight(path, on, 0, 2, { taggings: [{ tag: "one" }] });
  await admin.delete(at(made.id), 1);
  const { json } = await admin.put(at(made.id), body({ end: 9, taggings: [{ tag: "two" }] }), 2);
  assert.deepEqual(
    [json.quote, json.taggings, json.deleted_at],
    ["We affirm", [{ tag: "two", stance: null }], null],
  );
});

test("PUT without If-Match on a deleted one: 409 deleted, also when the content is equal", async () => {
  const made = await highlight(path, on, 0, 2);
  await admin.delete(at(made.id), 1);
  for (const wish of [body(), body({ note: "other" })]) {
    const reply = await admin.put(at(made.id), wish);
    assertRefused(reply, { status: 409, error: "conflict", detail: "deleted" });
    assert.equal(reply.json.current.revision, 2);
    assert.match(reply.json.current.deleted_at, /Z$/);
  }
});

test("PATCH and DELETE of a deleted one: 409 deleted with its state, whatever the revision", async () => {
  const made = await highlight(path, on, 0, 2);
  await admin.delete(at(made.id), 1);
  for (const revision of [1, 2, 3])
    for (const reply of [
      await admin.patch(at(made.id), { note: "x" }, revision),
      await admin.delete(at(made.id), revision),
    ]) {
      assertRefused(reply, { status: 409, error: "conflict", detail: "deleted" });
      assert.equal(reply.json.current.id, made.id);
      assert.match(reply.json.current.deleted_at, /Z$/);
    }
});

test("PUT with another revision than the deletion's: 409 deleted, nothing is restored", async () => {
  const made = await highlight(path, on, 0, 2);
  await admin.delete(at(made.id), 1);
  for (const revision of [1, 3]) {
    const reply = await admin.put(at(made.id), body(), revision);
    assertRefused(reply, { status: 409, error: "conflict", detail: "deleted" });
    assert.match(reply.json.current.deleted_at, /Z$/);
  }
  assert.equal((await admin.get(at(made.id))).status, 404);
});

test("a client whose PUT with If-Match was lost on the way back finds its wish in `current`", async () => {
  const made = await highlight(path, on, 0, 2);
  const wish = body({ note: "wish", taggings: [{ tag: "one", stance: null }] });
  await admin.put(at(made.id), wish, 1);
  const again = await admin.put(at(made.id), wish, 1);
  assertRefused(again, { status: 412, detail: "stale" });
  const { note, taggings, deleted_at, start, end } = again.json.current;
  assert.deepEqual({ statement: on.id, note, taggings, start, end }, wish);
  assert.equal(deleted_at, null);
});

test("of concurrent first PUTs with different content one wins, all others get 412", async () => {
  const id = uuid();
  const wishes = Array.from({ length: 8 }, (_, i) => body({ note: `writer ${i}` }));
  const replies = await Promise.all(wishes.map((wish) => admin.put(at(id), wish)));
  const statuses = replies.map((reply) => reply.status).sort();
  assert.deepEqual(statuses, [201, ...Array(7).fill(412)]);
  const won = replies.find((reply) => reply.status === 201)?.json;
  for (const reply of replies) if (reply.status === 412) assert.deepEqual(reply.json.current, won);
});

test("of concurrent first PUTs with equal content one is 201, the others 200", async () => {
  const id = uuid();
  const replies = await Promise.all(Array.from({ length: 8 }, () => admin.put(at(id), body())));
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [...Array(7).fill(200), 201]);
  for (const reply of replies) assert.deepEqual(reply.json, replies[0].json);
});

test("of concurrent changes to one revision exactly one gets through", async () => {
  const made = await highlight(path, on, 0, 2);
  const replies = await Promise.all([
    ...Array.from({ length: 4 }, (_, i) => admin.put(at(made.id), body({ note: `put ${i}` }), 1)),
    ...Array.from({ length: 4 }, (_, i) => admin.patch(at(made.id), { note: `patch ${i}` }, 1)),
  ]);
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, ...Array(7).fill(412)]);
  assert.equal((await admin.get(at(made.id))).json.revision, 2);
});

test("concurrent PUTs of many highlights all get through, each with its own action", async () => {
  const before = await actions();
  const replies = await Promise.all(
    Array.from({ length: 24 }, (_, i) =>
      admin.put(at(uuid()), body({ taggings: [{ tag: i % 2 ? "one" : "two" }] })),
    ),
  );
  assert.deepEqual([...new Set(replies.map((reply) => reply.status))], [201]);
  assert.equal(await actions(), before + 24);
});

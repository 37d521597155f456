// @ts-check
// History: what changes something is one action; numbers have no gaps; events hold the
// changed columns before and after, never a text or a quote.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { admin, highlight, memberOf, project, slugOf, statement, tags, uuid } from "./world.mjs";

const SECRET = "Zweihundertsiebenundfünfzig";

/** A project with a bit of everything that can be done. */
async function busy() {
  const path = await project();
  await tags(path, "law", "norms");
  const on = await statement(path, `The text ${SECRET} of it`, { speaker: "Ms Envoy", meta: { a: 1 } });
  const made = await highlight(path, on, 9, 9 + SECRET.length, { note: "first", taggings: [{ tag: "law" }] });
  const at = `${path}/highlights/${made.id}`;
  await admin.patch(at, { note: "second", taggings: [{ tag: "norms", stance: "warns" }] }, 1);
  await admin.delete(at, 2);
  await admin.put(at, { statement: on.id, start: 9, end: 9 + SECRET.length, taggings: [{ tag: "law" }] }, 3);
  return { path, on, made };
}

const { path, on, made } = await busy();
/** @type {any[]} */
const all = await admin.all(`${path}/events?limit=200`);
/** Events of a table, each with its action. @param {string} table @returns {any[]} */
const of = (table) =>
  all.flatMap((action) =>
    action.events
      .filter((/** @type {any} */ e) => e.table === table)
      .map((/** @type {any} */ e) => ({ ...e, action })),
  );

test("numbers ascend from 1 without gaps", () => {
  assert.deepEqual(
    all.map((action) => action.number),
    all.map((_, i) => i + 1),
  );
});

test("times do not go back", () => {
  const times = all.map((action) => Date.parse(action.at));
  assert.deepEqual(
    times,
    [...times].sort((a, b) => a - b),
  );
});

test("each request that changed something is one action of its own kind", () => {
  const kinds = all.map((action) => action.kind);
  const made = kinds.slice(1); // the first is the project's own making
  assert.equal(made.length, 7);
  assert.equal(made[0], made[1], "two tags");
  assert.equal(new Set(made.slice(1, 6)).size, 5, made.join());
});

test("an action names the member who did it", async () => {
  const curator = await memberOf(slugOf(path), "curator");
  const before = all.length;
  await curator.post(`${path}/tags`, { key: "theirs", label: "T" });
  const [joined, action] = (await admin.get(`${path}/events?after=${before}`)).json.items;
  const members = await admin.all(`${path}/members`);
  assert.equal(action.member.id, members.find((m) => m.login === curator.account.login).id);
  assert.deepEqual([joined.kind, joined.member.id], ["member_add", 1]);
});

test("seq counts the events of an action from 1", () => {
  for (const action of all)
    assert.deepEqual(
      action.events.map((/** @type {any} */ e) => e.seq),
      action.events.map((/** @type {any} */ _, /** @type {number} */ i) => i + 1),
    );
});

test("a new row has no before, a gone one no after, a changed one both with the same columns", () => {
  const [inserted] = of("highlight");
  assert.equal(inserted.before, null);
  assert.equal(inserted.after.note, "first");
  const gone = of("tagging").filter((event) => event.after === null);
  assert.ok(gone.length > 0 && gone.every((event) => event.before !== null));
  const changed = of("highlight").filter((event) => event.before && event.after);
  assert.ok(changed.length >= 3);
  for (const event of changed)
    assert.deepEqual(Object.keys(event.before).sort(), Object.keys(event.after).sort());
});

test("only changed columns stand in before and after", () => {
  const [, patched, deleted] = of("highlight");
  assert.deepEqual(patched.before, { note: "first", revision: 1 });
  assert.deepEqual(patched.after, { note: "second", revision: 2 });
  assert.deepEqual(Object.keys(deleted.after).sort(), ["deleted_at", "revision"]);
  assert.equal(deleted.before.deleted_at, null);
});

test("a key says which row it is", () => {
  assert.deepEqual(
    of("highlight").map((event) => event.key),
    Array(4).fill({ id: made.id }),
  );
  assert.deepEqual(of("statement")[0].key, { id: on.id });
});

test("no event holds a text, a quote, or the copy of the taggings", () => {
  const text = JSON.stringify(all);
  assert.ok(!text.includes(SECRET) && !text.includes("The text"));
  for (const action of all)
    for (const event of action.events)
      for (const side of [event.before, event.after])
        for (const column of Object.keys(side ?? {}))
          assert.ok(!["body", "text", "quote", "taggings", "project_id", "words"].includes(column), column);
});

test("sha256 and version stand for a text", () => {
  const sha256 = createHash("sha256").update(on.text).digest("hex");
  assert.ok(JSON.stringify(all).includes(sha256));
});

test("reading changes nothing and is no action", async () => {
  const fresh = await project();
  const there = await statement(fresh, "text");
  const before = await admin.all(`${fresh}/events`);
  for (const what of [
    "",
    "/members",
    "/statements",
    `/statements/${there.id}`,
    "/tags",
    "/stances",
    "/actors",
    "/events",
    "/export?format=json",
    "/export?format=csv",
  ])
    assert.equal((await admin.get(fresh + what)).status, 200);
  assert.deepEqual(await admin.all(`${fresh}/events`), before);
});

test("what was refused is no action", async () => {
  const fresh = await project();
  const there = await statement(fresh, "text");
  const before = await admin.all(`${fresh}/events`);
  const put = (/** @type {any} */ fields) =>
    admin.put(`${fresh}/highlights/${uuid()}`, {
      statement: there.id,
      start: 0,
      end: 4,
      taggings: [],
      ...fields,
    });
  const refused = [
    await put({ end: 99 }),
    await put({ quote: "tex" }),
    await put({ taggings: [{ tag: "none" }] }),
    await put({ statement: 99 }),
    await put({ actor: 99 }),
    await admin.post(`${fresh}/tags`, { key: "x", label: "X", parent: "none" }),
  ];
  for (const reply of refused) assert.equal(reply.status, 422, reply.text);
  assert.deepEqual(await admin.all(`${fresh}/events`), before);
});

test("after gives the actions with a greater number, page by page beside cursor", async () => {
  const whole = await admin.all(`${path}/events?limit=200`);
  for (const after of [0, 1, 5, whole.length - 1, whole.length, 999])
    for (const limit of [1, 3, 200])
      assert.deepEqual(await admin.all(`${path}/events?after=${after}&limit=${limit}`), whole.slice(after));
});

test("whoever follows by `after` misses nothing that concurrent writers do", async () => {
  const fresh = await project();
  const there = await statement(fresh, "text");
  let last = 0;
  /** @type {number[]} */
  const numbers = [];
  const follow = async () => {
    for (const action of await admin.all(`${fresh}/events?after=${last}&limit=3`)) {
      numbers.push(action.number);
      last = action.number;
    }
  };
  let writing = true;
  const writers = Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 8; i++) await highlight(fresh, there, 0, 4);
    }),
  ).then(() => (writing = false));
  while (writing) await follow();
  await writers;
  await follow();
  assert.deepEqual(
    numbers,
    numbers.map((_, i) => i + 1),
  );
  assert.equal(last, (await admin.all(`${fresh}/events?limit=200`)).length);
});

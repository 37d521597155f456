// @ts-check
// undoing.test.mjs: undo and redo: of what is only here, of what the server has, and of what
// others have built on; the answer may be lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Undoing } from "../../../static/js/desk/undoing.js";
import { settled } from "./fake-server.mjs";
import { content, desk, id, other, row, tagsOf } from "./queue-desk.mjs";

/** A history of one's own, in memory. */
function history() {
  /** @type {any[]} */ const actions = [];
  const add = (/** @type {number | null} */ undoes = null) => {
    const number = actions.length + 1;
    const made = { number, kind: undoes ? "undo" : "highlight_put", undoes, undone_by: null, highlight: { id, quote: "q" } };
    actions.push(made);
    const undone = actions[(undoes ?? 0) - 1];
    if (undone) undone.undone_by = number;
    return made;
  };
  const undo = async (/** @type {number} */ number) => {
    const { undone_by } = actions[number - 1];
    if (undone_by) throw { detail: "built_on", current: { actions: [actions[undone_by - 1]] } };
    return add(number);
  };
  return { actions, add, undo, fetch: async () => ({ items: actions.toReversed(), next: null }) };
}

/** @param {{rows?: any[], after?: (made: any) => Promise<any>}} [given] */
function all({ rows = [], after = async () => [] } = {}) {
  const made = desk({ rows });
  const past = history();
  const { fetch, undo } = past;
  const undoing = new Undoing({ queue: made.queue, rest: settled, busy: () => {}, fetch, undo, after });
  return { ...made, past, undoing };
}

test("undoing: what the server does not have is taken back and done again, step by step, last first", async () => {
  const { queue, server, undoing } = all({ rows: [row("law")] });
  server.always = { status: 503 };
  queue.set(id, content("norm"));
  queue.set(other, content("trust"));
  queue.set(id, content("threat"));
  const wish = (/** @type {string} */ which) => queue.entries.get(which)?.wish?.taggings[0].tag;
  const seen = [];
  for (let i = 0; i < 3; i++) {
    await undoing.go("undo");
    seen.push([wish(id), wish(other)]);
  }
  assert.deepEqual(seen, [["norm", "trust"], ["norm", undefined], ["law", undefined]]);
  assert.equal(await undoing.go("undo"), null, "what the server has was not ours");
  for (let i = 0; i < 3; i++) await undoing.go("redo");
  assert.deepEqual([wish(id), wish(other)], ["threat", "trust"]);
  server.always = null;
  queue.wake();
  await settled();
  await settled();
  assert.deepEqual([tagsOf(server), tagsOf(server, other)], [["threat"], ["trust"]]);
});

test("undoing: something new was done: there is no way forward", async () => {
  const { queue, server, undoing } = all();
  server.always = { status: 503 };
  queue.set(id, content("norm"));
  await undoing.go("undo");
  undoing.forget();
  queue.set(other, content("law"));
  assert.equal(await undoing.go("redo"), null);
});

test("undoing: steps are taken back after a reload too", async () => {
  const first = all();
  first.server.always = { status: 503 };
  first.queue.set(id, content("norm"));
  first.queue.set(id, content("law"));
  await settled();
  const again = desk({ server: first.server, shelf: first.shelf });
  const undoing = new Undoing({ ...first.undoing.parts, queue: again.queue });
  await undoing.go("undo");
  assert.equal(again.queue.entries.get(id)?.wish?.taggings[0].tag, "norm");
});

test("undoing: through the history, to and fro; the rows are then as the server has them", async () => {
  /** @type {any[]} */ const answers = [[[id, null]], [[id, row("law", { revision: 3 })]]];
  const { queue, saved, past, undoing } = all({ rows: [row("law")], after: async () => answers.shift() });
  past.add();
  assert.equal((await undoing.go("undo"))?.id, id);
  assert.equal((await undoing.go("redo"))?.id, id);
  assert.equal(await undoing.go("redo"), null);
  assert.deepEqual(past.actions.map(({ undoes }) => undoes), [null, 1, 2]);
  assert.deepEqual(saved.map(([, row]) => row?.revision ?? null), [null, 3]);
  assert.equal(queue.bases.get(id)?.revision, 3);
});

test("undoing: the answer was lost: asked again, nothing more is undone", async () => {
  const { past, undoing } = all();
  past.add();
  past.add();
  const undo = undoing.parts.undo;
  undoing.parts.undo = async (number) => {
    await undo(number);
    throw { status: 0 };
  };
  await assert.rejects(undoing.go("undo"), { status: 0 });
  undoing.parts.undo = undo;
  await undoing.go("undo");
  assert.deepEqual(past.actions.map(({ undoes }) => undoes), [null, null, 2]);
  await undoing.go("undo");
  assert.deepEqual(past.actions.map(({ undoes }) => undoes), [null, null, 2, 1]);
});

test("undoing: others have built on it: told which actions", async () => {
  const { past, undoing } = all();
  past.add();
  const later = { number: 9, kind: "highlight_patch", member: { id: 2, name: "Ben" } };
  undoing.parts.undo = async () => {
    throw { detail: "built_on", current: { actions: [later] } };
  };
  const outcome = await undoing.go("undo");
  assert.deepEqual([outcome?.way, outcome?.action?.number], [[later], 1]);
});

test("undoing: asked for three times before the first is done: all three are done, one after the other", async () => {
  const { past, undoing } = all();
  for (let i = 0; i < 3; i++) past.add();
  await Promise.all([undoing.go("undo"), undoing.go("undo"), undoing.go("undo")]);
  assert.deepEqual(past.actions.slice(3).map(({ undoes }) => undoes), [3, 2, 1]);
});

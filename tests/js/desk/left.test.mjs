// @ts-check
// left.test.mjs: a paragraph left uncoded goes the way of highlights: through the same queue,
// whatever happens on it, and back step by step.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keeper } from "../../../static/js/desk/keep.js";
import { isLeft, isOfLeft, leftAfter, leftId, placeOf, rowOf, startOf } from "../../../static/js/desk/left.js";
import { Model } from "../../../static/js/desk/model.js";
import { Steps } from "../../../static/js/desk/steps.js";
import { FakeClock, FakeServer, FakeShelf, settled } from "./fake-server.mjs";
import { id as highlightId, row } from "./queue-desk.mjs";

const text = "One bird.\nTwo birds.\nThree birds.";
const [first, second] = [{ start: 0, end: 9 }, { start: 10, end: 20 }];
const ada = { id: 1, name: "Ada" };

/** The API's rules for a paragraph: it may be said again, and taken back again. */
class LeftServer extends FakeServer {
  writes = 0;

  /** @param {import("../../../static/js/desk/queue.js").Request} request */
  put({ id, body }) {
    const { statement, end } = /** @type {any} */ (body);
    const known = this.rows.get(id);
    if (!known) this.writes++;
    const made = known ?? rowOf({ start: startOf(id), end, member: ada, at: "2026-03-11T09:00:00Z" }, statement);
    this.rows.set(id, made);
    return { status: known ? 200 : 201, data: structuredClone(made), revision: /** @type {any} */ (null) };
  }

  /** @param {import("../../../static/js/desk/queue.js").Request} request */
  remove({ id }) {
    if (this.rows.delete(id)) this.writes++;
    return { status: 204, data: null, revision: /** @type {any} */ (null) };
  }
}

/** @param {{left?: {start: number, end: number}[], server?: LeftServer, shelf?: FakeShelf, clock?: FakeClock}} [given] */
function desk({ left = [], server = new LeftServer(), shelf = new FakeShelf(), clock = new FakeClock() } = {}) {
  const left_uncoded = left.map((one) => ({ ...one, member: ada, at: "2026-03-11T09:00:00Z" }));
  for (const one of left_uncoded) server.rows.set(leftId(1, one.start), rowOf(one, 1));
  const statement = /** @type {any} */ ({ id: 1, text, highlights: [row("law", { start: 0, end: 3 })], left_uncoded });
  const model = new Model(statement, { ...ada, role: "annotator" }, [], {
    send: server.send, store: keeper(shelf, 1, "demo", 1), clock, changed: () => {},
  });
  return { model, server, shelf, clock };
}

/** @param {ReturnType<typeof desk>} all @param {number[]} starts that are left, here and there */
function assertSettled({ model, server, shelf }, starts) {
  assert.deepEqual([...model.left].sort((a, b) => a - b), starts);
  assert.deepEqual([...server.rows.keys()].map(startOf).sort((a, b) => a - b), starts);
  assert.deepEqual([model.queue.entries.size, shelf.length], [0, 0], "nothing waits or is kept");
  assert.ok(server.mostUnder <= 1, "one request at a time");
}

test("its id tells what it is, and where", () => {
  assert.ok(isLeft(leftId(3, 120)) && !isLeft(highlightId));
  assert.equal(startOf(leftId(3, 120)), 120);
  assert.deepEqual(placeOf(leftId(3, 120)), ["statements", "3", "left_uncoded", "120"]);
});

test("left and taken back; it is no mark", async () => {
  const all = desk({ left: [second] });
  const { model } = all;
  model.leave(first, true);
  assert.deepEqual([...model.left].sort(), [0, 10], "at once");
  assert.deepEqual(model.marks.map(({ id }) => id), [highlightId]);
  await settled();
  assertSettled(all, [0, 10]);
  model.leave(second, false);
  assert.deepEqual([...model.left], [0]);
  await settled();
  assertSettled(all, [0]);
  assert.deepEqual(model.marks.map(({ id }) => id), [highlightId]);
});

/** @type {import("./fake-server.mjs").Mishap[]} */
const passing = ["lost", "answer lost", {}, { status: 500 }, { status: 503 }];
for (const mishap of passing) {
  const name = typeof mishap === "string" ? mishap : `status ${mishap.status ?? "none"}`;
  for (const [deed, left, wish] of /** @type {const} */ ([["left", [], true], ["taken back", [first], false]])) {
    test(`${deed} once, after three times «${name}»`, async () => {
      const all = desk({ left: [...left] });
      all.server.mishaps = [mishap, mishap, mishap];
      all.model.leave(first, wish);
      await all.clock.pass(60_000);
      assertSettled(all, wish ? [0] : []);
      assert.equal(all.server.writes, 1);
    });
  }

  test(`another wish while «${name}»: the last one counts`, async () => {
    const all = desk();
    all.server.mishaps = [mishap, mishap];
    all.model.leave(first, true);
    await settled();
    all.model.leave(first, false);
    await all.clock.pass(60_000);
    assertSettled(all, []);
  });
}

test("what was said while the server was away outlives the page, and goes out once", async () => {
  const before = desk();
  before.server.always = { status: 503 };
  before.model.leave(first, true);
  before.model.leave(second, true);
  await settled();
  const { server, shelf } = before;
  server.always = null;
  server.writes = 0;
  const after = desk({ server, shelf });
  assert.deepEqual([...after.model.left].sort(), [0, 10]);
  after.model.queue.wake();
  await settled();
  await settled();
  assertSettled(after, [0, 10]);
  assert.equal(server.writes, 2);
});

test("refused: it is shown as it was, until it is given up", async () => {
  const all = desk({ left: [second] });
  all.server.always = { status: 403, message: "Your role does not allow this." };
  all.model.leave(first, true);
  all.model.leave(second, false);
  await settled();
  assert.deepEqual(all.model.queue.having("refused").map(({ id }) => startOf(id)), [0, 10]);
  assert.ok(all.model.left.has(10), "what could not be taken back is still left");
  for (const { id } of all.model.queue.having("refused")) all.model.queue.discard(id);
  assertSettled(all, [10]);
});

test("step by step back and forward, while the server is away", async () => {
  const all = desk();
  const { model, server } = all;
  const steps = new Steps(model.queue);
  server.always = { status: 503 };
  model.leave(first, true);
  model.leave(second, true);
  await settled();
  assert.deepEqual(steps.back()?.ids, [leftId(1, 10)]);
  assert.deepEqual([...model.left], [0]);
  assert.deepEqual(steps.back()?.ids, [leftId(1, 0)]);
  assert.deepEqual([...model.left], []);
  assert.deepEqual(steps.forward()?.ids, [leftId(1, 0)]);
  server.always = null;
  model.queue.wake();
  await settled();
  await settled();
  assertSettled(all, [0]);
});

test("what an action's event made of it", () => {
  const key = { statement_id: 1, version: 1, start_at: 10 };
  const event = (/** @type {any} */ after) => ({ seq: 1, table: "left_uncoded", key, before: null, after });
  assert.ok(isOfLeft(event(null)) && !isOfLeft({ ...event(null), table: "highlight" }));
  assert.deepEqual(leftAfter(event(null)), [leftId(1, 10), null]);
  const [id, made] = leftAfter(event({ end_at: 20, member_id: 1, at: "2026-03-11T09:00:00Z" }));
  assert.deepEqual([id, made?.start, made?.end, made?.taggings], [leftId(1, 10), 10, 20, []]);
});

// @ts-check
// step-undo.test.mjs: what was made as one step is undone and done again as one: what is only
// here, what the server has, and what is partly there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stepNumbers } from "../../../static/js/desk/step-numbers.js";
import { Undoing } from "../../../static/js/desk/undoing.js";
import { FakeShelf, settled } from "./fake-server.mjs";
import { content, desk, id, other } from "./queue-desk.mjs";

const third = "0198c0de-0000-7000-8000-000000000003";

/** A history of one's own, in memory; numbers are taken by whoever asks. */
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
  return { actions, add, undo: async (/** @type {number} */ number) => add(number), fetch: async () => ({ items: actions.toReversed(), next: null }) };
}

function all() {
  const made = desk();
  const past = history();
  const steps = stepNumbers(new FakeShelf(), "steps");
  /** @type {number[]} */ const looked = [];
  const undoing = new Undoing({
    queue: made.queue, rest: settled, busy: () => {}, fetch: past.fetch, undo: (number) => past.undo(number), steps,
    after: async (all) => { looked.push(all.length); return []; },
  });
  /** As the queue tells of it. @param {string} [step] */
  const done = (step) => {
    const { number } = past.add();
    if (step) steps.add(step, number);
  };
  return { ...made, past, steps, undoing, done, looked };
}

const undone = (/** @type {any} */ { past }) => past.actions.map((/** @type {any} */ { undoes }) => undoes);

test("step: what the server does not have goes back and forward together", async () => {
  const { queue, server, undoing } = all();
  server.always = { status: 503 };
  queue.set(third, content("norm"));
  queue.set(id, content("law"), "one");
  queue.set(other, content("law"), "one");
  const wishes = () => [id, other, third].map((which) => queue.entries.get(which)?.wish?.taggings[0].tag);
  await settled();
  assert.deepEqual(await undoing.go("undo"), { id: null, quote: "", n: 2 });
  assert.deepEqual(wishes(), [undefined, undefined, "norm"]);
  await undoing.go("redo");
  assert.deepEqual(wishes(), ["law", "law", "norm"]);
  await undoing.go("undo");
  assert.deepEqual(wishes(), [undefined, undefined, "norm"]);
});

test("step: through the history, all of it, and not what was before", async () => {
  const made = all();
  const { undoing, done, looked } = made;
  for (const step of [undefined, "one", "one", "one"]) done(step);
  assert.equal((await undoing.go("undo"))?.n, 3);
  assert.deepEqual(undone(made), [null, null, null, null, 4, 3, 2]);
  assert.deepEqual(looked, [3], "the highlights are looked at once");
  assert.equal((await undoing.go("redo"))?.n, 3);
  assert.deepEqual(undone(made).slice(7), [7, 6, 5]);
  assert.equal((await undoing.go("undo"))?.n, 3, "and once more");
  assert.equal((await undoing.go("undo"))?.id, id, "what was before stands alone");
});

test("step: two in a row are two", async () => {
  const made = all();
  for (const step of ["one", "one", "two", "two"]) made.done(step);
  await made.undoing.go("undo");
  assert.deepEqual(undone(made).slice(4), [4, 3]);
});

test("step: partly here and partly there", async () => {
  const made = all();
  const { queue, server, undoing, done } = made;
  done("one");
  done("one");
  server.always = { status: 503 };
  queue.set(other, content("law"), "one");
  await settled();
  assert.equal((await undoing.go("undo"))?.n, 3);
  assert.deepEqual(undone(made).slice(2), [2, 1]);
});

test("step: the server goes away in the middle: what was undone is known, the rest can be undone later", async () => {
  const made = all();
  const { past, undoing, looked } = made;
  for (const step of ["one", "one", "one"]) made.done(step);
  const { undo } = past;
  let left = 1;
  past.undo = async (number) => {
    if (!left--) throw { status: 0 };
    return undo(number);
  };
  await assert.rejects(undoing.go("undo"), { status: 0 });
  assert.deepEqual(looked, [1]);
  past.undo = undo;
  await undoing.go("undo");
  assert.deepEqual(undone(made).slice(3), [3, 2, 1]);
});

test("step: an answer is lost in the middle: nothing is undone twice", async () => {
  const made = all();
  const { past, undoing } = made;
  for (const step of ["one", "one", "one"]) made.done(step);
  const { undo } = past;
  past.undo = async (number) => {
    await undo(number);
    throw { status: 0 };
  };
  await assert.rejects(undoing.go("undo"), { status: 0 });
  past.undo = undo;
  assert.equal((await undoing.go("undo"))?.n, 3);
  assert.deepEqual(undone(made).slice(3), [3, 2, 1]);
});

test("step: numbers are kept as rows, the last few steps of them", () => {
  const shelf = new FakeShelf();
  const steps = stepNumbers(shelf, "steps");
  for (const number of [4, 6, 5, 9]) steps.add("one", number);
  assert.deepEqual(JSON.parse(shelf.getItem("steps") ?? ""), [["one", [[4, 6], [9, 9]]]]);
  assert.deepEqual([3, 4, 5, 7, 9].map(steps.of), ["", "one", "one", "", "one"]);
  assert.deepEqual([steps.has("one"), steps.has("two")], [true, false]);
  for (let i = 0; i < 12; i++) steps.add(`later ${i}`, 20 + i);
  assert.equal(steps.of(4), "");
  assert.equal(stepNumbers(null, "steps").of(4), "", "without a shelf they stand alone");
});

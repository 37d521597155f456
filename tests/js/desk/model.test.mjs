// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { contentOf } from "../../../static/js/desk/content.js";
import { keeper } from "../../../static/js/desk/keep.js";
import { Model } from "../../../static/js/desk/model.js";
import { FakeClock, FakeServer, FakeShelf } from "./fake-server.mjs";

const text = "A 🕊 over the harbour, and nobody asks. ".repeat(50);
const author = { id: 1, name: "Ada" };
const tags = ["law", "norm", "threat"];
let seed = 5;
const below = (/** @type {number} */ limit) => (seed = (seed * 48271) % 2147483647) % limit;
const idOf = (/** @type {number} */ n) => `0198c0de-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** @param {number} n */
function row(n) {
  const start = below(1800);
  return {
    id: idOf(n), statement: 1, start, end: start + 1 + below(60), note: null, actor: null,
    taggings: [{ tag: tags[below(3)], stance: null }], author, revision: 1, deleted_at: null,
  };
}

function made(n = 80) {
  const server = new FakeServer();
  const clock = new FakeClock();
  const rows = Array.from({ length: n }, (_, i) => row(i));
  for (const each of rows) server.rows.set(each.id, structuredClone(each));
  const statement = /** @type {any} */ ({ id: 1, text, highlights: rows });
  const model = new Model(statement, { ...author, role: "curator" },
    /** @type {any} */ (tags.map((key) => ({ key }))),
    { send: server.send, store: keeper(new FakeShelf(), 1, "demo", 1), clock, changed: () => {} });
  return { model, server, clock };
}

/** All looked at anew. @param {Model} model */
function naive(model) {
  const ids = new Set([...model.rows.keys(), ...model.queue.entries.keys()]);
  const marks = [...ids].flatMap((id) =>
    model.overlaid(id, model.rows.get(id), model.queue.entries.get(id)) ?? []);
  return marks.sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
}

const turns = () => new Promise((go) => setTimeout(go, 2));

test("model: after each of many changes the marks are as if all were looked at anew", async () => {
  const { model, server, clock } = made();
  for (let turn = 0; turn < 300; turn++) {
    const { marks } = model;
    const mark = marks[below(marks.length)];
    const deeds = [
      () => model.put(mark.id, { ...contentOf(/** @type {any} */ (mark), 1), note: `note ${turn}` }),
      () => model.put(mark.id, { ...contentOf(/** @type {any} */ (mark), 1), ...model.stretch(below(900), 901 + below(900)), taggings: mark.taggings }),
      () => model.put(idOf(1000 + turn), { ...model.stretch(below(900), 901 + below(900)), taggings: [{ tag: "law", stance: null }] }),
      () => model.remove(mark.id),
      () => { server.always = server.always ? null : "lost"; },
      () => model.queue.learn(mark.id, /** @type {any} */ ({ ...row(0), id: mark.id, revision: 9 })),
      () => model.queue.wake(),
    ];
    deeds[below(deeds.length)]();
    if (turn % 3 === 0) await turns();
    assert.deepEqual(model.marks, naive(model), `turn ${turn}`);
    for (const { id } of model.marks) assert.equal(model.mark(id)?.id, id);
  }
  assert.ok(clock);
});

test("model: the page's highlights have no quotes; the text has them", () => {
  const { model } = made();
  const points = [...text];
  for (const { start, end, quote } of model.marks) assert.equal(quote, points.slice(start, end).join(""));
  for (const { content } of model.queue.bases.values()) assert.equal(content?.quote, points.slice(content?.start, content?.end).join(""));
});

test("model: what did not change is the same as before", () => {
  const { model } = made();
  const before = model.marks;
  assert.equal(model.marks, before);
  const one = before[40];
  model.put(one.id, { ...contentOf(/** @type {any} */ (one), 1), note: "new" });
  assert.notEqual(model.marks, before);
  const same = model.marks.filter((mark) => before.includes(mark));
  assert.equal(same.length, before.length - 1);
  assert.equal(before[40], one, "a list that was given out is left alone");
});

test("model: uses of a tag are counted as they are now", () => {
  const { model } = made();
  const count = () => model.marks.filter(({ taggings }) => taggings.some(({ tag }) => tag === "law")).length;
  assert.equal(model.uses("law"), count());
  model.put(idOf(2000), { ...model.stretch(3, 9), taggings: [{ tag: "law", stance: null }] });
  assert.equal(model.uses("law"), count());
  assert.equal(model.uses("never"), 0);
});

test("model: no such mark", () => {
  const { model } = made(0);
  assert.deepEqual([model.mark(null), model.mark(""), model.mark("x"), model.marks.length], [null, null, null, 0]);
});

// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, exchanged, meeting, placeOf } from "../../../static/js/desk/order.js";

let seed = 11;
const below = (/** @type {number} */ limit) => (seed = (seed * 48271) % 2147483647) % limit;
const made = (/** @type {number} */ n, /** @type {number} */ longest) => Array.from({ length: n }, (_, i) => {
  const start = below(2000);
  return { id: `m${i}`, start, end: start + 1 + below(longest) };
});
const names = (/** @type {{id: string}[]} */ all) => all.map(({ id }) => id);

test("order: where they begin, the longer first, then by name", () => {
  const all = [
    { id: "d", start: 5, end: 9 }, { id: "b", start: 1, end: 9 },
    { id: "c", start: 1, end: 3 }, { id: "a", start: 1, end: 3 },
  ];
  assert.deepEqual(names(all.sort(compare)), ["b", "a", "c", "d"]);
});

test("order: what goes and comes, one by one, is as if all were sorted anew", () => {
  let all = made(400, 50).sort(compare);
  for (let turn = 0; turn < 60; turn++) {
    const gone = all.filter(() => below(90) === 0);
    const come = made(below(4), 50).map((one) => ({ ...one, id: `${one.id} ${turn}` }));
    const before = [...all];
    const next = exchanged(all, gone, come);
    assert.deepEqual(all, before, "the list of before is left alone");
    const there = [...all.filter((one) => !gone.includes(one)), ...come];
    assert.deepEqual(names(next), names(there.sort(compare)));
    next.forEach((one, i) => assert.equal(placeOf(next, one), i));
    all = next;
  }
});

for (const longest of [3, 60, 3000]) {
  test(`order: those that meet a stretch, none left out, up to ${longest} long`, () => {
    const spans = made(700, longest).sort(compare).map(({ start: from, end: to }) => ({ from, to }));
    for (let turn = 0; turn < 200; turn++) {
      const from = below(2100);
      const to = from + below(200);
      const wanted = spans.flatMap((span, i) => (span.from <= to && span.to >= from ? [i] : []));
      assert.deepEqual(meeting(spans, { from, to }), wanted);
    }
  });
}

test("order: nothing meets where nothing is", () => {
  assert.deepEqual(meeting([], { from: 0, to: 9 }), []);
  assert.deepEqual(meeting([{ from: 3, to: 5 }], { from: 6, to: 9 }), []);
  assert.deepEqual(meeting([{ from: 3, to: 5 }], { from: 0, to: 2 }), []);
  assert.deepEqual(meeting([{ from: 3, to: 5 }], { from: 5, to: 9 }), [0]);
});

// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { firstFree, lanesOf, placeCards } from "../../../static/js/desk/layout.js";

const spans = [
  { name: "apart", spans: [[0, 2], [3, 5], [5, 6]], free: [0, 0, 0] },
  { name: "three on one spot", spans: [[0, 9], [1, 8], [2, 3]], free: [0, 1, 2] },
  { name: "a number that is free again", spans: [[0, 9], [1, 2], [3, 4]], free: [0, 1, 1] },
  { name: "the lowest comes first", spans: [[0, 3], [1, 9], [4, 6]], free: [0, 1, 0] },
  { name: "the same stretch twice", spans: [[0, 3], [0, 3]], free: [0, 1] },
];

/** @param {number[][]} pairs */
const made = (pairs) => pairs.map(([from, to]) => ({ from, to }));

for (const { name, spans: pairs, free } of spans) {
  test(`layout: depth, ${name}`, () => assert.deepEqual(firstFree(made(pairs)), free));
}

test("layout: depth, what nearly meets meets", () => {
  assert.deepEqual(firstFree(made([[0, 2], [3, 5]]), 2), [0, 1]);
});

test("layout: no two that overlap ever share a depth", () => {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) % 200;
  const many = Array.from({ length: 300 }, () => random())
    .sort((a, b) => a - b).map((from) => ({ from, to: from + 1 + (random() % 40) }));
  const depths = firstFree(many);
  many.forEach((a, i) => many.slice(i + 1).forEach((b, j) => {
    if (a.to > b.from) assert.notEqual(depths[i], depths[i + 1 + j]);
  }));
});

test("layout: lanes, as many as fit each have their column", () => {
  const { columns, more } = lanesOf(made([[0, 9], [1, 9], [2, 9], [3, 9]]), 4, 0);
  assert.deepEqual([columns, more], [[0, 1, 2, 3], []]);
});

test("layout: lanes, the last column tells of those that do not fit", () => {
  const { columns, more } = lanesOf(made([[0, 9], [1, 9], [2, 9], [3, 9], [4, 9], [20, 22]]), 4, 0);
  assert.deepEqual(columns, [0, 1, 2, -1, -1, 0]);
  assert.deepEqual(more, [{ first: 3, indexes: [3, 4] }]);
});

const never = { brief: Infinity, tile: Infinity };
const room = { brief: 28, row: 10, pitch: 28, gap: 2, stray: never, open: -1 };
/** @param {number[]} wants @param {number} [full] */
const cards = (wants, full = 50) => wants.map((want) => ({ want, full }));
/** @param {import("../../../static/js/desk/layout.js").Place[]} places */
const tops = (places) => places.map(({ y }) => y);

test("layout: cards, each at its wish when there is room", () => {
  assert.deepEqual(tops(placeCards(cards([0, 100, 300]), room)), [0, 100, 300]);
});

test("layout: cards, pushed down by those before", () => {
  assert.deepEqual(tops(placeCards(cards([0, 10, 300]), room)), [0, 52, 300]);
});

test("layout: cards, the open one has its place and pushes up", () => {
  assert.deepEqual(tops(placeCards(cards([100, 110, 120]), { ...room, open: 2 })), [16, 68, 120]);
});

test("layout: cards, none leaves the column at its top", () => {
  assert.deepEqual(tops(placeCards(cards([0, 5, 10]), { ...room, open: 2 })), [0, 52, 104]);
});

test("layout: cards, never one over the other", () => {
  const many = cards([0, 3, 3, 40, 41, 42, 300, 310, 330], 64);
  for (let open = -1; open < many.length; open++) {
    const places = tops(placeCards(many, { ...room, open }));
    places.slice(1).forEach((y, i) => assert.ok(y >= places[i] + 64, `open ${open}, card ${i + 1}`));
  }
});

const stray = { brief: 150, tile: 480 };

/** @param {import("../../../static/js/desk/layout.js").Place[]} places */
const forms = (places) => places.map(({ form }) => form);

test("layout: cards, a crowd shrinks to first lines, its neighbours stay", () => {
  const places = placeCards(cards([0, ...Array(12).fill(1000), 2000], 80), { ...room, stray });
  assert.equal(forms(places)[0], "full");
  assert.ok(forms(places).filter((form) => form === "brief").length >= 9);
  assert.equal(forms(places).at(-1), "full");
});

test("layout: cards, no more shrink than must", () => {
  const places = placeCards(cards([0, 10, 20, 30, 400, 500], 80), { ...room, stray });
  assert.deepEqual(forms(places), ["full", "brief", "brief", "full", "full", "full"]);
  assert.ok(places.every(({ y }, i) => y - [0, 10, 20, 30, 400, 500][i] <= 150));
});

test("layout: cards, the open one stays whole in a crowd, and at its place", () => {
  const places = placeCards(cards(Array(12).fill(1000), 80), { ...room, stray, open: 5 });
  assert.deepEqual([places[5].form, places[5].y], ["full", 1000]);
});

test("layout: cards, a throng becomes tiles in rows", () => {
  const places = placeCards(cards(Array(200).fill(1000), 80), { ...room, stray });
  assert.ok(forms(places).filter((form) => form === "tile").length > 150);
  assert.ok(places.every(({ y }) => y - 1000 < 700));
});

test("layout: cards, each of a thousand has a place, and the open one stays whole", () => {
  const places = placeCards(cards(Array.from({ length: 1000 }, (_, i) => i), 80), { ...room, stray, open: 500 });
  assert.equal(places.length, 1000);
  assert.ok(places.every(({ y }) => Number.isFinite(y)));
  assert.equal(places[500].form, "full");
});

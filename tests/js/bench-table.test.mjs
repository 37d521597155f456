// @ts-check
// bench-table.test.mjs: the figures of the desk, as `make bench` prints them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { desk, median } from "../bench/desk-table.mjs";
import { longStatement } from "../bench/long.mjs";

test("bench: the median of a few rounds", () => {
  assert.deepEqual([median([3]), median([9, 1, 5]), median([4, 2]), median([10, 9, 8, 7])], [3, 5, 3, 8.5]);
});

test("bench: a line a figure, with median and worst, and whether the long one met the aim", () => {
  const figures = (/** @type {number} */ ms) => ({ text: 9 * ms, scroll: ms, tag: ms, edge: ms, memory: 8 });
  const lines = desk(["short", "long"], [[figures(10)], [figures(40), figures(60), figures(70)]]).split("\n");
  assert.match(lines[0], /short +long +aim$/);
  assert.match(lines[1], /^answer to first text painted +90 ms \(90\) +540 ms \(630\) +< 1000 ms +met$/);
  assert.match(lines[2], /^longest task while scrolling +10 ms \(10\) +60 ms \(70\) +< 50 ms +missed$/);
  assert.match(lines[5], /^memory .* 8 MiB \(8\)$/);
});

test("bench: what it is measured on is as long as wished, the same each time, and quotes are verbatim", () => {
  const wish = { bytes: 20_000, highlights: 300, tags: ["a", "b"], stances: ["affirms", null] };
  const { text, marks } = longStatement(wish);
  assert.deepEqual(longStatement(wish), { text, marks });
  const size = Buffer.byteLength(text);
  assert.ok(size >= 20_000 && size < 24_000, `${size} bytes`);
  const points = [...text];
  for (const { start, end, quote } of marks) assert.equal(points.slice(start, end).join(""), quote);
  assert.deepEqual([marks.length, new Set(marks.map(({ id }) => id)).size], [300, 300]);
  assert.ok(marks.some(({ quote }) => quote.includes("\n")), "some go over paragraphs");
  assert.ok(marks.some((mark, i) => i > 0 && marks[i - 1].end > mark.start), "some overlap");
  assert.ok(/\p{Script=Arabic}/u.test(text) && /\p{Script=Han}/u.test(text) && /\p{Extended_Pictographic}/u.test(text));
});

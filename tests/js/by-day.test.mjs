// by-day.test.mjs: days are those of the reader.
import assert from "node:assert/strict";
import { test } from "node:test";
import { byDay, dayWords } from "../../static/js/by-day.js";

process.env.TZ = "Asia/Jakarta"; // seven hours before UTC, all year

test("a day begins at the reader's midnight", () => {
  const times = ["2026-03-01T18:00:00Z", "2026-03-01T17:00:00Z", "2026-03-01T16:59:59Z", "2026-02-27T01:00:00Z"];
  const days = byDay(times, (time) => time);
  assert.deepEqual(days.map(({ items }) => items), [times.slice(0, 2), times.slice(2, 3), times.slice(3)]);
  assert.deepEqual(byDay([], String), []);
});

const now = new Date("2026-03-02T03:00:00Z"); // 2 March, 10:00
const headings = [
  ["2026-03-01T18:00:00Z", "today", "Monday 2 March"],
  ["2026-03-01T16:00:00Z", "yesterday", "Sunday 1 March"],
  ["2026-02-28T16:00:00Z", "", "Saturday 28 February"],
  ["2025-12-31T17:00:00Z", "", "Thursday 1 January"],
  ["2025-12-31T16:00:00Z", "", "Wednesday 31 December 2025"],
];
for (const [at, near, date] of headings) {
  test(`${at} is ${date}`, () => assert.deepEqual(dayWords(new Date(at), now), { near, date }));
}

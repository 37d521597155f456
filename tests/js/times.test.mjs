// times.test.mjs: moments in words, where the reader is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { momentWords, spanWords } from "../../static/js/times.js";

process.env.TZ = "Asia/Jakarta"; // seven hours before UTC, all year

const now = new Date("2026-03-02T03:00:00Z"); // 2 March, 10:00
const moments = [
  ["2026-03-02T00:04:00Z", "today at 07:04"],
  ["2026-03-01T17:00:00Z", "today at 00:00"],
  ["2026-03-01T16:59:59Z", "yesterday at 23:59"],
  ["2026-02-28T17:00:00Z", "yesterday at 00:00"],
  ["2026-02-28T16:59:59Z", "28 February at 23:59"],
  ["2026-03-03T16:00:00Z", "tomorrow at 23:00"],
  ["2026-03-03T18:00:00Z", "4 March at 01:00"],
  ["2025-12-31T16:00:00Z", "31 December 2025"],
  ["2025-12-31T17:00:00Z", "1 January at 00:00"],
  ["2027-03-02T03:00:00Z", "2 March 2027"],
];
for (const [iso, words] of moments) {
  test(`${iso} is ${words}`, () => assert.equal(momentWords(iso, now), words));
}

const spans = [
  [1, "1 second"], [0.2, "1 second"], [99, "99 seconds"], [100, "2 minutes"], [120, "2 minutes"],
  [121, "3 minutes"], [900, "15 minutes"], [7200, "2 hours"],
];
for (const [seconds, words] of spans) {
  test(`${seconds} s are ${words}`, () => assert.equal(spanWords(seconds), words));
}

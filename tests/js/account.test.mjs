// account.test.mjs: browsers in words, last days of tokens, sizes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browserWords } from "../../static/js/account/browser.js";
import { endFault, endOf } from "../../static/js/account/expiry.js";
import { sizeWords } from "../../static/js/sizes.js";

const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
const agents = [
  ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux"],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/126.0.0.0 Safari/537.36`, "Chrome on Windows"],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`, "Edge on Windows"],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/126.0.0.0 Safari/537.36 OPR/112.0.0.0`, "Opera on Windows"],
  [`Mozilla/5.0 (Linux; Android 14; SM-S918B) ${webkit} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`, "Samsung Internet on Android"],
  [`Mozilla/5.0 (Linux; Android 14; Pixel 8) ${webkit} Chrome/126.0.0.0 Mobile Safari/537.36`, "Chrome on Android"],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/126.0.0.0 Safari/537.36`, "Chrome on ChromeOS"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15", "Safari on macOS"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari on an iPhone"],
  ["Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.0.0 Mobile/15E148 Safari/604.1", "Chrome on an iPad"],
  ["curl/7.88.1", "curl"],
  ["<script>alert(1)</script>", "<script>alert(1)<"],
  ["", "A browser that does not say its name"],
  [null, "A browser that does not say its name"],
];
for (const [agent, words] of agents) test(`${agent} is ${words}`, () => assert.equal(browserWords(agent), words));

const now = new Date("2026-12-31T23:30:00Z");
const ends = [
  [{ expires: "30" }, "2027-01-30", {}],
  [{ expires: "365" }, "2027-12-31", {}],
  [{ expires: "never" }, null, {}],
  [{ expires: "day", day: "2026-12-31" }, "2026-12-31", {}],
  [{ expires: "day", day: "31 January 2027" }, "2027-01-31", {}],
  [{ expires: "day", day: "2026-12-30" }, "2026-12-30", { day: "That day is over." }],
  [{ expires: "day", day: "January 2027" }, null, { day: "Name a whole day: 2027-01-31 or 31 January 2027." }],
  [{ expires: "day" }, null, { day: "Name a whole day: 2027-01-31 or 31 January 2027." }],
];
for (const [draft, end, faults] of ends) {
  test(`a token that expires ${draft.expires} ${draft.day ?? ""}`, () => {
    assert.equal(endOf(draft, now), end);
    assert.deepEqual(endFault(draft, now), faults);
  });
}

const sizes = [
  [0, "0 B"], [999, "999 B"], [1000, "1.0 kB"], [9940, "9.9 kB"], [9950, "10 kB"], [548864, "549 kB"],
  [12345678, "12 MB"], [9_944_423, "9.9 MB"], [3e9, "3.0 GB"], [5e15, "5,000 TB"],
];
for (const [bytes, words] of sizes) test(`${bytes} bytes are ${words}`, () => assert.equal(sizeWords(bytes), words));

// words.test.mjs: sayings are put together right: places, plurals, numbers; and small pure helpers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, occurs } from "../../static/js/fold.js";
import { samePlace } from "../../static/js/next.js";
import { titleOf } from "../../static/js/title.js";
import { say, speaker } from "../../static/js/words.js";

test("places are filled, numbers are grouped, and what is filled in is left alone", () => {
  const speak = speaker({ hello: "{who} has {n} of {who}" });
  assert.equal(speak("hello", { who: "$& {n}", n: 1204 }), "$& {n} has 1,204 of $& {n}");
});

const plurals = [[0, "0 statements"], [1, "1 statement"], [2, "2 statements"], [1001, "1,001 statements"]];
for (const [n, words] of plurals) test(`plural of ${n}`, () => assert.equal(say("statements", { n }), words));

const titles = [
  ["first line", "A title\nand more", "A title"],
  ["first line that is not empty", "\ufeff\n \t\r\n  A title \r\nmore", "A title"],
  ["no words", " \n\n", ""],
  ["cut to 200 code points", "😀".repeat(300), "😀".repeat(200)],
  ["not cut at 200", "x".repeat(200), "x".repeat(200)],
];
for (const [name, text, title] of titles) test(`title: ${name}`, () => assert.equal(titleOf(text), title));

const origin = "https://postil.example.org";
const places = [
  ["/p/demo?q=a#b", "/p/demo?q=a#b"],
  [undefined, "/"],
  ["", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["https://evil.example/", "/"],
  ["javascript:alert(1)", "/"],
  ["/login?next=/login", "/"],
];
for (const [next, place] of places) {
  test(`after signing in: ${next}`, () => assert.equal(samePlace(next, origin), place));
}

test("words are found whatever their case and accents", () => {
  assert.equal(fold("ÉCOLE"), "ecole");
  assert.ok(occurs("HÚM law", fold("International humanitarian law")));
  assert.ok(occurs("  ", "anything"));
  assert.ok(!occurs("law moon", "law"));
});

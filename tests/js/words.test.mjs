// words.test.mjs: sayings are put together right: places, plurals, numbers; and small pure helpers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, occurs } from "../../static/js/fold.js";
import { samePlace } from "../../static/js/next.js";
import { speech } from "../../static/js/speech.js";
import { titleOf } from "../../static/js/title.js";
import { rowPieces, rowWords, say } from "../../static/js/words.js";

test("places are filled, numbers are grouped, and what is filled in is left alone", () => {
  const speak = speech("en", { hello: "{who} has {n} of {who}" }).speaker("");
  assert.equal(speak("hello", { who: "$& {n}", n: 1204 }), "$& {n} has 1,204 of $& {n}");
});

const counted = [
  ["fr", { one: "{n} mot", many: "{n} de mots", other: "{n} mots" }, [[0, "0 mot"], [1, "1 mot"], [2, "2 mots"], [1e6, "1\u202f000\u202f000 de mots"]]],
  ["fr", { one: "{n} mot", other: "{n} mots" }, [[1e6, "1\u202f000\u202f000 mots"]]],
  ["vi", { other: "{n} từ" }, [[0, "0 từ"], [1, "1 từ"], [1200, "1.200 từ"]]],
];
for (const [language, saying, cases] of counted) {
  for (const [n, words] of cases) {
    test(`plural forms of ${language} (${Object.keys(saying)}): ${n}`, () => {
      assert.equal(speech(language, { words: saying }).speaker("")("words", { n }), words);
    });
  }
}

test("what stands in a row is joined by the catalogue's own sign", () => {
  assert.deepEqual([[], ["a"], ["a", "b", "c"]].map(rowWords), ["", "a", "a, b, c"]);
  assert.deepEqual([rowPieces([]), [rowPieces(["a", 2, "c"])].flat(9).join("")], ["", "a, 2, c"]);
});

test("a saying with markup keeps the order of its own language", () => {
  const tell = speech("fr", { of: "{tags} : {who}" }).teller("");
  assert.deepEqual(tell("of", { who: "A", tags: 2000 }), ["", "2\u202f000", " : ", "A", ""]);
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

// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { graphemes, shortened, wholeGraphemes } from "../../../static/js/text/graphemes.js";

const cases = [
  { name: "letters stay as they are", text: "abc", from: 1, to: 2, whole: "b" },
  { name: "half an emoji", text: "a😀b", from: 2, to: 3, whole: "😀" },
  { name: "part of a family", text: "x👩‍👩‍👧‍👦y", from: 1, to: 4, whole: "👩‍👩‍👧‍👦" },
  { name: "one half of a flag", text: "🇻🇳🇪🇪", from: 0, to: 2, whole: "🇻🇳" },
  { name: "a thumb without its colour", text: "a👍🏽b", from: 1, to: 3, whole: "👍🏽" },
  { name: "a letter without its accent", text: "cafe\u0301s", from: 3, to: 4, whole: "e\u0301" },
  { name: "beginning at the accent", text: "cafe\u0301s", from: 4, to: 6, whole: "e\u0301s" },
  { name: "Hangul in pieces", text: "\u1112\u1161\u11ab\u1100", from: 1, to: 2, whole: "\u1112\u1161\u11ab" },
  { name: "Devanagari vowel sign", text: "नि", from: 0, to: 1, whole: "नि" },
  { name: "after a line feed", text: "a\n😀b", from: 3, to: 4, whole: "😀" },
  { name: "an accent after a line feed stands alone", text: "a\n\u0301b", from: 2, to: 3, whole: "\u0301" },
  { name: "nothing stays nothing, outside a grapheme", text: "e\u0301", from: 1, to: 1, whole: "" },
];

for (const { name, text, from, to, whole } of cases) {
  test(`graphemes: ${name}`, () => {
    assert.equal(text.slice(...wholeGraphemes(text, from, to)), whole);
  });
}

test("graphemes: shortened between graphemes only", () => {
  assert.equal(shortened("short", 10), "short");
  assert.equal(shortened("👍🏽👍🏽👍🏽", 2), "👍🏽👍🏽…");
  assert.equal(shortened("👍🏽👍🏽👍🏽", 3), "👍🏽👍🏽👍🏽");
  assert.deepEqual(graphemes("e\u0301🇻🇳"), ["e\u0301", "🇻🇳"]);
});

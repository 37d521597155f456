// pieces.test.mjs: hits are counted in code points.
import assert from "node:assert/strict";
import { test } from "node:test";
import { piecesOf } from "../../../static/js/library/pieces.js";

const cases = [
  ["a hit in the middle", "the cyber age", [[4, 9]], ["the ", "*cyber", " age"]],
  ["behind an emoji", "🕊🕊 cyber", [[3, 8]], ["🕊🕊 ", "*cyber"]],
  ["at both ends", "cyber and cyber", [[0, 5], [10, 15]], ["*cyber", " and ", "*cyber"]],
  ["none", "words", [], ["words"]],
];

for (const [name, text, hits, expected] of cases) {
  test(name, () => {
    const pieces = piecesOf({ start: 0, text, hits }).map((piece) => (piece.hit ? "*" : "") + piece.text);
    assert.deepEqual(pieces, expected);
  });
}

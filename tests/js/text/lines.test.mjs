// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { isBlank, lineAt, lineStarts, trimmed } from "../../../static/js/text/lines.js";

const cases = [
  { name: "no line feed", text: "one", starts: [0] },
  { name: "a last line feed begins no line", text: "one\n", starts: [0] },
  { name: "an empty line between", text: "one\n\ntwo", starts: [0, 4, 5] },
  { name: "line feeds alone", text: "\n\n\n", starts: [0, 1, 2] },
];

for (const { name, text, starts } of cases) {
  test(`lines: ${name}`, () => {
    assert.deepEqual(lineStarts(text), starts);
    const lines = starts.map((start, i) => text.slice(start, starts[i + 1]));
    assert.equal(lines.join(""), text);
    starts.forEach((start, i) => assert.equal(lineAt(starts, start), i));
    assert.equal(lineAt(starts, text.length), starts.length - 1);
  });
}

test("lines: what is blank", () => {
  for (const line of ["", "\n", " \t\n", "\u00a0\u3000\n"]) assert.ok(isBlank(line));
  for (const line of ["a\n", "\u200b", "。"]) assert.ok(!isBlank(line));
});

test("lines: white space at the ends is let go, but never everything", () => {
  assert.deepEqual(trimmed("a  b \nc", 1, 6), [3, 4]);
  assert.deepEqual(trimmed("abc", 0, 3), [0, 3]);
  assert.deepEqual(trimmed("a   b", 1, 4), [1, 4]);
});

// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { forcedLooks, lineOf, looks, nameOf, styleOf } from "../../../static/js/desk/styles.js";

/** @typedef {import("../../../static/js/desk/styles.js").Look} Look */

/** @type {Look} */
const law = { shade: "law", color: "#009E73", line: "solid", dimmed: false };

const names = [
  { name: "a tag's colour, depth and line", look: {}, depth: 0, is: "law-0-solid" },
  { name: "against it, over another", look: { line: "dashed" }, depth: 1, is: "law-1-dashed" },
  { name: "no tag", look: { shade: "-", color: "" }, depth: 2, is: "-2-solid" },
  { name: "deeper than lines go", look: {}, depth: 9, is: "law-4-solid" },
  { name: "filtered out: no colour and no side", look: { dimmed: true }, depth: 1, is: "~-1-dotted" },
];

for (const { name, look, depth, is } of names) {
  test(`styles: the name of ${name}`, () =>
    assert.equal(nameOf(styleOf(/** @type {Look} */ ({ ...law, ...look }), depth)), is));
}

test("styles: a line for each stance", () => {
  assert.deepEqual([1, -1, 0, undefined].map((polarity) => lineOf(/** @type {any} */ (polarity))),
    ["solid", "dashed", "dotted", "dotted"]);
});

test("styles: only the first two depths have a wash, and only four a line", () => {
  const all = [0, 1, 2, 3, 4].map((depth) => looks(styleOf(law, depth)).mark);
  assert.deepEqual(all.map((mark) => "background-color" in mark), [true, true, false, false, false]);
  assert.deepEqual(all.map((mark) => mark["text-underline-offset"]), [0, 4, 8, 12].map((px) => `calc(var(--line-at) + ${px}px)`).concat([/** @type {any} */ (undefined)]));
});

test("styles: what is filtered out has a grey dotted line and no wash", () => {
  const { mark } = looks(styleOf({ ...law, dimmed: true }, 0));
  assert.match(mark["text-decoration"], /^underline dotted 2px .*--ink-3/);
  assert.equal(mark["background-color"], undefined);
  assert.match(forcedLooks(styleOf({ ...law, dimmed: true }, 0)).mark["text-decoration"], /GrayText/);
});

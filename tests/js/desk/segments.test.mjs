// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { segmentsOf, spread } from "../../../static/js/desk/segments.js";

/** @typedef {import("../../../static/js/desk/segments.js").Stretch} Stretch */

/** @param {number} from @param {number} to @param {string} name @param {Stretch["layer"]} [layer] @returns {Stretch} */
const on = (from, to, name, layer = "mark") => ({ from, to, name, layer });
const line = { from: 10, to: 30 };

const cases = [
  { name: "nothing on it", stretches: [], is: [[10, 30, ""]] },
  { name: "one in the middle", stretches: [on(12, 15, "a")], is: [[10, 12, ""], [12, 15, "a"], [15, 30, ""]] },
  { name: "the whole of it", stretches: [on(10, 30, "a")], is: [[10, 30, "a"]] },
  { name: "one that comes from before and goes on behind", stretches: [on(2, 90, "a")], is: [[10, 30, "a"]] },
  { name: "two that cross: the one before is outside", stretches: [on(12, 20, "a"), on(15, 25, "b")],
    is: [[10, 12, ""], [12, 15, "a"], [15, 20, "a b"], [20, 25, "b"], [25, 30, ""]] },
  { name: "one upon the other", stretches: [on(12, 15, "a"), on(12, 15, "b")],
    is: [[10, 12, ""], [12, 15, "a b"], [15, 30, ""]] },
  { name: "one after the other", stretches: [on(12, 15, "a"), on(15, 18, "b")],
    is: [[10, 12, ""], [12, 15, "a"], [15, 18, "b"], [18, 30, ""]] },
  { name: "what is selected lies over all, what is open over the others",
    stretches: [on(12, 15, "s", "selected"), on(12, 15, "o", "open"), on(12, 15, "n", "near"), on(12, 15, "a")],
    is: [[10, 12, ""], [12, 15, "a n o s"], [15, 30, ""]] },
];

for (const { name, stretches, is } of cases) {
  test(`segments: ${name}`, () => {
    const found = segmentsOf(line, stretches).map(({ from, to, names }) => [from, to, names.join(" ")]);
    assert.deepEqual(found, is);
  });
}

test("segments: what is read or selected is named as the page's sheet names it", () => {
  const all = /** @type {const} */ (["selected", "reading"]).map((layer) => on(10, 30, layer, layer));
  assert.deepEqual(segmentsOf(line, all)[0].names, ["is-reading", "is-selected"]);
});

test("segments: each line has what reaches into it", () => {
  const passages = /** @type {any} */ ({ starts: [0, 10, 20] });
  const range = () => /** @type {any} */ (null);
  const all = [on(2, 5, "a"), on(5, 21, "b"), on(8, 10, "c"), on(20, 25, "d")].map((one) => ({ ...one, range }));
  const names = [...spread(passages, all)].map(([line, pieces]) => [line, pieces.map(({ name }) => name).join("")]);
  assert.deepEqual(names, [[0, "abc"], [1, "b"], [2, "bd"]]);
});

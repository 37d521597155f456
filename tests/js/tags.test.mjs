// tags.test.mjs: the tree, the families' letters, and which colour a tag is shown in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ancestors, buildTree, flat, freeColor, palette, uses } from "../../static/js/tags.js";
import { hueDistance } from "../../static/js/hue.js";

const tag = (key, parent = null, more = {}) => ({
  key, parent, label: key, color: null, definition: null, example: null,
  position: 0, retired: false, revision: 1, highlight_count: 0, ...more,
});
const lettersOf = (...labels) =>
  buildTree(labels.map((label, i) => tag(`t${i}`, null, { label, position: i }))).roots.map(({ letter }) => letter);

test("children stand under their parents, by position, then as made", () => {
  const { roots } = buildTree([
    tag("b", null, { position: 2 }), tag("a", null, { position: 1 }),
    tag("b2", "b", { position: 1 }), tag("b1", "b"), tag("b3", "b", { position: 1 }), tag("b11", "b1"),
  ]);
  assert.deepEqual(flat(roots).map(({ tag }) => tag.key), ["a", "b", "b1", "b11", "b2", "b3"]);
});

test("depth, family and ancestors", () => {
  const { byKey } = buildTree([tag("a"), tag("b", "a"), tag("c", "b")]);
  const c = byKey.get("c");
  assert.equal(c.depth, 2);
  assert.equal(c.family.tag.key, "a");
  assert.deepEqual(ancestors(c).map(({ tag }) => tag.key), ["a", "b"]);
});

test("a tag's uses are its own and those below it", () => {
  const used = (n) => ({ highlight_count: n });
  const { byKey } = buildTree([tag("a", null, used(1)), tag("b", "a", used(2)), tag("c", "b", used(4)), tag("d", "a")]);
  assert.deepEqual(["a", "b", "c", "d"].map((key) => uses(byKey.get(key))), [7, 6, 4, 0]);
});

test("an unknown parent, a tag below itself and a ring lose no tag", () => {
  const { roots } = buildTree([tag("a", "nowhere"), tag("b", "b"), tag("c", "d"), tag("d", "c")]);
  assert.deepEqual(new Set(flat(roots).map(({ tag }) => tag.key)), new Set(["a", "b", "c", "d"]));
});

const letters = [
  ["the first letter", ["Threats", "Norms"], ["T", "N"]],
  ["a later word's when the first is taken", ["Confidence", "Capacity building"], ["C", "B"]],
  ["never of a small word", ["Cooperation", "State", "Capacity of States"], ["C", "S", "A"]],
  ["within the word when all first ones are taken", ["Norms", "Names"], ["N", "A"]],
  ["accents stay, case goes", ["élan", "über"], ["É", "Ü"]],
  ["other scripts", ["القانون", "国际法"], ["ا", "国"]],
  ["signs are no letters", ["13(a) Cooperation", "«?»"], ["C", "A"]],
  ["a ligature gives one letter", ["ßa"], ["S"]],
];
for (const [name, labels, expected] of letters) {
  test(`a family's letter: ${name}`, () => assert.deepEqual(lettersOf(...labels), expected));
}

test("a letter stays when a family is added or moved", () => {
  const before = [tag("a", null, { label: "Norms" }), tag("b", null, { label: "Names" })];
  const after = [...before, tag("c", null, { label: "Novelty", position: -1 })];
  const letterOf = (tags, key) => buildTree(tags).byKey.get(key).letter;
  for (const key of ["a", "b"]) assert.equal(letterOf(after, key), letterOf(before, key));
});

test("more families than letters: each still has one", () => {
  const { roots } = buildTree(Array.from({ length: 60 }, (_, i) => tag(`t${i}`, null, { label: "A" })));
  assert.ok(roots.every(({ letter }) => letter.length === 1));
});

test("families without a colour get those of the palette, none twice while there are others", () => {
  const { roots } = buildTree([tag("a", null, { color: palette[0] }), ...palette.slice(1).map((_, i) => tag(`t${i}`))]);
  assert.equal(new Set(roots.map(({ color }) => color)).size, palette.length);
  assert.equal(freeColor(roots), palette[0]);
});

const shades = [
  ["none of its own", null, "law"],
  ["a tint", "#49BA9B", "law"],
  ["another hue", "#CC79A7", "x"],
  ["a grey", "#888888", "x"],
];
for (const [name, color, shade] of shades) {
  test(`the colour of a tag that has ${name}`, () => {
    const { byKey } = buildTree([tag("law", null, { color: "#009E73" }), tag("x", "law", { color }), tag("y", "x")]);
    assert.equal(byKey.get("x").shade, shade);
    assert.equal(byKey.get("x").color, shade === "x" ? color : "#009E73");
    assert.equal(byKey.get("y").shade, shade, "and it is handed down");
  });
}

test("hue distance: the same, opposite, over the turn, grey", () => {
  assert.equal(hueDistance("#ff0000", "#ff0000"), 0);
  assert.ok(hueDistance("#ff0000", "#00ffff") > 150);
  assert.ok(hueDistance("#ff0040", "#ff4000") < 40);
  assert.equal(hueDistance("#808080", "#222222"), 0);
  assert.equal(hueDistance("#808080", "#ff0000"), 180);
});

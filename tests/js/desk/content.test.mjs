// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyOf, isBare, sameContent } from "../../../static/js/desk/content.js";

const base = {
  statement: 1, start: 0, end: 4, quote: "word", note: null, actor: null,
  taggings: [{ tag: "a", stance: null }, { tag: "b", stance: "warns" }],
};
const kestria = { id: 2, name: "Kestria", kind: /** @type {const} */ ("state"), code: null };

/** @type {{name: string, change: object, same: boolean}[]} */
const cases = [
  { name: "itself", change: {}, same: true },
  { name: "taggings in another order", change: { taggings: base.taggings.toReversed() }, same: true },
  { name: "no note and an empty one", change: { note: "" }, same: true },
  { name: "another stance", change: { taggings: [{ tag: "a", stance: "warns" }, { tag: "b", stance: "warns" }] }, same: false },
  { name: "a tag less", change: { taggings: [{ tag: "a", stance: null }] }, same: false },
  { name: "another tag", change: { taggings: [{ tag: "a", stance: null }, { tag: "c", stance: "warns" }] }, same: false },
  { name: "another end", change: { end: 5 }, same: false },
  { name: "a note", change: { note: "n" }, same: false },
  { name: "an actor", change: { actor: kestria }, same: false },
];

for (const { name, change, same } of cases) {
  test(`content: ${name}`, () => assert.equal(sameContent(base, { ...base, ...change }), same));
}

test("content: removed is the same as removed only", () => {
  assert.ok(sameContent(null, null));
  assert.ok(!sameContent(base, null));
});

test("content: an actor by id, by name, or none in a PUT", () => {
  assert.equal(bodyOf({ ...base, actor: kestria }).actor, 2);
  assert.equal(bodyOf({ ...base, actor: { name: "Ambrel" } }).actor, "Ambrel");
  assert.equal(bodyOf(base).actor, null);
  assert.equal(bodyOf({ ...base, note: "" }).note, null);
});

test("content: bare without tag, note and actor", () => {
  assert.ok(isBare({ ...base, taggings: [] }));
  assert.ok(!isBare({ ...base, taggings: [], note: "n" }));
});

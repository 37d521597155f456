// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { joinable, notesJoined, overlapped } from "../../../static/js/desk/joins.js";

const text = "aaaa bbbb cccc, dddd";

/** @param {string} id @param {number} from @param {number} to @param {object} [more] @returns {any} */
const mark = (id, from, to, more = {}) => ({
  id, from, to, start: from, end: to, actor: null, note: null,
  author: { id: 1, name: "Ana" }, taggings: [{ tag: "law", stance: null }], ...more,
});
const first = mark("1", 0, 4);

const cases = [
  { name: "white space alone between", others: [mark("2", 5, 9)], found: ["2"] },
  { name: "overlapping", others: [mark("2", 2, 9)], found: ["2"] },
  { name: "one within the other", others: [mark("2", 1, 3)], found: ["2"] },
  { name: "words between", others: [mark("2", 10, 14)], found: [] },
  { name: "one leads to the next", others: [mark("3", 10, 14), mark("2", 5, 9)], found: ["2", "3"] },
  { name: "a comma between", others: [mark("2", 5, 14), mark("3", 16, 20)], found: ["2"] },
  { name: "another tag", others: [mark("2", 2, 9, { taggings: [{ tag: "norm", stance: null }] })], found: [] },
  { name: "another stance", others: [mark("2", 2, 9, { taggings: [{ tag: "law", stance: "affirms" }] })], found: [] },
  { name: "another author", others: [mark("2", 2, 9, { author: { id: 2, name: "Ben" } })], found: [] },
  { name: "another actor", others: [mark("2", 2, 9, { actor: { id: 5, name: "Kestria" } })], found: [] },
];

for (const { name, others, found } of cases) {
  test(`joins: ${name}`, () =>
    assert.deepEqual(joinable(first, [first, ...others], text).map(({ id }) => id), found));
}

test("joins: what has no tag says nothing", () => {
  const bare = { taggings: [] };
  assert.deepEqual(joinable(mark("1", 0, 4, bare), [mark("2", 2, 9, bare)], text), []);
});

test("joins: the same tag on overlapping words, whatever the stance", () => {
  const marks = [first, mark("2", 8, 12, { taggings: [{ tag: "law", stance: "affirms" }, { tag: "norm", stance: null }] })];
  const asked = (/** @type {number} */ start, /** @type {number} */ end, /** @type {string[]} */ ...tags) =>
    overlapped({ id: "new", start, end }, { marks, taggings: tags.map((tag) => ({ tag, stance: null })) })?.id;
  assert.equal(asked(3, 5, "law"), "1");
  assert.equal(asked(4, 8, "law"), undefined, "beside is not upon");
  assert.equal(asked(9, 10, "norm", "law"), "2");
  assert.equal(asked(3, 5, "law", "norm"), undefined, "only some of the tags");
  assert.equal(overlapped({ id: "1", start: 0, end: 4 }, { marks, taggings: [{ tag: "law", stance: null }] }), null, "itself");
});

test("joins: each note once", () => {
  assert.equal(notesJoined(["One.", null, "Two.", "One."]), "One.\n\nTwo.");
  assert.equal(notesJoined([null, ""]), null);
});

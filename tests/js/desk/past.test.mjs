// @ts-check
// past.test.mjs: what can be undone and done again, by the list of actions alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Past, stacks } from "../../../static/js/desk/past.js";

/** @param {number} number @param {number | null} [undoes] @param {Partial<import("../../../static/js/desk/past.js").Done>} [more] */
const action = (number, undoes = null, more = {}) =>
  ({ number, kind: /** @type {const} */ ("highlight_put"), undoes, undone_by: null, ...more });

/** `u3` undoes 3; the rest are deeds. @param {string} words */
const actions = (words) => words.split(" ").map((word, i) =>
  action(i + 1, word.startsWith("u") ? Number(word.slice(1)) : null));

/** What was done, then the numbers on either stack. @type {[string, string, number[], number[]][]} */
const cases = [
  ["done", "a b", [1, 2], []],
  ["undone", "a b u2", [1], [3]],
  ["undone twice", "a b u2 u1", [], [3, 4]],
  ["done again", "a b u2 u3", [1, 4], []],
  ["undone, done again and undone", "a u1 u2 u3", [], [4]],
  ["all undone, all done again", "a b u2 u1 u4 u3", [5, 6], []],
  ["something new: no way forward", "a b u2 c", [1, 4], []],
  ["out of turn, on the page of activity", "a b u1", [2], [3]],
  ["undoing what another did", "a u77", [1], []],
];

for (const [name, words, undo, redo] of cases) {
  test(`past: ${name}`, () => {
    const found = stacks(actions(words));
    assert.deepEqual([found.undo, found.redo].map((stack) => stack.map(({ number }) => number)), [undo, redo]);
  });
}

test("past: the statement's own coming and going is not undone from the desk", () => {
  const made = action(1, null, { kind: "statement_create" });
  const back = action(3, 2, { kind: "undo" });
  assert.deepEqual(stacks([made, action(2, null, { kind: "statement_delete" }), back]), { undo: [], redo: [] });
});

/** @param {any[][]} pages newest first */
function past(...pages) {
  /** @type {(string | null)[]} */ const asked = [];
  const fetch = async (/** @type {string | null} */ cursor) => {
    asked.push(cursor);
    const at = Number(cursor ?? 0);
    return { items: pages[at], next: at + 1 < pages.length ? String(at + 1) : null };
  };
  return { past: new Past(fetch), asked };
}

/** @param {Past} all @param {"undo" | "redo"} way */
const next = async (all, way) => (await all.next(way))?.number ?? null;

test("past: further back than one page", async () => {
  const { past: all, asked } = past([action(4, 3, { undone_by: null })], [action(3, null, { undone_by: 4 }), action(2)]);
  assert.equal(await next(all, "undo"), 2);
  assert.equal(await next(all, "redo"), 4);
  assert.deepEqual(asked, [null, "1"]);
});

test("past: what another has undone can be neither undone nor done again", async () => {
  const { past: all } = past([action(2, null, { undone_by: 9 }), action(1)]);
  assert.equal(await next(all, "undo"), 1);
  assert.equal(await next(all, "redo"), null);
});

test("past: what is done here is known without asking, unless its number is not told", async () => {
  const { past: all, asked } = past([action(1)]);
  await next(all, "undo");
  all.note(5);
  assert.equal(await next(all, "undo"), 5);
  all.add(action(6, 5));
  assert.deepEqual([await next(all, "undo"), await next(all, "redo"), asked.length], [1, 6, 1]);
  all.note(0);
  assert.equal(await next(all, "undo"), 1);
  assert.equal(asked.length, 2);
});

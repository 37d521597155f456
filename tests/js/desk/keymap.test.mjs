// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { changeable, createKeymap, keysWith } from "../../../static/js/desk/keymap.js";
import { actOf, keys, sheetLines } from "../../../static/js/desk/keys.js";

/** @param {string} key @param {readonly import("../../../static/js/desk/keys.js").Key[]} rows */
const act = (key, rows) => actOf(
  { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false },
  { inField: false, singles: true, rows });

test("keymap: a key is another one, and the first is free again", () => {
  const rows = keysWith({ nextSentence: "l" });
  assert.deepEqual([act("l", rows), act("j", rows), act("k", rows)], ["nextSentence", null, "previousSentence"]);
  assert.deepEqual(sheetLines("read", rows)[0].caps, ["l", "k"]);
});

test("keymap: a key is off, and not on the sheet", () => {
  const rows = keysWith({ split: "" });
  assert.equal(act("x", rows), null);
  assert.ok(!sheetLines("change", rows).some(({ caps }) => caps.includes("x")));
});

test("keymap: one key does one thing", () => {
  /** @type {object[]} */ const saved = [];
  const keymap = createKeymap({}, (own) => saved.push(own));
  assert.equal(keymap.change("nextSentence", "k")?.act, "previousSentence");
  assert.deepEqual(saved, []);
  assert.equal(keymap.change("previousSentence", ""), null);
  assert.equal(keymap.change("nextSentence", "k"), null, "now it is free");
  assert.deepEqual(saved.at(-1), { nextSentence: "k", previousSentence: "" });
  assert.deepEqual([keymap.capOf("nextSentence"), keymap.capOf("previousSentence")], ["k", ""]);
  keymap.reset();
  assert.deepEqual([saved.at(-1), keymap.isOwn(), keymap.capOf("nextSentence")], [{}, false, "j"]);
});

test("keymap: off by itself cannot be what is off already", () => {
  const keymap = createKeymap({ keys: { split: "" } }, () => {});
  assert.equal(keymap.change("join", ""), null, "two may be off");
});

test("keymap: what is kept and is no key of ours is passed over", () => {
  for (const settings of [null, 5, { keys: "x" }, { keys: { nextSentence: "ab", leave: "q", nothing: "x", select: 5, nextWord: " " } }]) {
    assert.deepEqual(createKeymap(settings, () => {}).rows(), keys);
  }
});

test("keymap: arrows, Delete, Esc and what is held down with others stay", () => {
  assert.ok(changeable.every(({ key, act, with: held }) => key.length === 1 && act && !held));
});

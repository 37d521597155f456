// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { actOf, keys, sheetLines } from "../../../static/js/desk/keys.js";

const free = { inField: false, singles: true };
/** @param {string} key @param {object} [more] */
const press = (key, more = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, repeat: false, ...more });

/** @type {{name: string, event: ReturnType<typeof press>, now?: typeof free, act: string | null}[]} */
const cases = [
  { name: "a letter", event: press("j"), act: "nextSentence" },
  { name: "a capital is another one", event: press("W", { shiftKey: true }), act: "nextClause" },
  { name: "held down, it steps on", event: press("w", { repeat: true }), act: "nextWord" },
  { name: "and undoes one by one", event: press("z", { repeat: true }), act: "undo" },
  { name: "a selection is begun once", event: press("v", { repeat: true }), act: "" },
  { name: "and the next highlight not removed too", event: press("Delete", { repeat: true }), act: "" },
  { name: "not while a field has the focus", event: press("j"), now: { ...free, inField: true }, act: null },
  { name: "not Delete in a field either", event: press("Delete"), now: { ...free, inField: true }, act: null },
  { name: "not with Ctrl", event: press("s", { ctrlKey: true }), act: null },
  { name: "not while a word is being composed", event: press("n", { isComposing: true }), act: null },
  { name: "no letters when they are switched off", event: press("z"), now: { ...free, singles: false }, act: null },
  { name: "but arrows and Esc", event: press("ArrowDown"), now: { ...free, singles: false }, act: "nextHighlight" },
  { name: "no digits: they are the palette's", event: press("1"), act: null },
  { name: "the full stop", event: press("."), act: "repeat" },
  { name: "not the palette's Shift+Enter", event: press("Enter", { shiftKey: true }), act: null },
  { name: "an arrow alone moves no edge", event: press("ArrowLeft"), act: null },
  { name: "with Shift by a character", event: press("ArrowLeft", { shiftKey: true }), act: "edgeLeft" },
  { name: "with Ctrl too by a word", event: press("ArrowRight", { shiftKey: true, ctrlKey: true }), act: "edgeRightWord" },
  { name: "or with Alt", event: press("ArrowRight", { shiftKey: true, altKey: true }), act: "edgeRightWord" },
  { name: "not with the system's key", event: press("ArrowRight", { shiftKey: true, ctrlKey: true, metaKey: true }), act: null },
];

for (const { name, event, now = free, act } of cases) {
  test(`keys: ${name}`, () => assert.equal(actOf(event, now), act));
}

test("keys: no key twice, each in the sheet", () => {
  assert.equal(new Set(keys.map(({ key, with: held }) => `${held} ${key}`)).size, keys.length);
  for (const { cap, sheet } of keys) {
    for (const [group, words] of sheet) {
      assert.ok(sheetLines(group).some((line) => line.words === words && line.caps.includes(cap)));
    }
    assert.ok(sheet.length > 0, cap);
  }
});

test("keys: what does the same in two ways stands on one line", () => {
  assert.deepEqual(sheetLines("read")[0], { words: "key.sentence", caps: ["j", "k"] });
});

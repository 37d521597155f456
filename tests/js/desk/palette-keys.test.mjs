// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { deedOf } from "../../../static/js/desk/palette-keys.js";

/** @typedef {import("../../../static/js/desk/palette-keys.js").Now} Now */
/** @type {Now} */ const tags = { field: "filter", typed: "", part: "tags" };
/** @type {Now} */ const note = { field: "note", typed: "", part: "note" };
/** @type {Now} */ const button = { field: "", typed: "", part: "tags" };

/** @param {string} key @param {object} [more] */
const press = (key, more = {}) => ({
  key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, repeat: false, ...more,
});
const enter = { deed: "enter", stay: false, stick: false };

/** @type {{name: string, event: ReturnType<typeof press>, now?: Now, deed: object | null}[]} */
const cases = [
  { name: "Enter puts and closes", event: press("Enter"), deed: enter },
  { name: "Ctrl+Enter puts and stays", event: press("Enter", { ctrlKey: true }), deed: { ...enter, stay: true } },
  { name: "Shift+Enter puts on each selection", event: press("Enter", { shiftKey: true }), deed: { ...enter, stick: true } },
  { name: "Enter on a button presses it", event: press("Enter"), now: button, deed: null },
  { name: "a line feed of the note", event: press("Enter"), now: note, deed: null },
  { name: "the note is done", event: press("Enter", { metaKey: true }), now: note, deed: { ...enter, stay: true } },
  { name: "Esc from anywhere", event: press("Escape"), now: button, deed: { deed: "close" } },
  { name: "not while a word is being composed", event: press("Escape", { isComposing: true }), deed: null },
  { name: "down", event: press("ArrowDown"), deed: { deed: "step", by: 1 } },
  { name: "a line down in the note", event: press("ArrowDown"), now: note, deed: null },
  { name: "a digit", event: press("3"), deed: { deed: "number", at: 2 } },
  { name: "a digit that is held answers no question that comes", event: press("1", { repeat: true }), deed: { deed: "held" } },
  { name: "nor does the full stop", event: press(".", { repeat: true }), deed: { deed: "held" } },
  { name: "nor Enter", event: press("Enter", { repeat: true }), deed: { deed: "held" } },
  { name: "a digit that is held after letters is many", event: press("1", { repeat: true }), now: { ...tags, typed: "1" }, deed: null },
  { name: "line feeds of the note", event: press("Enter", { repeat: true }), now: note, deed: null },
  { name: "down and down", event: press("ArrowDown", { repeat: true }), deed: { deed: "step", by: 1 } },
  { name: "nought is no number of a line", event: press("0"), deed: null },
  { name: "a digit after letters is one of them", event: press("3"), now: { ...tags, typed: "1" }, deed: null },
  { name: "a digit among stances", event: press("1"), now: { ...tags, part: "stance" }, deed: { deed: "number", at: 0 } },
  { name: "a digit in the note", event: press("1"), now: note, deed: null },
  { name: "the full stop", event: press("."), deed: { deed: "repeat" } },
  { name: "a full stop in a stance's filter", event: press("."), now: { ...tags, part: "stance" }, deed: null },
  { name: "a letter", event: press("s", { code: "KeyS" }), deed: null },
  { name: "with Alt, whatever it writes", event: press("ß", { code: "KeyS", altKey: true }), deed: { deed: "turn", part: "stance" } },
  { name: "out of the note too", event: press("a", { code: "KeyA", altKey: true }), now: note, deed: { deed: "turn", part: "actor" } },
  { name: "another letter with Alt is the browser's", event: press("d", { code: "KeyD", altKey: true }), deed: null },
];

for (const { name, event, now = tags, deed } of cases) {
  test(`palette-keys: ${name}`, () => assert.deepEqual(deedOf(event, now), deed));
}

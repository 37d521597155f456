// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { dragged, moved, snapped, splitAt } from "../../../static/js/text/edges.js";
import { nextGrapheme } from "../../../static/js/text/graphemes.js";
import { lineStarts } from "../../../static/js/text/lines.js";
import { stepsThrough } from "../../../static/js/text/words.js";

const text = "Our bridges, lit by wire.\nA family 👩‍👩‍👧‍👦 sails; cafe\u0301 na\u0308ive.";
const words = { text, steps: stepsThrough({ text, starts: lineStarts(text), language: "en" }) };

/** @param {string} quote */
const at = (quote) => ({ from: text.indexOf(quote), to: text.indexOf(quote) + quote.length });
/** @param {{from: number, to: number} | undefined} stretch */
const quoteOf = (stretch) => stretch && text.slice(stretch.from, stretch.to);

/** @type {{name: string, of: string, edge: "from" | "to", way: 1 | -1, by: "word" | "grapheme", to: string}[]} */
const moves = [
  { name: "the end by a word", of: "bridges", edge: "to", way: 1, by: "word", to: "bridges, lit" },
  { name: "and back", of: "bridges, lit", edge: "to", way: -1, by: "word", to: "bridges" },
  { name: "from the middle of a word to its end", of: "bri", edge: "to", way: 1, by: "word", to: "bridges" },
  { name: "the beginning by a word", of: "bridges", edge: "from", way: -1, by: "word", to: "Our bridges" },
  { name: "to the next word", of: "bridges, lit", edge: "from", way: 1, by: "word", to: "lit" },
  { name: "to the beginning of its own word", of: "dges", edge: "from", way: -1, by: "word", to: "bridges" },
  { name: "never past the other edge", of: "lit", edge: "to", way: -1, by: "word", to: "lit" },
  { name: "into the next line", of: "wire.", edge: "to", way: 1, by: "word", to: "wire.\nA" },
  { name: "by a character", of: "brid", edge: "to", way: 1, by: "grapheme", to: "bridg" },
  { name: "over white space", of: "Our", edge: "to", way: 1, by: "grapheme", to: "Our b" },
  { name: "and back over it", of: "Our b", edge: "to", way: -1, by: "grapheme", to: "Our" },
  { name: "a family is one character", of: "A family", edge: "to", way: 1, by: "grapheme", to: "A family 👩‍👩‍👧‍👦" },
  { name: "a letter with its accent is one", of: "caf", edge: "to", way: 1, by: "grapheme", to: "cafe\u0301" },
  { name: "from behind too", of: "cafe\u0301", edge: "to", way: -1, by: "grapheme", to: "caf" },
  { name: "not beyond the text", of: "Our", edge: "from", way: -1, by: "grapheme", to: "Our" },
  { name: "one character stays", of: "A", edge: "to", way: -1, by: "grapheme", to: "A" },
];

for (const { name, of, to, ...how } of moves) {
  test(`edges: ${name}`, () => assert.equal(quoteOf(moved(words, at(of), how)), to));
}

const unitIn = (/** @type {string} */ quote) => text.indexOf(quote);
/** @type {{name: string, of: string, how: {edge: "from" | "to", unit: number, snap: boolean}, to: string}[]} */
const drags = [
  { name: "to a letter", of: "Our", how: { edge: "to", unit: unitIn("dges"), snap: false }, to: "Our bri" },
  { name: "to the word, where it snaps", of: "Our", how: { edge: "to", unit: unitIn("dges"), snap: true }, to: "Our bridges" },
  { name: "past the other edge", of: "lit", how: { edge: "to", unit: unitIn("bridges"), snap: false }, to: "bridges," },
  { name: "into a family", of: "A family", how: { edge: "to", unit: unitIn("👩") + 3, snap: false }, to: "A family 👩‍👩‍👧‍👦" },
  { name: "between a letter and its accent", of: "sails", how: { edge: "to", unit: unitIn("\u0301"), snap: false }, to: "sails; cafe\u0301" },
  { name: "upon the other edge: nothing changes", of: "lit", how: { edge: "to", unit: unitIn("lit"), snap: false }, to: "lit" },
];

for (const { name, of, how, to } of drags) {
  test(`edges: dragged ${name}`, () => assert.equal(quoteOf(dragged(words, at(of), how)), to));
}

test("edges: widened to the words that are cut, and no further", () => {
  assert.equal(quoteOf(snapped(words, { from: unitIn("ridges"), to: unitIn("t by") })), "bridges, lit");
  assert.equal(quoteOf(snapped(words, at("bridges,"))), "bridges,");
  assert.equal(quoteOf(snapped(words, at(", lit"))), ", lit");
});

const halves = [
  { name: "before a word", of: "bridges, lit", unit: unitIn("lit"), to: ["bridges,", "lit"] },
  { name: "within a word: before it", of: "bridges, lit", unit: unitIn("it by"), to: ["bridges,", "lit"] },
  { name: "in its first word: nothing would be left", of: "bridges, lit", unit: unitIn("dges"), to: undefined },
  { name: "at its end", of: "bridges", unit: unitIn(", lit"), to: undefined },
  { name: "elsewhere", of: "bridges", unit: unitIn("wire"), to: undefined },
];

for (const { name, of, unit, to } of halves) {
  test(`edges: split ${name}`, () => assert.deepEqual(splitAt(words, at(of), unit)?.map(quoteOf), to));
}

test("graphemes: each step forward is one back", () => {
  const stops = [0];
  for (let unit = 0; unit < text.length; unit = /** @type {number} */ (stops.at(-1))) stops.push(nextGrapheme(text, unit, 1));
  for (let i = stops.length - 1; i > 0; i--) assert.equal(nextGrapheme(text, stops[i], -1), stops[i - 1]);
  assert.equal(nextGrapheme(text, text.length, 1), text.length);
  assert.equal(nextGrapheme(text, 0, -1), 0);
});

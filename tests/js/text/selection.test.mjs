// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { lineStarts } from "../../../static/js/text/lines.js";
import { grown, reaching, selectionFrom, trimmedBy, turned } from "../../../static/js/text/selection.js";
import { stepsThrough } from "../../../static/js/text/words.js";

/** @typedef {import("../../../static/js/text/selection.js").Selection} Selection */

const text = "The League asks three things. First, let each capital, large or small, name one number.\nHelp comes free.";
const words = { text, steps: stepsThrough({ text, starts: lineStarts(text), language: "en" }) };

/** As the keys are called. @type {Record<string, (selection: Selection) => Selection>} */
const keys = {
  w: (selection) => grown(words, selection, "word", 1),
  b: (selection) => grown(words, selection, "word", -1),
  W: (selection) => grown(words, selection, "clause", 1),
  B: (selection) => grown(words, selection, "clause", -1),
  j: (selection) => grown(words, selection, "sentence", 1),
  k: (selection) => grown(words, selection, "sentence", -1),
  ">": (selection) => trimmedBy(words, selection, "word", 1),
  "<": (selection) => trimmedBy(words, selection, "word", -1),
  e: turned,
};

/** @param {string} quote */
const at = (quote) => ({ from: text.indexOf(quote), to: text.indexOf(quote) + quote.length });
/** @param {Selection} selection */
const quoteOf = ({ whole: { from, to } }) => text.slice(from, to);

/** @type {{name: string, from: string, pressed: string, whole: string}[]} */
const cases = [
  { name: "word by word", from: "let", pressed: "ww", whole: "let each capital" },
  { name: "and back to where it began", from: "let", pressed: "wwbb", whole: "let" },
  { name: "then to the other side", from: "let", pressed: "wbb", whole: "First, let" },
  { name: "and back from there", from: "let", pressed: "bw", whole: "let" },
  { name: "first to the end of the sentence that it is in", from: "let", pressed: "j", whole: "let each capital, large or small, name one number." },
  { name: "then to that of the next one, over lines", from: "number", pressed: "jj", whole: "number.\nHelp comes free." },
  { name: "to the beginning of its sentence", from: "let", pressed: "k", whole: "First, let" },
  { name: "a sentence too much goes back whole", from: "three", pressed: "jjk", whole: "three things." },
  { name: "to the end of the clause, without its comma", from: "each", pressed: "W", whole: "each capital" },
  { name: "then the next clause", from: "each", pressed: "WW", whole: "each capital, large or small" },
  { name: "a clause back", from: "large or small", pressed: "B", whole: "let each capital, large or small" },
  { name: "what it began with stays", from: "large or small", pressed: "wb", whole: "large or small" },
  { name: "but not where its edge is moved", from: "large or small", pressed: "<", whole: "large or" },
  { name: "from there by any step", from: "large or small", pressed: "<<W", whole: "large or small" },
  { name: "the other edge, inwards", from: "let each capital", pressed: "ew", whole: "each capital" },
  { name: "and outwards", from: "let each capital", pressed: "eb", whole: "First, let each capital" },
  { name: "and the first again", from: "let each capital", pressed: "ewe>", whole: "each capital, large" },
  { name: "one word is left of it", from: "let each", pressed: "<<<", whole: "let" },
  { name: "not beyond the text", from: "free.", pressed: "wjW", whole: "free." },
];

for (const { name, from, pressed, whole } of cases) {
  test(`selection: ${name}`, () => {
    const selection = [...pressed].reduce((so, key) => keys[key](so), selectionFrom(at(from)));
    assert.equal(quoteOf(selection), whole);
  });
}

test("selection: as far as what was found, in whole words, from where it began", () => {
  const begun = selectionFrom(at("let"));
  assert.equal(quoteOf(reaching(words, begun, at("larg"))), "let each capital, large");
  assert.equal(quoteOf(reaching(words, begun, at("asks thr"))), "asks three things. First, let");
  assert.equal(quoteOf(reaching(words, keys.j(begun), at("each"))), "let each", "no further than that");
});

// @ts-check
// coverage.test.mjs: of each paragraph whether it is coded, left or to be read, and the way to
// the next one to be read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nextOpen, paragraphsOf, placeAt, runsOf, standingsOf, tallyOf } from "../../../static/js/desk/coverage.js";
import { lineStarts } from "../../../static/js/text/lines.js";
import { measure } from "../../../static/js/text/offsets.js";

const text = "One 🕊 bird.\n\nTwo\n  \nThree\nFour";
const { toPoints } = measure(text);
const paragraphs = paragraphsOf(text, lineStarts(text), toPoints);

test("lines with words are paragraphs, numbered as they are shown, in both measures", () => {
  assert.deepEqual(paragraphs.map(({ n, from, to }) => [n, text.slice(from, to)]),
    [[1, "One 🕊 bird."], [2, "Two"], [3, "Three"], [4, "Four"]]);
  const points = [...text];
  assert.deepEqual(paragraphs.map(({ start, end }) => points.slice(start, end).join("")),
    ["One 🕊 bird.", "Two", "Three", "Four"]);
  assert.deepEqual(paragraphsOf(" \n\n", lineStarts(" \n\n"), (unit) => unit), []);
});

/** @param {string} words @param {string} [last] */
const mark = (words, last = words) => ({ from: text.indexOf(words), to: text.indexOf(last) + last.length });
/** @param {...number} numbers */
const left = (...numbers) => new Set(numbers.map((n) => paragraphs[n - 1].start));

/** @type {[string, {from: number, to: number}[], Set<number>, string][]} */
const cases = [
  ["nothing done", [], left(), "oooo"],
  ["one mark", [mark("Two")], left(), "ocoo"],
  ["one letter is enough", [mark("w")], left(), "ocoo"],
  ["two in one, one behind them", [mark("One"), mark("bird"), mark("Four")], left(), "cooc"],
  ["over several", [mark("bird", "Thr")], left(), "ccco"],
  ["a long one, and a short one within it", [mark("One", "Three"), mark("bird")], left(), "ccco"],
  ["up to where the next begins", [{ from: 0, to: paragraphs[1].from }], left(), "cooo"],
  ["left", [], left(2, 4), "olol"],
  ["left, and marked all the same", [mark("Two")], left(2, 3), "oclo"],
  ["left where no paragraph begins", [], new Set([1]), "oooo"],
];
/** @type {Record<string, import("../../../static/js/desk/coverage.js").Standing>} */
const letters = { c: "coded", l: "left", o: "open" };
/** @param {string} word */
const standings = (word) => [...word].map((letter) => letters[letter]);

for (const [name, marks, leftAt, word] of cases) {
  test(`standing: ${name}`, () => {
    const sorted = marks.toSorted((a, b) => a.from - b.from);
    assert.deepEqual(standingsOf(paragraphs, sorted, leftAt), standings(word));
  });
}

test("how many there are of each", () => {
  assert.deepEqual(tallyOf(standings("coolc")), { coded: 2, left: 1, open: 2 });
  assert.deepEqual(tallyOf([]), { coded: 0, left: 0, open: 0 });
});

/** @type {[string, number, 1 | -1, number][]} */
const ways = [
  ["oooo", 0, 1, 1], ["oooo", 0, -1, 3], ["oooo", -1, 1, 0], ["clco", 0, 1, 3], ["occo", 3, 1, 0], ["occo", 0, -1, 3],
  ["coll", 1, 1, 1], ["clcl", 2, 1, -1], ["", -1, 1, -1],
];
for (const [word, at, way, found] of ways) {
  test(`the next to be read of «${word}» from ${at}, ${way}`, () => assert.equal(nextOpen(standings(word), at, way), found));
}

test("a position is in its paragraph, or before the next; the end is in the last", () => {
  for (const [i, { from, to }] of paragraphs.entries()) {
    for (const unit of [from, from + 1, to]) assert.equal(placeAt(paragraphs, unit), i);
  }
  assert.equal(placeAt(paragraphs, text.indexOf("Two") - 1), 1, "an empty line");
  assert.equal(placeAt(paragraphs, text.length + 9), 3);
  assert.equal(placeAt([], 0), -1);
});

test("neighbours alike are one run", () => {
  assert.deepEqual(runsOf(standings("ccloo")), [
    { standing: "coded", from: 0, to: 2 }, { standing: "left", from: 2, to: 3 }, { standing: "open", from: 3, to: 5 }]);
  assert.deepEqual(runsOf([]), []);
});

// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { lineStarts } from "../../../static/js/text/lines.js";
import { countWords, stepsThrough } from "../../../static/js/text/words.js";

/** @typedef {import("../../../static/js/text/words.js").Step} Step */

/**
 * All steps of a kind, forwards and backwards.
 * @param {string} text @param {Step} step @param {string | null} language
 */
function walk(text, step, language) {
  const steps = stepsThrough({ text, starts: lineStarts(text), language });
  const forth = [], back = [];
  for (let at = steps.at(step, 0); at; at = steps.next(step, at[1])) forth.push(text.slice(...at));
  for (let at = steps.previous(step, text.length); at; at = steps.previous(step, at[0])) back.unshift(text.slice(...at));
  assert.deepEqual(back, forth, "backwards is forwards");
  return forth;
}

/** @type {{name: string, step: Step, language: string | null, text: string, found: string[]}[]} */
const cases = [
  { name: "sentences end at a line's end too", step: "sentence", language: "en",
    text: "One two. Three?\n\n \nFour\nFive! ", found: ["One two.", "Three?", "Four", "Five!"] },
  { name: "titles and initials end no sentence", step: "sentence", language: "en",
    text: "H.E. Ms. Ibarra spoke. See para. 5 and Art. 51. J. Doe agreed.",
    found: ["H.E. Ms. Ibarra spoke.", "See para. 5 and Art. 51.", "J. Doe agreed."] },
  { name: "an abbreviation at a line's end does end it", step: "sentence", language: "en",
    text: "As said in no.\nNew line.", found: ["As said in no.", "New line."] },
  { name: "Chinese sentences", step: "sentence", language: "zh",
    text: "各国应当遵守国际法。我们支持对话！", found: ["各国应当遵守国际法。", "我们支持对话！"] },
  { name: "Arabic sentences", step: "sentence", language: "ar",
    text: "نؤكد القانون الدولي. ونقترح صندوقا؟", found: ["نؤكد القانون الدولي.", "ونقترح صندوقا؟"] },
  { name: "clauses end at commas and the like, which belong to none", step: "clause", language: "en",
    text: "We, who sail, ask: is 1,000 at 12:30 too much; or – well – not? Yes.",
    found: ["We", "who sail", "ask", "is 1,000 at 12:30 too much", "or", "well", "not?", "Yes."] },
  { name: "clauses in brackets and behind quotation marks", step: "clause", language: "en",
    text: "The League (six towns) says “enough,” and goes—at once.",
    found: ["The League", "(six towns)", "says “enough,”", "and goes", "at once."] },
  { name: "a sentence without a comma is one clause", step: "clause", language: "en",
    text: "Well-known facts.\n- A line", found: ["Well-known facts.", "- A line"] },
  { name: "Chinese clauses", step: "clause", language: "zh",
    text: "各国应当遵守国际法，不得使用武力。我们支持、也参与对话！", found: ["各国应当遵守国际法", "不得使用武力。", "我们支持", "也参与对话！"] },
  { name: "Arabic clauses", step: "clause", language: "ar",
    text: "نؤكد القانون، ونقترح صندوقا؛ ونشكر.", found: ["نؤكد القانون", "ونقترح صندوقا", "ونشكر."] },
  { name: "Thai clauses end at spaces", step: "clause", language: "th",
    text: "เราสนับสนุนกฎหมาย และขอความร่วมมือ", found: ["เราสนับสนุนกฎหมาย", "และขอความร่วมมือ"] },
  { name: "words without what stands between", step: "word", language: "en",
    text: "It is — the floor;\n“nine cables”.", found: ["It", "is", "the", "floor", "nine", "cables"] },
  { name: "Japanese words", step: "word", language: "ja", text: "国際法を支持する。", found: ["国際", "法", "を", "支持", "する"] },
  { name: "a language that is none", step: "word", language: "x", text: "one two", found: ["one", "two"] },
  { name: "nothing but white space", step: "sentence", language: null, text: " \n\n", found: [] },
];

for (const { name, step, language, text, found } of cases) {
  test(`words: ${name}`, () => assert.deepEqual(walk(text, step, language), found));
}

test("words: the one around a place, else the next", () => {
  const text = "One two. Three four.";
  const steps = stepsThrough({ text, starts: [0], language: "en" });
  assert.equal(text.slice(.../** @type {[number, number]} */ (steps.at("sentence", 4))), "One two.");
  assert.equal(text.slice(.../** @type {[number, number]} */ (steps.at("word", 8))), "Three");
  assert.equal(steps.at("word", text.length), null);
});

test("words: counted as the language parts them", () => {
  assert.equal(countWords("It is the floor, on which…", "en"), 6);
  assert.equal(countWords("", null), 0);
});

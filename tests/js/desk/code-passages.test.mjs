// @ts-check
// code-passages.test.mjs: which passages come of words that were found, and which of them have
// a tag already.
import assert from "node:assert/strict";
import { test } from "node:test";
import { passagesOf, tagged, withTagging } from "../../../static/js/desk/code-passages.js";
import { allHits } from "../text/hits.mjs";
import { fold } from "../../../static/js/text/folding.js";
import { lineStarts } from "../../../static/js/text/lines.js";
import { stepsThrough } from "../../../static/js/text/words.js";

const text = "The law binds. Law is law, and H.E. Ms Lawson said so.\n\n  No law here; no\n🕊 Nothing. The law\nends here. Bye.";

/** @param {import("../../../static/js/desk/code-passages.js").Extent} extent @param {string} [typed] */
function passages(extent, typed = "law", of = text) {
  const starts = lineStarts(of);
  const source = { text: of, starts, steps: stepsThrough({ text: of, starts, language: "en" }) };
  const hits = allHits(of, fold(of), { typed, whole: false, language: "en" });
  for (const steps = passagesOf(hits, extent, source); ;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
/** @type {typeof passages extends (...args: infer A) => any ? (...args: A) => string[] : never} */
const words = (...args) => passages(...args).map(({ from, to }) => (args[2] ?? text).slice(from, to));

test("passages: the words themselves", () => {
  assert.deepEqual(words("hit"), ["law", "Law", "law", "Law", "law", "law"]);
});

test("passages: sentences; words in one make one passage", () => {
  assert.deepEqual(words("sentence"), ["The law binds.", "Law is law, and H.E. Ms Lawson said so.", "No law here; no", "The law"]);
  assert.deepEqual(passages("sentence").map(({ hits }) => hits.length), [1, 3, 1, 1]);
});

test("passages: words over two lines take both", () => {
  assert.deepEqual(words("sentence", "law ends"), ["The law\nends here."]);
  assert.deepEqual(words("paragraph", "law ends"), ["🕊 Nothing. The law\nends here. Bye."]);
});

test("passages: paragraphs, without the white space around them", () => {
  assert.deepEqual(words("paragraph"), [text.split("\n")[0], "No law here; no", "🕊 Nothing. The law"]);
});

test("passages: those that meet become one", () => {
  const of = "One two. Three four. Five.";
  assert.deepEqual(words("sentence", "two. three", of), ["One two. Three four."]);
});

test("passages: many pause", () => {
  const of = "A law. ".repeat(200);
  const starts = lineStarts(of);
  const hits = allHits(of, fold(of), { typed: "law", whole: false, language: "en" });
  const source = { text: of, starts, steps: stepsThrough({ text: of, starts, language: "en" }) };
  assert.ok([...passagesOf(hits, "sentence", source)].length >= 9);
});

test("tagged: on some of the words is enough, beside them is not", () => {
  const mark = (/** @type {number} */ from, /** @type {number} */ to, tag = "law") =>
    /** @type {any} */ ({ from, to, taggings: [{ tag, stance: null }] });
  const has = tagged([mark(0, 100, "norm"), mark(10, 40), mark(12, 14), mark(50, 60)], "law");
  const cases = /** @type {const} */ ([[0, 10, false], [0, 11, true], [20, 25, true], [39, 45, true], [40, 50, false], [59, 99, true], [60, 70, false]]);
  assert.deepEqual(cases.map(([from, to]) => has({ from, to })), cases.map(([, , it]) => it));
});

test("tagged: a tag that is there is replaced, others stay", () => {
  const put = { tag: "law", stance: "affirms" };
  assert.deepEqual(withTagging([{ tag: "law", stance: null }, { tag: "norm", stance: null }], put), [{ tag: "norm", stance: null }, put]);
});

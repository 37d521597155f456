// @ts-check
// Offsets are Unicode code points, half-open.  Every quote is exactly these code points of
// the stored text, whatever the script.

import assert from "node:assert/strict";
import { test } from "node:test";
import { admin, dataText, highlight, project, slice, statement } from "./world.mjs";

const path = await project();

/** [name, text, spans: start-end, end not included] */
const cases = /** @type {[string, string, string][]} */ ([
  ["an emoji beyond the BMP is one", "We must \u{1f54a} prevent conflict in cyberspace.", "10-26 8-9 0-9"],
  ["text after several emoji", "\u{1f600}\u{1f601}\u{1f602} smile", "0-1 1-3 4-9"],
  [
    "a family is seven code points, and its parts can be marked",
    "a \u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466} z",
    "2-9 2-3 3-4 4-9 10-11",
  ],
  ["flags are two", "\u{1f1ee}\u{1f1f3} and \u{1f1e9}\u{1f1ea}", "0-2 0-1 7-9"],
  ["skin tones and variation selectors count", "\u{1f44d}\u{1f3fd} \u2764\ufe0f ok", "0-2 1-2 3-5 6-8"],
  [
    "combining marks count, and are not split off or joined",
    "e\u0301te\u0301 n\u0303\u0323o",
    "0-2 1-2 2-5 6-9",
  ],
  ["composed and decomposed differ", "\u00e9 e\u0301", "0-1 2-4"],
  ["Hangul as syllables and as jamo", "\ud55c\uae00 \u1112\u1161\u11ab", "0-2 3-6 4-5"],
  ["CJK, also beyond the BMP", "网络空间\u{20000}\u{2a6df}主权。", "0-4 4-6 6-9"],
  ["Japanese with halfwidth marks", "ｶﾞ サイバー空間", "0-2 3-7 7-9"],
  ["Thai and Devanagari clusters", "ไซเบอร์ क्षेत्र", "0-7 8-11 8-15"],
  ["Arabic, right to left, in logical order", "يجب على الدول احترام القانون الدولي", "0-3 8-13 14-20"],
  ["Hebrew with points", "שָׁלוֹם world", "0-3 0-7 8-13"],
  ["bidi controls count", "a\u202eb\u202cc \u2067d\u2069", "1-4 0-5 6-9"],
  ["zero width characters count", "\u200bzero\ufeffwidth\u2060", "0-1 0-5 5-6 11-12"],
  ["line feeds count once, CRLF too", "one\r\ntwo\rthree\n", "0-3 3-7 4-8 8-14"],
  ["after a dropped BOM counting begins at 0", "\ufeffabc", "0-1 0-3"],
  ["controls and noncharacters", "\u0001a\uffff\u{10ffff}z", "0-2 2-3 3-5"],
  ["a quote may be blanks", "a \t\n b", "1-5 2-3"],
]);

for (const [name, text, marks] of cases)
  test(name, async () => {
    const on = await statement(path, text);
    const spans = marks.split(" ").map((mark) => mark.split("-").map(Number));
    for (const [start, end] of spans) {
      const made = await highlight(path, on, start, end, { quote: slice(on.text, start, end) });
      assert.equal(made.quote, slice(on.text, start, end), `[${start}, ${end})`);
    }
    const { highlights } = (await admin.get(`${path}/statements/${on.id}`)).json;
    assert.equal(highlights.length, spans.length);
    for (const h of highlights) assert.equal(h.quote, slice(on.text, h.start, h.end));
  });

test("the whole text, its first and its last code point can be marked", async () => {
  const text = "\u{1f54a}abc\u{1f54a}";
  const on = await statement(path, text);
  assert.equal((await highlight(path, on, 0, on.length)).quote, text);
  assert.equal((await highlight(path, on, 0, 1)).quote, "\u{1f54a}");
  assert.equal((await highlight(path, on, on.length - 1, on.length)).quote, "\u{1f54a}");
});

test("each single code point of a mixed text quotes itself", async () => {
  const text = "aé\u{1f54a}e\u0301网\u{20000}ع\n\t\u200d";
  const on = await statement(path, text);
  for (let at = 0; at < on.length; at++)
    assert.equal((await highlight(path, on, at, at + 1)).quote, slice(text, at, at + 1), `code point ${at}`);
});

const scripts = [
  "arb",
  "heb",
  "cmn_hans",
  "jpn",
  "kor",
  "hin",
  "tha",
  "bod",
  "khm",
  "mya",
  "ell_polytonic",
  "vie",
];

for (const script of scripts)
  test(`the Universal Declaration in ${script}: quotes all over it are exact`, async (t) => {
    const text = dataText(`unicode/udhr_txt/${script}.txt`);
    if (text === undefined) return t.skip("no ../shared/data/unicode/udhr_txt");
    const on = await statement(path, text);
    for (let i = 0; i < 10; i++) {
      const start = Math.floor((on.length * i) / 10);
      const end = Math.min(on.length, start + 1 + i * 37);
      assert.equal(
        (await highlight(path, on, start, end)).quote,
        slice(on.text, start, end),
        `[${start}, ${end})`,
      );
    }
  });

test("every emoji of Unicode's list, in one text, can be marked by itself", async (t) => {
  const list = dataText("unicode/emoji/emoji-test.txt");
  if (list === undefined) return t.skip("no ../shared/data/unicode/emoji");
  const emoji = list
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) =>
      String.fromCodePoint(
        ...line
          .split(";")[0]
          .trim()
          .split(" ")
          .map((code) => parseInt(code, 16)),
      ),
    );
  const on = await statement(path, emoji.join(" "));
  const points = [...on.text];
  for (let i = 0, start = 0; i < emoji.length; start += [...emoji[i]].length + 1, i++) {
    const end = start + [...emoji[i]].length;
    assert.equal(points.slice(start, end).join(""), emoji[i]);
    if (i % 97 === 0) assert.equal((await highlight(path, on, start, end)).quote, emoji[i]);
  }
});

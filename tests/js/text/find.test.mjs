// @ts-check
// find.test.mjs: what is found for what was typed, to the letter; and that no hit parts what a
// reader takes for one character, in any of the texts that there are.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { finding, firstFrom, hitFrom } from "../../../static/js/text/find.js";
import { allHits } from "./hits.mjs";
import { fold, folding } from "../../../static/js/text/folding.js";
import { isBoundary, wholeGraphemes } from "../../../static/js/text/graphemes.js";

const declarations = new URL("../../../../shared/data/unicode/udhr_txt/", import.meta.url);
const emoji = new URL("../../../../shared/data/unicode/emoji/emoji-test.txt", import.meta.url);

/** @param {string} text @param {string} typed @param {{whole?: boolean, language?: string}} [how] */
const stretches = (text, typed, { whole = false, language = "en" } = {}) =>
  allHits(text, fold(text), { typed, whole, language });
/** @type {typeof stretches extends (...args: infer A) => any ? (...args: A) => string[] : never} */
const found = (text, typed, how) => stretches(text, typed, how).map(({ from, to }) => text.slice(from, to));

const cases = [
  { name: "capitals do not count", text: "Law, LAW and law", typed: "lAw", hits: ["Law", "LAW", "law"] },
  { name: "an accent in the text does not count", text: "José, Jose", typed: "jose", hits: ["José", "Jose"] },
  { name: "nor one that was typed", text: "José, Jose", typed: "josé", hits: ["José", "Jose"] },
  { name: "nor one that is written apart", text: "cafe\u0301s", typed: "café", hits: ["cafe\u0301"] },
  { name: "accents upon accents", text: "Việt Nam, Viê\u0323t", typed: "viet", hits: ["Việt", "Viê\u0323t"] },
  { name: "letters with a stroke", text: "Đà Nẵng, Øresund, Łódź", typed: "da nang", hits: ["Đà Nẵng"] },
  { name: "sharp s is two letters", text: "Straße STRASSE", typed: "strasse", hits: ["Straße", "STRASSE"] },
  { name: "and no half of it", text: "aß", typed: "as", hits: [] },
  { name: "a ligature is its letters", text: "ﬁnd, find", typed: "fi", hits: ["ﬁ", "fi"] },
  { name: "and no half of it either", text: "ﬁnd", typed: "ind", hits: [] },
  { name: "both small sigmas", text: "Σίσυφος", typed: "ΣΙΣΥΦΟΣ", hits: ["Σίσυφος"] },
  { name: "Turkish capitals", text: "İstanbul ISTANBUL ıstanbul", typed: "istanbul", hits: ["İstanbul", "ISTANBUL", "ıstanbul"] },
  { name: "full width", text: "Ｐｏｓｔ", typed: "post", hits: ["Ｐｏｓｔ"] },
  { name: "letters beyond the first plane", text: "a 𝐀𝐁 b", typed: "ab", hits: ["𝐀𝐁"] },
  { name: "offsets behind emoji", text: "🕊🕊 peace 🕊 peace", typed: "peace", hits: ["peace", "peace"] },
  { name: "an emoji", text: "a 🕊 b🕊", typed: "🕊", hits: ["🕊", "🕊"] },
  { name: "with its variation", text: "❤️ ❤", typed: "❤", hits: ["❤️", "❤"] },
  { name: "not one of a family", text: "👩‍👩‍👧 👩", typed: "👩", hits: ["👩"] },
  { name: "not a hand without its colour", text: "👍🏽 👍", typed: "👍", hits: ["👍"] },
  { name: "not half a flag", text: "🇻🇳🇪🇪", typed: "🇳🇪", hits: [] },
  { name: "nor is a flag found across two", text: "🇻🇳🇪🇪", typed: "🇪🇪", hits: ["🇪🇪"] },
  { name: "Hangul whole", text: "한국 하", typed: "하", hits: ["하"] },
  { name: "Hangul in pieces", text: "\u1112\u1161\u11ab\u1100\u116e\u11a8 한국", typed: "한국", hits: ["\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"] },
  { name: "a voiced kana is another one", text: "か が か\u3099", typed: "か", hits: ["か"] },
  { name: "however it is written", text: "か が か\u3099", typed: "が", hits: ["が", "か\u3099"] },
  { name: "Arabic without its points", text: "القَانُون القانون", typed: "القانون", hits: ["القَانُون", "القانون"] },
  { name: "Arabic drawn out", text: "قانـــون", typed: "قانون", hits: ["قانـــون"] },
  { name: "Hebrew without its points", text: "שָׁלוֹם", typed: "שלום", hits: ["שָׁלוֹם"] },
  { name: "an Indian vowel is a letter", text: "का कि", typed: "कि", hits: ["कि"] },
  { name: "and its consonant alone is not found", text: "कि", typed: "क", hits: [] },
  { name: "a Thai vowel is a letter", text: "กี กิ", typed: "กิ", hits: ["กิ"] },
  { name: "quotation marks of any kind", text: "the States’ “law”", typed: "states' \"law\"", hits: ["States’ “law”"] },
  { name: "a hyphen that does not break", text: "well\u2011being", typed: "well-being", hits: ["well\u2011being"] },
  { name: "a soft hyphen is not there", text: "co\u00adoperation", typed: "cooperation", hits: ["co\u00adoperation"] },
  { name: "nor at a hit's end", text: "a\u00adb", typed: "a", hits: ["a"] },
  { name: "white space of any kind is one space", text: "due\u00a0 \tdiligence", typed: "due diligence", hits: ["due\u00a0 \tdiligence"] },
  { name: "a line break too", text: "due\ndiligence, due \n  diligence", typed: "due diligence", hits: ["due\ndiligence", "due \n  diligence"] },
  { name: "an empty line parts", text: "due\n\ndiligence due\n \ndiligence", typed: "due diligence", hits: [] },
  { name: "white space around what was typed is nothing", text: "a law.", typed: " law ", hits: ["law"] },
  { name: "nothing typed, nothing found", text: "a b", typed: "  ", hits: [] },
  { name: "an accent alone is nothing", text: "é e", typed: "\u0301", hits: [] },
  { name: "hits do not overlap", text: "aaaa a", typed: "aa", hits: ["aa", "aa"] },
  { name: "signs of a pattern are signs", text: "a.c abc (x)", typed: "a.c", hits: ["a.c"] },
  { name: "a word is a whole word", text: "State, statehood, interstate, State’s", typed: "state", whole: true, hits: ["State", "State"] },
  { name: "digits belong to words", text: "13(d) 13d 113", typed: "13", whole: true, hits: ["13"] },
  { name: "letters with accents belong to words", text: "état éta", typed: "eta", whole: true, hits: ["éta"] },
  { name: "Chinese words end where the language says", text: "国际法适用于网络空间", typed: "际法", whole: true, language: "zh", hits: [] },
  { name: "and are found", text: "国际法适用于网络空间", typed: "网络", whole: true, language: "zh", hits: ["网络"] },
  { name: "a language that nobody knows", text: "a b", typed: "b", whole: true, language: "!", hits: ["b"] },
];

for (const { name, text, typed, hits, ...how } of cases) {
  test(`find: ${name}`, () => assert.deepEqual(found(text, typed, how), hits));
}

test("find: places are those of the text, not of what it is compared by", () => {
  assert.deepEqual(stretches("ﬁ Straße 🕊 é law", "law"), [{ from: 14, to: 17 }]);
  assert.deepEqual(stretches("a\r\n \t b law", "law"), [{ from: 8, to: 11 }]);
});

test("find: letters that differ in case alone are one letter", () => {
  const differ = [];
  for (let point = 0; point < 0x20000; point++) {
    const letter = String.fromCodePoint(point);
    const other = letter.toLowerCase() === letter ? letter.toUpperCase() : letter.toLowerCase();
    if (other === letter || ![letter, other].every((sign) => /^\p{L}$/u.test(sign))) continue;
    if (fold(letter).letters !== fold(other).letters) differ.push(point.toString(16));
  }
  assert.deepEqual(differ, []);
});

/** @param {URL} folder */
const texts = (folder) => readdirSync(folder).filter((name) => name.endsWith(".txt"))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));

test("find: in all languages, each stretch of words is found where it is", { skip: !existsSync(declarations) }, () => {
  for (const { name, text } of texts(declarations)) {
    const folded = fold(text);
    for (let at = 500; at < text.length - 40; at += 997) {
      const [from, to] = wholeGraphemes(text, at, at + 12);
      const typed = text.slice(from, to).trim();
      if (!typed || /\n\s*\n/.test(typed)) continue;
      const hits = allHits(text, folded, { typed, whole: false, language: null });
      const start = text.indexOf(typed, from);
      assert.ok(hits.some((hit) => hit.from <= start && hit.to >= start + typed.length), `${name} ${at}: ${typed}`);
      for (const hit of hits) {
        assert.equal(fold(text.slice(hit.from, hit.to)).letters, fold(typed.replace(/\s+/g, " ")).letters);
        assert.deepEqual(wholeGraphemes(text, hit.from, hit.to), [hit.from, hit.to], `${name} ${typed}`);
      }
    }
  }
});

test("graphemes: a boundary is one, looked at from near or from far", { skip: !existsSync(emoji) }, () => {
  const all = [...texts(declarations).map(({ text }) => text.slice(0, 4000)), readFileSync(emoji, "utf8").slice(0, 30_000),
    "a\r\nb \u0600\u06611 x", `a${"\u0301".repeat(500)}b`, "🇻🇳".repeat(200)];
  for (const text of all) {
    for (let unit = 0; unit <= text.length; unit++) {
      assert.equal(isBoundary(text, unit), wholeGraphemes(text, unit, unit)[0] === unit, JSON.stringify(text.slice(unit - 5, unit + 5)));
    }
  }
});

test("find: a long text and many hits are taken bite by bite", () => {
  const text = "The law, és a law. ".repeat(20_000);
  const steps = folding(text);
  let pauses = 0;
  let last = steps.next();
  for (; !last.done; last = steps.next()) pauses++;
  assert.ok(pauses > 20, `${pauses} pauses in folding`);
  const bites = [...finding(text, last.value, { typed: "law", whole: true, language: "en" })];
  assert.ok(bites.length > 50 && Math.max(...bites.map(({ length }) => length)) <= 500);
  assert.equal(bites.flat().length, 40_000);
});

test("find: the hit to begin with is the next one, and after the last the first", () => {
  const hits = [{ from: 3, to: 5 }, { from: 9, to: 11 }];
  assert.deepEqual([0, 3, 4, 9, 10].map((unit) => hitFrom(hits, unit)), [0, 0, 1, 1, 0]);
  assert.equal(hitFrom([], 4), -1);
  assert.deepEqual([3, 4, 10].map((unit) => firstFrom(hits, unit)), [0, 1, 2]);
});

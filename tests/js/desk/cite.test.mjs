// @ts-check
// cite.test.mjs: a quotation with its citation, as text and as markup.
import assert from "node:assert/strict";
import { test } from "node:test";
import { citation } from "../../../static/js/desk/cite.js";
import { dateWords } from "../../../static/js/dates.js";
import { say } from "../../../static/js/desk/say-finding.js";
import { rowWords } from "../../../static/js/words.js";

const person = (/** @type {string} */ name) => /** @type {any} */ ({ id: 1, name, kind: "person", code: null });
/** @type {import("../../../static/js/desk/cite.js").Source} */
const source = {
  title: "Ordinary life goes on", language: "en", speaker: person("Ms Oriane Talvik"), delegation: person("Kestria"),
  on_behalf_of: null, forum: "Working Group", meeting: "third session", symbol: "A/AC.1/2", date: "2026-03-11",
  source_url: "https://kestria.example/s?a=1&b=2",
};
/** @type {import("../../../static/js/desk/cite.js").Quoted} */
const quoted = { quote: "ordinary life", actor: null, paragraphs: [3, 3], link: "https://here.example/p/a/h/1" };
/** @param {Partial<typeof source>} [facts] @param {Partial<typeof quoted>} [passage] */
const cited = (facts = {}, passage = {}) => citation({ ...quoted, ...passage }, { ...source, ...facts }, { say, dateWords, rowWords });

const bare = { speaker: null, delegation: null, forum: null, meeting: null, symbol: null, date: null, source_url: null };

/** @type {{name: string, facts?: Partial<typeof source>, passage?: Partial<typeof quoted>, line: string}[]} */
const cases = [
  { name: "all that is known", line: "“ordinary life” (Ms Oriane Talvik, for Kestria, Ordinary life goes on, Working Group, third session, 11 March 2026, A/AC.1/2, ¶ 3)" },
  { name: "nothing but a title", facts: bare, line: "“ordinary life” (Ordinary life goes on, ¶ 3)" },
  { name: "a month", facts: { ...bare, date: "2026-03" }, line: "“ordinary life” (Ordinary life goes on, March 2026, ¶ 3)" },
  { name: "a year", facts: { ...bare, date: "2026" }, line: "“ordinary life” (Ordinary life goes on, 2026, ¶ 3)" },
  { name: "a delegation without a speaker", facts: { ...bare, delegation: person("Kestria") }, line: "“ordinary life” (Kestria, Ordinary life goes on, ¶ 3)" },
  { name: "a speaker who is the delegation", facts: { ...bare, speaker: person("Kestria"), delegation: person("Kestria") }, line: "“ordinary life” (Kestria, Ordinary life goes on, ¶ 3)" },
  { name: "for a group", facts: { ...bare, delegation: person("Kestria"), on_behalf_of: person("Harbour Group") }, line: "“ordinary life” (Kestria, on behalf of Harbour Group, Ordinary life goes on, ¶ 3)" },
  { name: "said by somebody else", facts: { ...bare, speaker: person("Ms Talvik") }, passage: { actor: person("Dr Amaro") }, line: "“ordinary life” (said by Dr Amaro, Ms Talvik, Ordinary life goes on, ¶ 3)" },
  { name: "the speaker named again", facts: { ...bare, speaker: person("Ms Talvik") }, passage: { actor: person("Ms Talvik") }, line: "“ordinary life” (Ms Talvik, Ordinary life goes on, ¶ 3)" },
  { name: "over paragraphs", facts: bare, passage: { paragraphs: [3, 5] }, line: "“ordinary life” (Ordinary life goes on, ¶¶ 3–5)" },
  { name: "a line broken by its paper", facts: bare, passage: { quote: "ordinary \n life" }, line: "“ordinary life” (Ordinary life goes on, ¶ 3)" },
];

for (const { name, facts, passage, line } of cases) {
  test(`cite: ${name}`, () => assert.equal(cited(facts, passage).text.split("\n")[0], line));
}

test("cite: then where it came from, and where it is marked", () => {
  assert.deepEqual(cited().text.split("\n").slice(1), ["https://kestria.example/s?a=1&b=2", "https://here.example/p/a/h/1"]);
  assert.deepEqual(cited({ source_url: null }).text.split("\n").slice(1), ["https://here.example/p/a/h/1"]);
});

test("cite: paragraphs stay apart", () => {
  assert.equal(cited(bare, { quote: "one\ntwo\n\nthree" }).text.split("\n(")[0].split("” ")[0], "“one two\n\nthree");
  assert.ok(cited(bare, { quote: "one\n\ntwo" }).html.includes("one<br><br>two"));
});

test("cite: as markup, with the language of the words", () => {
  assert.equal(cited({ ...bare, language: "ar" }).html,
    '<p>“<span lang="ar" dir="auto">ordinary life</span>” (<cite>Ordinary life goes on</cite>, ¶ 3)<br><a href="https://here.example/p/a/h/1">https://here.example/p/a/h/1</a></p>');
});

test("cite: no words are markup, and no other address is a link", () => {
  const { html } = cited({ title: "<b>A & \"B\"</b>", language: 'x"><i>', speaker: person("<img onerror=1>"), source_url: "javascript:alert(1)" }, { quote: "<script>'" });
  assert.deepEqual([...html.matchAll(/<(\w+)/g)].map(([, name]) => name), ["p", "span", "cite", "br", "a"]);
  assert.ok(!html.includes("javascript:"));
  assert.ok(!cited({ source_url: "javascript:alert(1)" }).text.includes("javascript:"));
});

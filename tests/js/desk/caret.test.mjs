// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { createCaret } from "../../../static/js/desk/caret.js";
import { lineStarts } from "../../../static/js/text/lines.js";

const text = "One, two three. Four five, six.\nSeven eight.";

/** A caret over the text, and what became of it. */
function made() {
  /** @type {string[]} */ const told = [];
  const of = (/** @type {{from: number, to: number}} */ { from, to }) => text.slice(from, to);
  const passages = /** @type {any} */ ({ text, starts: lineStarts(text) });
  const caret = createCaret(passages, "en", {
    home: () => 0,
    moved: (stretch, edge) => void told.push(edge ? `${of(stretch)}|${edge}` : of(stretch)),
    chosen: (stretch) => void told.push(`! ${of(stretch)}`),
    dropped: () => void told.push("dropped"),
  });
  const go = {
    j: () => caret.move("sentence", 1), k: () => caret.move("sentence", -1),
    W: () => caret.move("clause", 1), B: () => caret.move("clause", -1),
    w: () => caret.move("word", 1), b: () => caret.move("word", -1),
    v: () => caret.select(), ".": () => caret.drop(),
    e: () => caret.otherEdge(), ">": () => caret.trim(1, "word"), "<": () => caret.trim(-1, "word"),
    "/": () => caret.reach(at("five")), g: () => caret.placeAt(at("five").from, at("x.").to),
    c: () => caret.placeAt(at("ve,").from),
  };
  return { caret, told, press: (/** @type {string} */ keys) => [...keys].forEach((key) => go[/** @type {keyof typeof go} */ (key)]()) };
}

const at = (/** @type {string} */ quote) => ({ from: text.indexOf(quote), to: text.indexOf(quote) + quote.length });

/** @type {{name: string, keys: string, told: string[]}[]} */
const cases = [
  { name: "sentences", keys: "jjk", told: ["One, two three.", "Four five, six.", "One, two three."] },
  { name: "into a sentence by clauses, into a clause by words", keys: "jWw", told: ["One, two three.", "One", "One"] },
  { name: "clauses on, over sentences", keys: "jWWW", told: ["One, two three.", "One", "two three.", "Four five"] },
  { name: "from a word to the clause around it", keys: "jwwwB", told: ["One, two three.", "One", "two", "three", "two three."] },
  { name: "from a word to the sentence around it", keys: "jwwk", told: ["One, two three.", "One", "two", "One, two three."] },
  { name: "a selection of a clause and more", keys: "jWWvwv", told: ["One, two three.", "One", "two three.", "two three.|to", "two three. Four|to", "! two three. Four"] },
  { name: "reading goes on behind it", keys: "wvwvw", told: ["One", "One|to", "One, two|to", "! One, two", "three"] },
  { name: "or before it", keys: "wwvbvw", told: ["One", "two", "two|to", "One, two|from", "! One, two", "two"] },
  { name: "to what was found", keys: "wv/v", told: ["One", "One|to", "One, two three. Four five|to", "! One, two three. Four five"] },
  { name: "nothing is reached for where nothing is selected", keys: "w/", told: ["One"] },
  { name: "from where one has gone, all of it", keys: "gv", told: ["five, six.|to"] },
  { name: "from where one has clicked, the word", keys: "cv", told: ["five|to"] },
  { name: "edges", keys: "jv<e>v", told: ["One, two three.", "One, two three.|to", "One, two three|to", "One, two three|from", "two three|from", "! two three"] },
  { name: "given up, and reading too", keys: "wvw..", told: ["One", "One|to", "One, two|to", "two", "dropped"] },
];

for (const { name, keys, told } of cases) {
  test(`caret: ${name}`, () => {
    const made_ = made();
    made_.press(keys);
    assert.deepEqual(made_.told, told);
  });
}

// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { match, pieces } from "../../../static/js/desk/match.js";

/**
 * The name with what was hit in brackets; null when it is not found.
 * @param {string} typed @param {string} name @param {string} [around]
 */
function shown(typed, name, around) {
  const found = match(typed, name, around);
  return found && pieces(name, found.hits).map(({ text, hit }) => (hit ? `[${text}]` : text)).join("");
}

const cases = [
  { name: "the beginning", typed: "com", label: "Common understanding", shown: "[Com]mon understanding" },
  { name: "a word's beginning before the inside", typed: "com", label: "Telecom and communication", shown: "Telecom and [com]munication" },
  { name: "inside", typed: "vere", label: "Sovereignty", shown: "So[vere]ignty" },
  { name: "letter by letter", typed: "cm", label: "13(d) Crime and terrorism", shown: "13(d) [C]ri[m]e and terrorism" },
  { name: "not from the middle of a word letter by letter", typed: "vn", label: "Sovereignty", shown: null },
  { name: "two words in any order", typed: "law int", label: "International law", shown: "[Int]ernational [law]" },
  { name: "accents and case do not count", typed: "ETAT", label: "État de droit", shown: "[État] de droit" },
  { name: "typed with an accent", typed: "naïve", label: "Naive reading", shown: "[Naive] reading" },
  { name: "by what stands around", typed: "norms", label: "13(a) Cooperation", around: "norm-a Norms of behaviour", shown: "13(a) Cooperation" },
  { name: "beyond the BMP", typed: "野", label: "𠮷野家", shown: "𠮷[野]家" },
  { name: "Arabic", typed: "الدولي", label: "القانون الدولي", shown: "القانون [الدولي]" },
  { name: "not at all", typed: "xyz", label: "Common understanding", shown: null },
  { name: "nothing typed finds all", typed: "  ", label: "Anything", shown: "Anything" },
  { name: "signs of patterns are signs", typed: "(d", label: "13(d) Crime", shown: "13[(d]) Crime" },
];

for (const { name, typed, label, around, shown: wanted } of cases) {
  test(`match: ${name}`, () => assert.equal(shown(typed, label, around), wanted));
}

test("match: better finds score higher", () => {
  const labels = ["Common ground", "A common ground", "Telecoms", "Climate of mistrust"];
  const scores = labels.map((label) => match("com", label)?.score ?? 0);
  assert.deepEqual(scores.toSorted((a, b) => b - a), scores);
  assert.ok((match("com", "Common")?.score ?? 0) > scores[0], "the shorter name first");
});

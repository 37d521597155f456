// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { measure, toPoints, toUnits } from "../../../static/js/text/offsets.js";

/** By hand, slowly: every position of a text in both countings. @param {string} text */
function positions(text) {
  const found = [{ unit: 0, point: 0 }];
  let unit = 0;
  [...text].forEach((letter, i) => found.push({ unit: unit += letter.length, point: i + 1 }));
  return found;
}

const cases = [
  { name: "empty", text: "" },
  { name: "plain", text: "The floor." },
  { name: "one emoji", text: "a😀b" },
  { name: "emoji at both ends", text: "😀 and 😀" },
  { name: "a family is many code points", text: "👩‍👩‍👧‍👦!" },
  { name: "flags", text: "🇻🇳🇪🇪" },
  { name: "combining marks", text: "e\u0301te\u0301" },
  { name: "beyond the BMP without emoji", text: "𠮷野家 𝔘𝔫𝔦" },
  { name: "right to left", text: "القانون 😀 الدولي" },
  { name: "line feeds", text: "one\n\n😀\ntwo\n" },
];

for (const { name, text } of cases) {
  test(`offsets: ${name}`, () => {
    const measured = measure(text);
    assert.equal(measured.points, [...text].length);
    for (const { unit, point } of positions(text)) {
      assert.equal(toPoints(text, unit), point);
      assert.equal(toUnits(text, point), unit);
      assert.equal(measured.toPoints(unit), point);
      assert.equal(measured.toUnits(point), unit);
    }
  });
}

test("offsets: inside a pair counts as behind it", () => {
  assert.equal(toPoints("a😀b", 2), 2);
  assert.equal(measure("a😀b").toPoints(2), 2);
});

test("offsets: a megabyte of emoji is measured once and asked often", () => {
  const text = "a😀".repeat(200_000);
  const measured = measure(text);
  for (let point = 0; point < 400_000; point += 7) {
    assert.equal(measured.toPoints(measured.toUnits(point)), point);
  }
});

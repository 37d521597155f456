// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { palettePlace } from "../../../static/js/desk/place-palette.js";

const frame = { width: 1200, height: 800, top: 104 };
const size = { width: 448, height: 400 };
/** @param {number} top @param {number} right */
const line = (top, right) => ({ left: 300, right, top, bottom: top + 24 });

const cases = [
  { name: "below the end", first: line(150, 900), last: line(185, 700), place: { left: 500, top: 217, side: "below" } },
  { name: "above where it would leave the window", first: line(600, 900), last: line(635, 700), place: { left: 500, top: 192, side: "above" } },
  { name: "inside when neither has room", first: line(300, 900), last: line(500, 700), place: { left: 500, top: 392, side: "inside" } },
  { name: "not out at the right", first: line(150, 1190), last: line(150, 1190), place: { left: 736, top: 182, side: "below" } },
  { name: "not out at the left", first: line(150, 90), last: line(150, 90), place: { left: 16, top: 182, side: "below" } },
];

for (const { name, first, last, place } of cases) {
  test(`place-palette: ${name}`, () => assert.deepEqual(palettePlace({ first, last }, size, frame), place));
}

test("place-palette: it keeps its side while it grows", () => {
  const lines = { first: line(350, 700), last: line(350, 700) };
  assert.equal(palettePlace(lines, size, frame).side, "below");
  assert.equal(palettePlace(lines, { ...size, height: 460 }, frame, "below").side, "below");
});

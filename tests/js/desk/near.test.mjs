// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "../../../static/js/desk/near.js";

const labels = ["Norms of conduct", "International law", "Point of contact", "État de droit", "网络空间", "Aid"];
const nodes = labels.map((label) => ({ tag: { label } }));

const cases = [
  { name: "the plural", label: "Points of contact", like: "Point of contact" },
  { name: "a slip of the hand", label: "Internatoinal law", like: "International law" },
  { name: "another order, and case", label: "conduct NORMS", like: "Norms of conduct" },
  { name: "without its accents", label: "Etat de droit", like: "État de droit" },
  { name: "small words do not count", label: "Norms and the conduct", like: "Norms of conduct" },
  { name: "another word", label: "International trade", like: undefined },
  { name: "a short word that differs by a letter", label: "Air", like: undefined },
  { name: "the same in Chinese", label: "网络空间 ", like: "网络空间" },
  { name: "signs alone are like nothing", label: "…", like: undefined },
];

for (const { name, label, like } of cases) {
  test(`near: ${name}`, () => assert.equal(nearest(label, nodes)?.tag.label, like));
}

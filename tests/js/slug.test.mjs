// slug.test.mjs: keys and slugs suggested from names always fit the server's rule.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf, slugOf } from "../../static/js/slug.js";

const names = [
  ["Cyber framework 2026", "cyber-framework-2026"],
  ["  Déjà vu: Ærø & Straße ", "deja-vu-aero-strasse"],
  ["13(a) Inter-State cooperation", "13-a-inter-state-cooperation"],
  ["State’s own", "states-own"],
  ["ﬁne ligature", "fine-ligature"],
  ["-–—", ""],
  ["国际法", ""],
  ["x".repeat(79) + " y", "x".repeat(79)],
  ["İstanbul", "istanbul"],
];
for (const [name, slug] of names) {
  test(`“${name.slice(0, 40)}”`, () => {
    assert.equal(slugOf(name), slug);
    if (slug) assert.match(slugOf(name), /^(?=.{1,80}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
  });
}

test("a key begins with its family's", () => {
  assert.equal(keyOf("Due diligence", "law"), "law-due-diligence");
  assert.equal(keyOf("Law", ""), "law");
  assert.equal(keyOf("国际法", "law"), "");
  assert.ok(keyOf("y".repeat(80), "x".repeat(79)).length <= 80);
});

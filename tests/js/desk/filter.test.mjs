// @ts-check
// filter.test.mjs: which highlights are shown, what is offered to choose, and what to leave
// out where nothing is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { all, drops, fits, fromAddress, offered, toAddress } from "../../../static/js/desk/filter.js";

/** @typedef {import("../../../static/js/desk/filter.js").Choice} Choice */

/** @type {Record<string, string>} */
const parents = { charter: "law", humanitarian: "law" };
/** @type {import("../../../static/js/desk/filter.js").Known} */
const known = {
  upwards: (tag) => (parents[tag] ? [tag, parents[tag]] : [tag]),
  speaker: { id: 7, name: "Ms Talvik" },
  isMine: ({ author }) => author.id === 1,
};

/** @param {string} taggings `tag stance, tag` @param {object} [more] @returns {any} */
const mark = (taggings, more = {}) => ({
  taggings: taggings.split(", ").filter(Boolean).map((words) => ({ tag: words.split(" ")[0], stance: words.split(" ")[1] ?? null })),
  actor: null, author: { id: 1, name: "Mai" }, trouble: "", ...more,
});

const marks = {
  charter: mark("charter affirms"),
  both: mark("law opposes, norm affirms"),
  norm: mark("norm", { author: { id: 2, name: "Hana" } }),
  bare: mark("", { actor: { id: 9, name: "Dr Amaro" } }),
  named: mark("humanitarian warns", { actor: { name: "A nurse" }, trouble: "kept" }),
};

/** @type {{name: string, choice: Partial<Choice>, shown: string}[]} */
const cases = [
  { name: "nothing chosen", choice: {}, shown: "charter both norm bare named" },
  { name: "a tag", choice: { tag: "charter" }, shown: "charter" },
  { name: "a tag with those below it", choice: { tag: "law" }, shown: "charter both named" },
  { name: "no tag", choice: { tag: "-" }, shown: "bare" },
  { name: "a stance", choice: { stance: "affirms" }, shown: "charter both" },
  { name: "no stance", choice: { stance: "-" }, shown: "norm bare" },
  { name: "tag and stance of one tagging", choice: { tag: "law", stance: "affirms" }, shown: "charter" },
  { name: "the other way round", choice: { tag: "norm", stance: "opposes" }, shown: "" },
  { name: "the speaker, where nobody else is named", choice: { actor: "7" }, shown: "charter both norm" },
  { name: "another actor", choice: { actor: "9" }, shown: "bare" },
  { name: "an actor without a number yet", choice: { actor: "=A nurse" }, shown: "named" },
  { name: "my own", choice: { by: "mine" }, shown: "charter both bare named" },
  { name: "another member's", choice: { by: "2" }, shown: "norm" },
  { name: "kept here", choice: { kept: "here" }, shown: "named" },
  { name: "all together", choice: { tag: "law", stance: "warns", actor: "=A nurse", by: "mine", kept: "here" }, shown: "named" },
  { name: "a tag that is not here", choice: { tag: "gone" }, shown: "" },
];

for (const { name, choice, shown } of cases) {
  test(`filter: ${name}`, () => {
    const found = Object.entries(marks).filter(([, one]) => fits({ ...all(), ...choice }, one, known));
    assert.equal(found.map(([name]) => name).join(" "), shown);
  });
}

test("filter: what occurs is offered, with how many it would show beside the rest", () => {
  const list = Object.values(marks);
  const tags = (/** @type {Partial<Choice>} */ choice) => Object.fromEntries(offered("tag", { ...all(), ...choice }, list, known));
  assert.deepEqual(tags({}), { charter: 1, law: 3, norm: 2, "-": 1, humanitarian: 1 });
  assert.deepEqual(tags({ stance: "affirms" }), { charter: 1, law: 1, norm: 1, "-": 0, humanitarian: 0 });
  assert.deepEqual(tags({ tag: "charter" }), tags({}), "what is chosen of a facet does not lessen that facet");
  const of = (/** @type {"stance" | "actor" | "by"} */ facet, /** @type {Partial<Choice>} */ choice) =>
    Object.fromEntries(offered(facet, { ...all(), ...choice }, list, known));
  assert.deepEqual(of("stance", { tag: "law" }), { affirms: 1, opposes: 1, "-": 0, warns: 1 });
  assert.deepEqual(of("by", {}), { 1: 4, mine: 4, 2: 1 });
  assert.deepEqual(of("actor", { by: "2" }), { 7: 1, 9: 0, "=A nurse": 0 });
});

test("filter: two tags of one family on a passage count once", () => {
  const twice = [mark("charter affirms, humanitarian affirms")];
  assert.equal(offered("tag", all(), twice, known).get("law"), 1);
  assert.equal(offered("stance", all(), twice, known).get("affirms"), 1);
});

test("filter: where nothing fits, the one whose absence shows most comes first", () => {
  const list = Object.values(marks);
  const choice = { ...all(), tag: "norm", stance: "opposes", by: "mine" };
  assert.deepEqual(drops(choice, list, known), [{ facet: "tag", n: 1 }, { facet: "stance", n: 1 }]);
  assert.deepEqual(drops({ ...all(), tag: "gone", stance: "none" }, list, known), [], "no single one helps");
});

test("filter: an address keeps it, and all else that it says", () => {
  const choice = { ...all(), tag: "law", actor: "=A & B" };
  const search = toAddress(choice, "?x=1&stance=warns");
  assert.deepEqual(fromAddress(search), choice);
  assert.ok(search.includes("x=1") && !search.includes("stance"));
  assert.equal(toAddress(all(), "?tag=law"), "");
});

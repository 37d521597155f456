// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { actorOffers, extendOffers, newOffer, stanceOffers, tagOffers } from "../../../static/js/desk/offers.js";
import { buildTree } from "../../../static/js/tags.js";

/**
 * @param {string} key @param {string} label @param {string | null} [parent]
 * @param {boolean} [retired]
 */
const tag = (key, label, parent = null, retired = false) => ({
  key, label, parent, retired, color: null, definition: null, example: null, position: 0, revision: 1, highlight_count: 0,
});
const codebook = buildTree([
  tag("law", "International law"), tag("law-charter", "Charter", "law"), tag("law-old", "Old law", "law", true),
  tag("norm", "Norms"), tag("norm-a", "Cooperation", "norm"),
]);

/** @param {string} typed @param {string[]} [put] @param {string[]} [recent] */
const keys = (typed, put = [], recent = []) => tagOffers(typed, codebook, { put, recent }).map(({ key }) => key);

test("offers: nothing typed gives what is put on, recent ones, then the codebook", () => {
  assert.deepEqual(keys("", ["norm"], ["norm-a", "law"]), ["norm", "norm-a", "law", "law-charter"]);
});

test("offers: then those used most, here before elsewhere", () => {
  const uses = (/** @type {string} */ key) => (key === "norm" ? 2 : key === "norm-a" ? 1 : 0);
  const known = { put: [], recent: ["law-charter"], uses };
  assert.deepEqual(tagOffers("", codebook, known).map(({ key }) => key), ["law-charter", "norm", "norm-a", "law"]);
  const elsewhere = buildTree([tag("a", "A"), { ...tag("b", "B"), highlight_count: 9 }]);
  assert.deepEqual(tagOffers("", elsewhere, { put: [], recent: [] }).map(({ key }) => key), ["b", "a"]);
});

test("offers: what a tag means finds it, after those that have the word in their name", () => {
  const tags = [{ ...tag("a", "Dialogue"), definition: "Harbours and norms of conduct" }, tag("b", "Norms")];
  const found = (/** @type {string} */ typed) => tagOffers(typed, buildTree(tags), { put: [], recent: ["a"] }).map(({ key }) => key);
  assert.deepEqual(found("norms"), ["b", "a"]);
  assert.deepEqual(found("harb"), ["a"]);
  assert.deepEqual(found("arbours"), [], "only from a word's beginning");
});

test("offers: a retired tag is offered only where it is put on", () => {
  assert.ok(!keys("old").includes("law-old"));
  assert.ok(keys("old", ["law-old"]).includes("law-old"));
});

test("offers: among equal finds the recent one first", () => {
  assert.deepEqual(keys("c", [], []).slice(0, 2), ["law-charter", "norm-a"]);
  assert.deepEqual(keys("c", [], ["norm-a"]).slice(0, 2), ["norm-a", "law-charter"]);
});

test("offers: a family's name finds its tags, after those that have it themselves", () => {
  assert.deepEqual(keys("law"), ["law", "law-charter"]);
});

test("offers: a new tag only with a label that none has", () => {
  assert.deepEqual(newOffer(" Water ", codebook), [{ kind: "new", label: "Water", near: null }]);
  assert.deepEqual(newOffer("norms", codebook), []);
  assert.deepEqual(newOffer("  ", codebook), []);
});

test("offers: a new tag of the words selected, when they are few, and with what it is like", () => {
  const offered = (/** @type {string} */ typed, /** @type {string} */ quote) =>
    newOffer(typed, codebook, quote).map(({ label, near }) => [label, near?.tag.key]);
  assert.deepEqual(offered("", " clean \n water "), [["clean water", undefined]]);
  assert.deepEqual(offered("", "x".repeat(61)), []);
  assert.deepEqual(offered("Charters", "clean water"), [["Charters", "law-charter"]]);
});

test("offers: the same tag on words that overlap: extend, or mark apart", () => {
  assert.deepEqual(extendOffers().map(({ instead }) => instead), [true, false]);
});

const stances = ["Affirms", "Reaffirms", "Opposes"].map((label, position) =>
  ({ key: label.toLowerCase(), label, definition: null, polarity: /** @type {1} */ (1), position, revision: 1 }));

test("offers: stances in the project's order, none among them", () => {
  assert.deepEqual(stanceOffers("", stances, "opposes").map(({ key, put }) => [key, put]),
    [[null, false], ["affirms", false], ["reaffirms", false], ["opposes", true]]);
  assert.deepEqual(stanceOffers("aff", stances, null).map(({ key }) => key), ["affirms", "reaffirms"]);
});

const kestria = { id: 2, name: "Kestria", kind: /** @type {const} */ ("state"), code: "KES" };

test("offers: what was typed as an actor stands last, unless it is known", () => {
  assert.deepEqual(actorOffers("kes", [kestria], null).map(({ choice }) => choice?.name), ["Kestria", "kes"]);
  assert.deepEqual(actorOffers("KESTRIA", [kestria], kestria).map(({ choice, put }) => [choice?.name, put]), [["Kestria", true]]);
  assert.deepEqual(actorOffers("", [kestria], null).map(({ choice, put }) => [choice, put]), [[kestria, false], [null, true]]);
});

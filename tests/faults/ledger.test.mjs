// @ts-check
// The ledger finds what it is there to find: a small true story, and what each kind of loss
// would make of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "./ledger.mjs";

/** @typedef {import("./ledger.mjs").Told} Told */
/** @typedef {import("./ledger.mjs").Stored} Stored */

const ID = "0198c0de-0000-7000-8000-000000000001";
const OTHER = "0198c0de-0000-7000-8000-000000000002";
const content = (/** @type {string} */ note) => ({
  statement: 1, start: 3, end: 9, quote: "a floor", note, actor: null, taggings: [{ tag: "law", stance: null }],
});

/** @param {string} table @param {any} key @param {any} before @param {any} after */
const event = (table, key, before, after) => ({ seq: 1, table, key, before, after });
/** @param {any} after */
const changed = (after, id = ID) => event("highlight", { id }, {}, after);
/** @param {string} id @param {string} note */
const born = (id, note) => [
  event("highlight", { id }, null, { statement_id: 1, start_at: 3, end_at: 9, note, revision: 1 }),
  event("tagging", { highlight_id: id, tag_id: 4 }, null, { codebook_revision: 1 }),
];
/** @param {number} number @param {number} member @param {string} kind @param {any[]} events */
const action = (number, member, kind, events, undoes = /** @type {number | null} */ (null)) =>
  ({ number, member, kind, undoes, events });

/** A highlight that 7 makes, changes and removes; a statement that 8 makes and removes, and a
 * highlight that 8 makes and undoes.
 * @returns {{told: Told[], stored: Stored}} */
const story = () => ({
  told: [{
    member: 7,
    wishes: ["one", "two", null].map((note) => ({ id: ID, content: note && content(note) })),
    claims: [
      { id: ID, revision: 1, content: content("one"), how: "PUT", done: true },
      { id: ID, revision: 2, content: content("two"), how: "current" },
      { id: ID, revision: 3, content: null, how: "DELETE", done: true },
    ],
    views: [{ id: ID, content: null }],
    attempts: [],
    undos: [],
  }, {
    member: 8,
    wishes: [{ id: OTHER, content: content("other") }],
    claims: [{ id: OTHER, revision: 1, content: content("other"), how: "PUT", done: true }],
    views: [],
    attempts: [{ title: "T", id: 5, dropped: true }, { title: "U", id: null, dropped: false }],
    undos: [{ undoes: 6, number: 7 }, { undoes: 2, number: null }],
  }],
  stored: {
    actions: [
      action(1, 7, "highlight_put", born(ID, "one")),
      action(2, 7, "highlight_put", [changed({ note: "two", revision: 2 })]),
      action(3, 8, "statement_create", [event("statement", { id: 5 }, null, { title: "T" })]),
      action(4, 7, "highlight_delete", [changed({ deleted_at: "now", revision: 3 })]),
      action(5, 8, "statement_delete", [event("statement", { id: 5 }, { deleted_at: null }, { deleted_at: "now" })]),
      action(6, 8, "highlight_put", born(OTHER, "other")),
      action(7, 8, "undo", [changed({ deleted_at: "now", revision: 2 }, OTHER)], 6),
    ],
    highlights: [{ id: ID, revision: 3, content: null }, { id: OTHER, revision: 2, content: null }],
    statements: [{ id: 5, title: "T", deleted: true }],
    tags: new Map([[4, "law"]]),
    actors: new Map(),
  },
});

test("of a true story nothing is found", () => {
  const { told, stored } = story();
  assert.deepEqual(findings(told, stored), []);
});

/** What went wrong, how it would look, and as what it is found.
 * @type {[string, import("./ledger.mjs").Kind, (told: Told[], stored: Stored) => void][]} */
const losses = [
  ["an acknowledged change that is not there", "lost", (told) =>
    void told[0].claims.push({ id: ID, revision: 4, content: content("three"), how: "PUT", done: true })],
  ["an acknowledged highlight that is not there", "lost", (told) =>
    void told[0].claims.push({ id: "other", revision: 1, content: content("x"), how: "PUT", done: true })],
  ["another content than was acknowledged", "lost", (told) => void (told[0].claims[0].content = content("else"))],
  ["another tag than was acknowledged", "lost", (told) => void (told[0].claims[0].content.taggings = [])],
  ["a state that was told, and rolled back", "lost", (told) => void (told[0].claims[1].content = content("other"))],
  ["a change in another's name", "lost", (_, stored) => void (stored.actions[3].member = 8)],
  ["a removal that comes back", "lost", (told) => void (told[0].views[0].content = content("two"))],
  ["a page that shows what was never saved", "lost", (told) =>
    void told[0].views.push({ id: "other", content: content("x") })],
  ["an acknowledged statement that is not there", "lost", (_, stored) => void (stored.statements = [])],
  ["a deleted statement that is there", "lost", (_, stored) => void (stored.statements[0].deleted = false)],
  ["an acknowledged undo that is not there", "lost", (_, stored) => void (stored.actions[6].undoes = null)],
  ["a change done twice", "doubled", (_, stored) => {
    stored.actions.push(action(8, 7, "highlight_put", [changed({ deleted_at: null, revision: 4 })]));
    stored.highlights[0] = { id: ID, revision: 4, content: content("two") };
  }],
  ["a change that nobody wished", "doubled", (told) => void told[0].wishes.shift()],
  ["a change acknowledged twice", "doubled", (told) => void told[0].claims.push(told[0].claims[0])],
  ["an undo done twice", "doubled", (_, stored) =>
    void stored.actions.push(action(8, 8, "undo", [event("tag", { id: 4 }, {}, {})], 6))],
  ["a statement made twice", "doubled", (_, stored) => void stored.statements.push(
    { id: 6, title: "U", deleted: false }, { id: 7, title: "U", deleted: false })],
  ["a statement that no action made", "half done", (_, stored) =>
    void stored.statements.push({ id: 6, title: "U", deleted: false })],
  ["an action without events", "half done", (_, stored) => void (stored.actions[4].events = [])],
  ["a gap in the numbers", "half done", (_, stored) => void stored.actions.splice(4, 1)],
  ["a row without its history", "half done", (_, stored) =>
    void stored.highlights.push({ id: "third", revision: 1, content: content("x") })],
  ["a row that is not what its history comes to", "half done", (_, stored) =>
    void (stored.highlights[0].content = content("two"))],
  ["history without its row", "half done", (_, stored) => void stored.highlights.pop()],
  ["a tagging that no event tells of", "half done", (_, stored) => {
    stored.actions[3] = action(4, 7, "tag_create", [event("tag", { id: 9 }, null, {})]);
    stored.highlights[0] = { id: ID, revision: 2, content: { ...content("two"), taggings: [] } };
  }],
];

for (const [name, kind, spoil] of losses)
  test(`found: ${name}`, () => {
    const { told, stored } = story();
    spoil(told, stored);
    const found = findings(told, stored);
    assert.ok(found.some((one) => one.kind === kind), `${kind} expected, found ${JSON.stringify(found)}`);
  });

test("what was never answered may be done or not", () => {
  const { told, stored } = story();
  told[0].wishes.splice(2, 0, { id: ID, content: content("never sent") });
  told[0].claims.length = 0;
  assert.deepEqual(findings(told, stored), []);
  stored.statements.push({ id: 6, title: "U", deleted: false });
  stored.actions.push(action(8, 8, "statement_create", [event("statement", { id: 6 }, null, { title: "U" })]));
  assert.deepEqual(findings(told, stored), []);
});

test("what another member has changed since is nobody's loss", () => {
  const { told, stored } = story();
  stored.actions.push(action(8, 8, "highlight_put", [changed({ deleted_at: null, note: "mine", revision: 4 })]));
  stored.highlights[0] = { id: ID, revision: 4, content: content("mine") };
  told[1].wishes.push({ id: ID, content: content("mine") });
  assert.deepEqual(findings(told, stored), []);
});

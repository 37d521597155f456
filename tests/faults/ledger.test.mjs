// @ts-check
// The ledger finds what it is there to find: a small true story, and what each kind of loss
// would make of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "./ledger.mjs";

/** @typedef {import("./ledger.mjs").Told} Told */
/** @typedef {import("./ledger.mjs").Stored} Stored */

const ID = "0198c0de-0000-7000-8000-000000000001";
const content = (/** @type {string} */ note) => ({
  statement: 1, start: 3, end: 9, quote: "a floor", note, actor: null, taggings: [{ tag: "law", stance: null }],
});
const row = (/** @type {object} */ after, before = {}) => ({ seq: 1, table: "highlight", key: { id: ID }, before, after });

/** Made, changed, removed, by one member; a statement by another.
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
  }, { member: 8, wishes: [], claims: [], views: [], attempts: [{ title: "T", id: 5 }, { title: "U", id: null }] }],
  stored: {
    actions: [
      { number: 1, member: 7, kind: "highlight_put", events: [
        row({ statement_id: 1, start_at: 3, end_at: 9, note: "one", revision: 1 }, /** @type {any} */ (null)),
        { seq: 2, table: "tagging", key: { highlight_id: ID, tag_id: 4 }, before: null, after: { codebook_revision: 1 } },
      ] },
      { number: 2, member: 7, kind: "highlight_put", events: [row({ note: "two", revision: 2 })] },
      { number: 3, member: 8, kind: "statement_create", events: [
        { seq: 1, table: "statement", key: { id: 5 }, before: null, after: { title: "T" } },
      ] },
      { number: 4, member: 7, kind: "highlight_delete", events: [row({ deleted_at: "now", revision: 3 })] },
    ],
    highlights: [{ id: ID, revision: 3, content: null }],
    statements: [{ id: 5, title: "T" }],
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
  ["a change done twice", "doubled", (_, stored) => {
    stored.actions.push({ number: 5, member: 7, kind: "highlight_put", events: [row({ deleted_at: null, revision: 4 })] });
    stored.highlights[0] = { id: ID, revision: 4, content: content("two") };
  }],
  ["a change that nobody wished", "doubled", (told) => void told[0].wishes.shift()],
  ["a change acknowledged twice", "doubled", (told) => void told[0].claims.push(told[0].claims[0])],
  ["a statement made twice", "doubled", (_, stored) => void stored.statements.push({ id: 6, title: "U" }, { id: 7, title: "U" })],
  ["a statement that no action made", "half done", (_, stored) => void stored.statements.push({ id: 6, title: "U" })],
  ["an action without events", "half done", (_, stored) => void (stored.actions[3].events = [])],
  ["a gap in the numbers", "half done", (_, stored) => void stored.actions.splice(1, 1)],
  ["a row without its history", "half done", (_, stored) =>
    void stored.highlights.push({ id: "other", revision: 1, content: content("x") })],
  ["a row that is not what its history comes to", "half done", (_, stored) => void (stored.highlights[0].content = content("two"))],
  ["history without its row", "half done", (_, stored) => void (stored.highlights = [])],
  ["a tagging that no event tells of", "half done", (_, stored) => {
    stored.actions.splice(3, 1);
    stored.highlights = [{ id: ID, revision: 2, content: { ...content("two"), taggings: [] } }];
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
  stored.statements.push({ id: 6, title: "U" });
  stored.actions.push({ number: 5, member: 8, kind: "statement_create", events: [
    { seq: 1, table: "statement", key: { id: 6 }, before: null, after: { title: "U" } },
  ] });
  assert.deepEqual(findings(told, stored), []);
});

test("what another member has changed since is nobody's loss", () => {
  const { told, stored } = story();
  stored.actions.push({ number: 5, member: 8, kind: "highlight_put", events: [row({ deleted_at: null, note: "mine", revision: 4 })] });
  stored.highlights[0] = { id: ID, revision: 4, content: content("mine") };
  told[1].wishes.push({ id: ID, content: content("mine") });
  assert.deepEqual(findings(told, stored), []);
});

// outcome.test.mjs: what undoing will do, told from the rows that an action changed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "../../../static/js/activity/outcome.js";

const event = (table, key, before, after) => ({ table, key, before, after });
const h = { id: "h1" };
const tagging = (id, highlight = "h1") => ({ highlight_id: highlight, tag_id: id });
const nameOf = (id) => ({ 2: "Dara" })[id] ?? "a member";

const cases = [
  ["a highlight that was made, with its taggings and the actor made for it", [
    event("actor", { id: 3 }, null, { name: "Kestria" }),
    event("highlight", h, null, { note: "x" }),
    event("tagging", tagging(1), null, {}),
    event("tagging", tagging(2), null, { stance: "affirms" }),
  ], ["The highlight goes to the trash, with its tags and its note."]],
  ["another note, and two more tags", [
    event("highlight", h, { note: "x", revision: 1 }, { note: "y", revision: 2 }),
    event("tagging", tagging(1), null, {}),
    event("tagging", tagging(2), null, {}),
  ], ["Its note becomes what it was before.", "2 tags are taken off."]],
  ["both ends moved are one thing", [
    event("highlight", h, { start_at: 1, end_at: 5 }, { start_at: 2, end_at: 6 }),
  ], ["It begins and ends where it did before."]],
  ["a tag exchanged for another", [
    event("tagging", tagging(1), {}, null),
    event("tagging", tagging(2), null, {}),
    event("highlight", h, { revision: 1 }, { revision: 2 }),
  ], ["1 tag is put on again.", "1 tag is taken off."]],
  ["another stance", [
    event("tagging", tagging(1), { stance: "affirms" }, { stance: "opposes" }),
  ], ["1 stance becomes what it was before."]],
  ["a highlight that was deleted", [
    event("highlight", h, { deleted_at: null, revision: 1 }, { deleted_at: "2026-03-02T12:00:00Z", revision: 2 }),
  ], ["The highlight comes back, with its tags and its note."]],
  ["a highlight that was restored", [
    event("highlight", h, { deleted_at: "2026-03-02T12:00:00Z" }, { deleted_at: null }),
  ], ["The highlight goes to the trash again."]],
  ["a statement that was added", [
    event("statement", { id: 1 }, null, { title: "T" }),
    event("statement_version", { statement_id: 1, version: 1 }, null, {}),
  ], ["The statement goes to the trash."]],
  ["an import", [
    event("statement", { id: 1 }, null, {}), event("statement", { id: 2 }, null, {}),
    event("statement_version", { statement_id: 1, version: 1 }, null, {}),
    event("action", { number: 4 }, null, { format: "txt", statements: 2 }),
  ], ["2 statements go to the trash."]],
  ["a statement that was deleted", [
    event("statement", { id: 1 }, { deleted_at: null }, { deleted_at: "2026-03-02T12:00:00Z" }),
  ], ["The statement comes back, with its highlights."]],
  ["a paragraph that was left", [
    event("left_uncoded", { statement_id: 1, version: 1, start_at: 0 }, null, { end_at: 9, member_id: 1 }),
  ], ["The paragraph is to be read again."]],
  ["two that were put back", [0, 10].map((start_at) =>
    event("left_uncoded", { statement_id: 1, version: 1, start_at }, { end_at: start_at + 9 }, null)),
  ["2 paragraphs are left uncoded on purpose again."]],
  ["three tags", [1, 2, 3].map((id) => event("tag", { id }, null, { label: "L" })),
    ["3 tags are taken out of the codebook."]],
  ["a member who was added", [
    event("member", { id: 2 }, null, { name: "Dara", role: "reader" }),
  ], ["Dara loses access; what they did stays under their name."]],
  ["a member who came back", [
    event("member", { id: 2 }, { role: null }, { role: "reader" }),
  ], ["Dara loses access; what they did stays under their name."]],
  ["a member who was removed", [
    event("member", { id: 2 }, { role: "curator" }, { role: null }),
  ], ["Dara is a curator again."]],
  ["two members are told apart", [
    event("member", { id: 2 }, { role: "curator" }, { role: "reader" }),
    event("member", { id: 3 }, { role: "curator" }, { role: "reader" }),
  ], ["Dara is a curator again.", "a member is a curator again."]],
  ["the project's facts", [
    event("project", { id: 9 }, { title: "Old", language: null, revision: 1 }, { title: "New", language: "en", revision: 2 }),
  ], ["The project is called “Old” again.", "The language becomes what it was before."]],
  ["archiving", [
    event("project", { id: 9 }, { archived_at: null }, { archived_at: "2026-03-02T12:00:00Z" }),
  ], ["The project comes back from the archive."]],
  ["what no word is known for", [
    event("affiliation", { actor_id: 1 }, null, {}), event("affiliation", { actor_id: 2 }, null, {}),
  ], ["2 more changes are taken back."]],
];

for (const [name, events, expected] of cases) {
  test(name, () => assert.deepEqual(outcomes(events, nameOf), expected));
}

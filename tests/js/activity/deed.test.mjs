// deed.test.mjs: each kind of action in words.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { pieces, plainWords, runPieces } from "../../../static/js/activity/deed.js";
import { action, cleo, dara, norvane, passage } from "./made.mjs";

const none = () => undefined;
const words = (made, find = none) => plainWords(pieces(made, find));
const quoted = { highlight: passage("prevent conflict") };
const made = { ...dara, role: "curator" };

const kinds = [
  ["project_create", {}, "Cleo made the project"],
  ["project_change", { project: { title: "Harbours" } }, "Cleo named the project Harbours"],
  ["project_change", { project: { title: "Harbours", language: "en" } }, "Cleo changed the title and the language"],
  ["project_change", { project: { archived_at: "2026-01-01T00:00:00Z" } }, "Cleo archived the project"],
  ["project_change", { project: { archived_at: null } }, "Cleo brought the project back from the archive"],
  ["project_change", { project: {} }, "Cleo changed the project"],
  ["member_add", { about: made }, "Cleo added Dara as a curator"],
  ["member_add", { about: { ...made, role: null } }, "Cleo added Dara"],
  ["member_change", { about: made }, "Cleo made Dara a curator"],
  ["member_remove", { about: { ...made, role: null } }, "Cleo removed Dara from the project"],
  ["member_remove", {}, "Cleo removed a member from the project"],
  ["member_join", { about: { ...cleo, role: "manager" } }, "Cleo, who runs this site, joined the project as a manager"],
  ["tag_create", { tags: ["Law"] }, "Cleo made the tag Law"],
  ["codebook_import", { events: 2, tags: ["Law", "Norms"] }, "Cleo imported 2 tags: Law and Norms"],
  ["codebook_import", { events: 58, tags: ["Law", "Norms"] }, "Cleo imported 58 tags, among them Law and Norms"],
  ["statement_create", {}, "Cleo added Norvane 2025"],
  ["statement_code", { changes: { state: "done" } }, "Cleo set Norvane 2025 to done"],
  ["statement_code", { changes: { state: "not started" } }, "Cleo set Norvane 2025 back to not started"],
  ["paragraph_leave", {}, "Cleo left a paragraph of Norvane 2025 uncoded on purpose"],
  ["paragraph_return", {}, "Cleo put a paragraph of Norvane 2025 back to be read"],
  ["statement_code", {}, "Cleo said how far Norvane 2025 is coded"],
  ["statement_change", { changes: { speaker: 3, date: "2020" } }, "Cleo changed the speaker and the date of Norvane 2025"],
  ["statement_delete", {}, "Cleo deleted Norvane 2025"],
  ["import", { events: 24, note: { format: "txt", statements: 12 } }, "Cleo imported 12 statements"],
  ["import", { events: 2, note: { format: "txt", statements: 1 } }, "Cleo imported 1 statement"],
  ["highlight_put", { ...quoted, tags: ["International law"] }, "Cleo put International law on “prevent conflict” in Norvane 2025"],
  ["highlight_put", { ...quoted, tags: ["A", "B", "C"] }, "Cleo put A, B and C on “prevent conflict” in Norvane 2025"],
  ["highlight_put", quoted, "Cleo marked “prevent conflict” in Norvane 2025"],
  ["highlight_put", {}, "Cleo marked a passage in Norvane 2025"],
  ["highlight_patch", quoted, "Cleo changed “prevent conflict” in Norvane 2025"],
  ["highlight_delete", quoted, "Cleo removed “prevent conflict” from Norvane 2025"],
  ["highlight_delete", { statement: null }, "Cleo removed a passage from a statement"],
  ["undo", { undoes: 3 }, "Cleo undid an earlier action in Norvane 2025"],
  ["undo", { undoes: 3, statement: null }, "Cleo undid an earlier action"],
  ["purge", { statement: null, events: 3 }, "Cleo deleted something in the trash for good"],
];

describe("each kind", () => {
  for (const [kind, more, expected] of kinds) {
    test(expected, () => assert.equal(words(action(9, 0, { kind, ...more })), expected));
  }

  test("an action of which only its kind is known, as in what stands in the way", () => {
    const { number, at, member } = action(9, 0);
    assert.equal(words({ number, at, member, kind: "highlight_patch" }), "Cleo changed a passage in a statement");
  });
});

describe("undoing and doing again", () => {
  const put = action(1, 3, { ...quoted, member: dara });
  const undo = action(2, 2, { kind: "undo", undoes: 1 });
  const redo = action(3, 1, { kind: "undo", undoes: 2, member: dara });
  const again = action(4, 0, { kind: "undo", undoes: 3 });
  const find = (number) => [put, undo, redo].find((one) => one.number === number);

  test("names what was undone, and by turns what was done again", () => {
    assert.equal(words(undo, find), "Cleo undid: Dara marked “prevent conflict” in Norvane 2025");
    assert.equal(words(redo, find), "Dara redid: Dara marked “prevent conflict” in Norvane 2025");
    assert.equal(words(again, find), "Cleo undid: Dara marked “prevent conflict” in Norvane 2025");
  });

  test("does not guess where a part of the chain is not loaded", () => {
    assert.equal(words(redo, (number) => (number === 2 ? undo : undefined)), "Dara undid an earlier action in Norvane 2025");
  });
});

describe("mentions", () => {
  const mention = (made, is) => pieces(made, none).find((piece) => piece.is === is);

  test("lead to the statement and the highlight", () => {
    const put = action(1, 0, quoted);
    assert.equal(mention(put, "statement").to, `/s/${norvane.id}`);
    assert.equal(mention(put, "quote").to, `/h/${quoted.highlight.id}`);
  });

  test("but not to what is deleted", () => {
    const gone = "2026-03-02T12:00:00Z";
    const put = action(1, 0, { statement: { ...norvane, deleted_at: gone }, highlight: passage("x", { deleted_at: gone }) });
    assert.equal(mention(put, "statement").to, undefined);
    assert.equal(mention(put, "quote").to, undefined);
  });

  test("a highlight of a deleted statement cannot be opened either", () => {
    const put = action(1, 0, { ...quoted, statement: { ...norvane, deleted_at: "2026-03-02T12:00:00Z" } });
    assert.equal(mention(put, "quote").to, undefined);
  });

  test("a long quote ends with a whole word, on one line", () => {
    const { text } = mention(action(1, 0, { highlight: passage("international\n law ".repeat(20)) }), "quote");
    assert.match(text, /^(international law )+(international|law|international law)…$/);
    assert.ok(text.length <= 91);
  });

  test("braces in a name are words like others", () => {
    assert.equal(words(action(1, 0, { kind: "tag_create", tags: ["{who} {n}"] })), "Cleo made the tag {who} {n}");
  });
});

describe("runs", () => {
  const run = (kind, each) => plainWords(runPieces(each.map((more, i) => action(9 - i, i, { kind, ...more }))));
  const three = [1, 2, 3].map((i) => ({ highlight: passage("x", { id: `h${i % 2}` }), tags: ["Law"] }));

  test("count passages, not how often each was changed", () => {
    assert.equal(run("highlight_put", three), "Cleo marked or tagged 2 passages in Norvane 2025");
    assert.equal(run("highlight_put", [three[0], three[0], three[0]]), "Cleo marked or tagged 1 passage in Norvane 2025");
  });
  test("count actions elsewhere", () => {
    assert.equal(run("statement_create", [{}, {}, {}]), "Cleo added 3 statements");
    assert.equal(run("undo", [{}, {}, {}]), "Cleo undid 3 actions");
  });
  test("name each tag once, in the order made", () => {
    assert.equal(run("tag_create", [{ tags: ["A"] }, { tags: ["A"] }, { tags: ["B"] }]), "Cleo made 3 tags: B and A");
    const six = ["F", "E", "D", "C", "B", "A"].map((label) => ({ tags: [label] }));
    assert.equal(run("tag_create", six), "Cleo made 6 tags, among them A, B, C, D and E");
  });
});

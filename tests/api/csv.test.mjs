// @ts-check
// The CSV export: one row a tagging, RFC 4180, UTF-8, and safe to open in a spreadsheet.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "./csv.mjs";
import { admin, highlight, project, slugOf, statement, tags } from "./world.mjs";

const DANGEROUS = /^[=+\-@\t\r]/;

/** The rows as objects by the names of the first row. @param {string} path */
async function table(path) {
  const reply = await admin.get(`${path}/export?format=csv`);
  const [names, ...rows] = parse(reply.text);
  return {
    reply,
    names,
    rows: rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]]))),
    raw: rows,
  };
}

const NAMES = [
  "quote",
  "statement",
  "title",
  "speaker",
  "tag",
  "stance",
  "author",
  "start",
  "end",
  "highlight",
];

test("it is text/csv in UTF-8, offered under the project's name", async () => {
  const path = await project();
  const { reply } = await table(path);
  assert.match(String(reply.headers["content-type"]), /^text\/csv; charset=utf-8\b/);
  assert.notDeepEqual(
    [...reply.bytes.subarray(0, 3)],
    [0xef, 0xbb, 0xbf],
    "a byte order mark would be part of the first name",
  );
  assert.equal(reply.headers["content-disposition"], `attachment; filename="${slugOf(path)}.csv"`);
});

test("without taggings there are the names alone", async () => {
  const path = await project();
  const on = await statement(path, "text");
  await highlight(path, on, 0, 4, { note: "no tag" });
  const { names, rows } = await table(path);
  for (const name of NAMES) assert.ok(names.includes(name), name);
  assert.deepEqual(rows, []);
});

test("one row a tagging: quote, statement, speaker, tag, stance, author, offsets", async () => {
  const path = await project();
  await tags(path, "law", "norms");
  const on = await statement(path, "We \u{1f54a} affirm law.", { title: "First", speaker: "Ms Envoy" });
  const one = await highlight(path, on, 3, 11, {
    taggings: [{ tag: "law", stance: "affirms" }, { tag: "norms" }],
  });
  const two = await highlight(path, on, 0, 2, { actor: "Mr Quoted", taggings: [{ tag: "law" }] });
  const { rows, raw, names } = await table(path);
  const author = (await admin.all(`${path}/members`))[0].name;
  const first = { quote: "\u{1f54a} affirm", speaker: "Ms Envoy", start: "3", end: "11", highlight: one.id };
  const wanted = [
    { ...first, tag: "law", stance: "affirms" },
    { ...first, tag: "norms", stance: "" },
    { quote: "We", speaker: "Mr Quoted", tag: "law", stance: "", start: "0", end: "2", highlight: two.id },
  ].map((row) => ({ ...row, author, statement: String(on.id), title: "First" }));
  const got = rows.map((row) => Object.fromEntries(NAMES.map((name) => [name, row[name]])));
  const sorted = (/** @type {any[]} */ list) =>
    list.map((row) => NAMES.map((name) => row[name]).join("|")).sort();
  assert.deepEqual(sorted(got), sorted(wanted));
  for (const row of raw) assert.equal(row.length, names.length);
});

test("deleted highlights are not there", async () => {
  const path = await project();
  await tags(path, "law");
  const on = await statement(path, "text");
  const gone = await highlight(path, on, 0, 4, { taggings: [{ tag: "law" }] });
  await admin.delete(`${path}/highlights/${gone.id}`, 1);
  assert.deepEqual((await table(path)).rows, []);
});

test("commas, quotes and line feeds come back as they were", async () => {
  const path = await project();
  await tags(path, "law");
  const text = 'a,b;"c" ""d""\n\n"\te\u2028f, g ';
  const on = await statement(path, text, { title: 'T, "q"\nnext', speaker: 'Smith, "Bob"' });
  await highlight(path, on, 0, on.length, { taggings: [{ tag: "law" }] });
  const {
    rows: [row],
  } = await table(path);
  assert.deepEqual([row.quote, row.title, row.speaker], [text, 'T, "q"\nnext', 'Smith, "Bob"']);
});

const FORMULAS = [
  "=1+1",
  '=HYPERLINK("http://evil.example")',
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "=cmd|' /C calc'!A0",
  "- a dash",
];

test("a cell that a spreadsheet would take for a formula begins with an apostrophe", async () => {
  const path = await project();
  await tags(path, "law");
  for (const text of FORMULAS) {
    const on = await statement(path, text, { title: text, speaker: text });
    await highlight(path, on, 0, on.length, { taggings: [{ tag: "law" }] });
  }
  const { rows, raw } = await table(path);
  for (const row of raw) for (const cell of row) assert.doesNotMatch(cell, DANGEROUS);
  for (const name of ["quote", "title", "speaker"])
    assert.deepEqual(rows.map((row) => row[name]).sort(), FORMULAS.map((text) => `'${text}`).sort(), name);
});

test("a carriage return at the beginning of a title is defused too", async () => {
  const path = await project();
  await tags(path, "law");
  const on = await statement(path, "x", { title: "\r=1", speaker: "\r+2" });
  await highlight(path, on, 0, 1, { taggings: [{ tag: "law" }] });
  const {
    rows: [row],
  } = await table(path);
  assert.deepEqual([row.title, row.speaker], ["'\r=1", "'\r+2"]);
});

test("a cell in the middle that looks like a formula after a separator stays inside its quotes", async () => {
  const path = await project();
  await tags(path, "law");
  const text = 'a,=1+1\n=2;=3\t"=4"';
  const on = await statement(path, text);
  await highlight(path, on, 0, on.length, { taggings: [{ tag: "law" }] });
  assert.equal((await table(path)).rows[0].quote, text);
});

test("any script is kept", async () => {
  const path = await project();
  await tags(path, "law");
  const text = "网络\u{20000} يجب e\u0301 \u{1f468}\u200d\u{1f469}\u200d\u{1f467}";
  const on = await statement(path, text, { title: text });
  await highlight(path, on, 0, on.length, { taggings: [{ tag: "law" }] });
  const {
    rows: [row],
  } = await table(path);
  assert.deepEqual([row.quote, row.title, row.end], [text, text, String(on.length)]);
});

test("the same data gives the same bytes", async () => {
  const path = await project();
  await tags(path, "b", "a");
  const on = await statement(path, "some text");
  for (let i = 1; i < 9; i++) await highlight(path, on, 0, i, { taggings: [{ tag: "a" }, { tag: "b" }] });
  const [one, two] = [await table(path), await table(path)];
  assert.ok(one.reply.bytes.equals(two.reply.bytes));
  assert.equal(one.rows.length, 16);
});

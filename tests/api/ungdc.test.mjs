// @ts-check
// 450 real statements by one command, with their metadata: every text is there to the
// letter, every field in its place, all in one action.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { exportFaults } from "./contract.mjs";
import { admin, dataFile, highlight, project, slice, slugOf, stack } from "./world.mjs";

const list = dataFile("ungdc/statements.jsonl");
const skip = list === undefined && "no ../shared/data/ungdc";

/** @type {any[]} */
const rows = list
  ? readFileSync(list, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
  : [];
const path = skip ? "" : await project();
/** @type {any[]} */
let statements = [];

test("postil import takes all 450 with --metadata, --map and --title", { skip }, async () => {
  const { code, stderr } = await stack.postil([
    "import",
    "--project",
    slugOf(path),
    "--metadata",
    fileURLToPath(/** @type {URL} */ (list)),
    "--map",
    "date=year",
    "--title",
    "{delegation}, {meeting}, {year}",
  ]);
  assert.equal(code, 0, stderr);
  const lines = await admin.all(`${path}/statements?limit=200`);
  assert.equal(lines.length, 450);
  statements = await Promise.all(
    lines.map(async ({ id }) => (await admin.get(`${path}/statements/${id}`)).json),
  );
});

/** The row of a statement. @param {any} item */
const rowOf = (item) => rows.find((row) => item.sha256 === row.sha256);

test("every text is its file, by the sha256 and length that the list gives", { skip }, () => {
  const wanted = new Map(rows.map((row) => [row.sha256, row]));
  for (const item of statements) {
    const row = wanted.get(item.sha256);
    assert.ok(row, item.title);
    assert.equal(createHash("sha256").update(item.text).digest("hex"), row.sha256);
    assert.equal(item.length, row.codepoints);
    wanted.delete(item.sha256);
  }
  assert.equal(wanted.size, 0);
});

test("fields of the API are taken, date comes from year, the title from its pattern", { skip }, () => {
  for (const item of statements) {
    const row = rowOf(item);
    assert.equal(item.title, `${row.delegation}, ${row.meeting}, ${row.year}`);
    assert.equal(item.date, String(row.year));
    for (const name of ["forum", "meeting", "language", "source_url", "licence"])
      assert.equal(item[name], row[name], name);
    assert.equal(item.speaker.name.toLowerCase(), row.speaker.toLowerCase());
    assert.equal(item.delegation.name, row.delegation);
    assert.equal(item.delegation.kind, "state");
  }
});

test("the rest is in meta, with its types", { skip }, () => {
  const taken = [
    "file",
    "title",
    "year",
    "forum",
    "meeting",
    "language",
    "source_url",
    "licence",
    "speaker",
    "delegation",
  ];
  for (const item of statements) {
    const row = rowOf(item);
    for (const [name, value] of Object.entries(row))
      if (!taken.includes(name)) assert.deepEqual(item.meta[name], value, name);
  }
});

test("a delegation that speaks often is one actor", { skip }, async () => {
  const states = (await admin.all(`${path}/actors?limit=200`)).filter((actor) => actor.kind === "state");
  assert.equal(new Set(states.map((actor) => actor.name)).size, states.length);
  assert.equal(states.length, new Set(rows.map((row) => row.delegation)).size);
});

test("it is one action", { skip }, async () => {
  const actions = await admin.all(`${path}/events?after=1`);
  assert.equal(actions.length, 1);
  assert.ok(actions[0].events.filter((/** @type {any} */ e) => e.table === "statement").length === 450);
});

test("they are found by words of the title", { skip }, async () => {
  const [row] = rows;
  const found = await admin.all(
    `${path}/statements?q=${encodeURIComponent(`${row.delegation} ${row.year}`)}`,
  );
  assert.ok(found.some((item) => item.title === `${row.delegation}, ${row.meeting}, ${row.year}`));
});

test("cyber is found in the texts of 218, each with a snippet that shows it", { skip }, async () => {
  const found = await admin.all(`${path}/statements?q=cyber&limit=200`);
  assert.equal(found.length, 218);
  const spoken = statements.filter(({ text }) => /cyber/i.test(text)).map(({ id }) => id);
  assert.deepEqual(new Set(found.map(({ id }) => id)), new Set(spoken));
  for (const { id, snippet } of found) {
    const { text } = statements.find((item) => item.id === id);
    assert.equal(snippet.text, slice(text, snippet.start, snippet.start + [...snippet.text].length));
    for (const [from, to] of snippet.hits) assert.match(slice(snippet.text, from, to), /^cyber/i);
  }
});

test("passages can be marked in each, and all of it exported", { skip }, async () => {
  for (const item of statements.filter((_, i) => i % 10 === 0)) {
    const start = Math.floor(item.length / 3);
    const made = await highlight(path, item, start, start + 99);
    assert.equal(made.quote, slice(item.text, start, start + 99));
  }
  const { json } = await admin.get(`${path}/export`);
  assert.equal(exportFaults(json), "");
  assert.deepEqual([json.statements.length, json.highlights.length, json.complete], [450, 45, true]);
});

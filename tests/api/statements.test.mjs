// @ts-check
// Statements: adding, reading, listing by date, finding by words of the title.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { admin, highlight, project, statement } from "./world.mjs";

/** Every field but the actors, each with a value. */
const FULL = {
  title: "Statement at the open-ended working group",
  text: "We affirm that international law applies.",
  language: "en-GB",
  date: "2015-09-28",
  place: "New York",
  kind: "as delivered",
  forum: "OEWG",
  meeting: "Third session",
  agenda_item: "5 (b)",
  symbol: "A/AC.290/2021/1",
  publisher: "The mission",
  source_url: "https://example.org/a?b=c&d=%20#e",
  accessed_on: "2021-03",
  licence: "quotations only",
  meta: { pages: 3, nested: { list: [1, "two", null, true] }, "": "empty key" },
};

test("a statement is answered as it was given, with what the server knows of it", async () => {
  const path = await project();
  const made = await admin.post(`${path}/statements`, FULL);
  assert.equal(made.status, 201);
  assert.equal(made.headers.location, `${path}/statements/${made.json.id}`);
  assert.equal(made.etag, '"1"');
  for (const [name, value] of Object.entries(FULL)) assert.deepEqual(made.json[name], value, name);
  assert.equal(made.json.version, 1);
  assert.equal(made.json.length, FULL.text.length);
  assert.deepEqual(made.json.highlights, []);
  assert.equal(made.json.sha256, createHash("sha256").update(FULL.text).digest("hex"));
});

test("reading one answers the same as adding it did", async () => {
  const path = await project();
  const made = await admin.post(`${path}/statements`, { ...FULL, speaker: "Ms Envoy" });
  const read = await admin.get(/** @type {string} */ (made.headers.location));
  assert.deepEqual(read.json, made.json);
  assert.equal(read.etag, '"1"');
});

test("title and text are enough; everything else is null, meta {}", async () => {
  const path = await project();
  const { json } = await admin.post(`${path}/statements`, { title: "T", text: "x", date: null, meta: null });
  const none = [
    "date",
    "language",
    "kind",
    "place",
    "forum",
    "meeting",
    "agenda_item",
    "symbol",
    "publisher",
    "source_url",
    "accessed_on",
    "licence",
    "speaker",
    "delegation",
    "on_behalf_of",
  ];
  for (const name of none) assert.equal(json[name], null, name);
  assert.deepEqual(json.meta, {});
});

test("ids are numbers per project, from 1, without gaps", async () => {
  const [one, two] = [await project(), await project()];
  for (const path of [one, two])
    for (const id of [1, 2, 3]) assert.equal((await statement(path, "text")).id, id);
});

test("a refused statement leaves no gap and no action", async () => {
  const path = await project();
  await statement(path, "text");
  const before = (await admin.all(`${path}/events`)).length;
  assert.equal((await admin.post(`${path}/statements`, { title: "T", text: "x", speaker: 99 })).status, 422);
  assert.equal((await admin.all(`${path}/events`)).length, before);
  assert.equal((await statement(path, "text")).id, 2);
});

test("two statements may be the same to the letter", async () => {
  const path = await project();
  const [a, b] = [await statement(path, "same"), await statement(path, "same")];
  assert.equal(a.sha256, b.sha256);
  assert.notEqual(a.id, b.id);
});

test("the list is by date, newest first, then id; without a date last", async () => {
  const path = await project();
  const dates = ["2015", null, "2016-02", "2015-09-28", "2016-02-01", "2015-09", null, "2015-09-28", "0800"];
  for (const date of dates) await statement(path, "x", { date });
  const items = await admin.all(`${path}/statements?limit=2`);
  assert.equal(items.length, dates.length);
  const whole = items.map((item) => item.date ?? "");
  for (let i = 1; i < items.length; i++) {
    const [a, b] = [whole[i - 1], whole[i]];
    const known = a && b && !a.startsWith(b) && !b.startsWith(a); // «2015» and «2015-09»: either way
    if (known) assert.ok(a > b, `${a} before ${b}`);
    assert.ok(a || !b, "a date after none");
    if (a === b) assert.ok(items[i - 1].id < items[i].id, `same date ${a}: by id`);
  }
});

test("a page never repeats or skips a statement, whatever the limit", async () => {
  const path = await project();
  for (let i = 0; i < 7; i++) await statement(path, "x", { date: i % 3 ? "2020-01-01" : null });
  const whole = await admin.all(`${path}/statements`);
  for (const limit of [1, 2, 3, 6, 7, 8]) {
    assert.deepEqual(await admin.all(`${path}/statements?limit=${limit}`), whole, `limit ${limit}`);
  }
});

test("a statement added while paging moves nothing", async () => {
  const path = await project();
  for (let i = 1; i < 5; i++) await statement(path, "x", { date: `2020-01-0${i}` });
  const first = (await admin.get(`${path}/statements?limit=2`)).json;
  await statement(path, "x", { date: "2020-02-01" });
  const rest = (await admin.get(`${path}/statements?limit=2&cursor=${first.next}`)).json;
  assert.deepEqual(
    [...first.items, ...rest.items].map((item) => item.id),
    [4, 3, 2, 1],
  );
  assert.equal(rest.next, null);
});

test("a line of the list has what the statement has, without text, meta, highlights and what is left uncoded", async () => {
  const path = await project();
  const made = await statement(path, FULL.text, FULL);
  await highlight(path, made, 0, 2);
  const { text, sha256, meta, highlights, left_uncoded, updated, ...shared } = (
    await admin.get(`${path}/statements/${made.id}`)
  ).json;
  const [{ updated: _, ...line }] = (await admin.get(`${path}/statements`)).json.items;
  assert.deepEqual(line, { ...shared, highlight_count: 1 });
});

test("q finds the words that begin with it, all of them, whatever the case", async () => {
  const path = await project();
  const titles = [
    "Cyberspace and Law",
    "cyber operations",
    "Law of the sea",
    "Ähnliche Wörter über Recht",
    "網路 安全",
    "100% of A/RES/70/237",
    "O'Neill & Sons",
  ];
  for (const title of titles) await statement(path, "x", { title });
  const found = async (/** @type {string} */ q) =>
    (await admin.all(`${path}/statements?q=${encodeURIComponent(q)}`))
      .map((item) => titles.indexOf(item.title))
      .sort();
  assert.deepEqual(await found("cyber"), [0, 1]);
  assert.deepEqual(await found("CYBER law"), [0]);
  assert.deepEqual(await found("law"), [0, 2]);
  assert.deepEqual(await found("yber"), []);
  assert.deepEqual(await found("wört ÄHN"), [3]);
  assert.deepEqual(await found("網路"), [4]);
  assert.deepEqual(await found("res 70"), [5]);
  assert.deepEqual(await found("neill"), [6]);
});

test("in q nothing is an operator: what is no word finds nothing or everything, and never fails", async () => {
  const path = await project();
  await statement(path, "x", { title: "plain title" });
  for (const q of [
    "'",
    '"',
    "& | !",
    "a:*",
    "plain & !title",
    "(",
    "\\",
    "%",
    "<->",
    "'; DROP TABLE x",
    " ",
    "\u0001",
  ]) {
    const reply = await admin.get(`${path}/statements?q=${encodeURIComponent(q)}`);
    assert.equal(reply.status, 200, q);
  }
});

test("q and cursor stand together", async () => {
  const path = await project();
  for (let i = 0; i < 5; i++) await statement(path, "x", { title: i % 2 ? "odd one" : "even one" });
  const even = await admin.all(`${path}/statements?q=even&limit=2`);
  assert.deepEqual(
    even.map((item) => item.id),
    [1, 3, 5],
  );
});

test("no such statement: 404, also for what is no number", async () => {
  const path = await project();
  for (const id of ["1", "0", "-1", "9999999999999999999", "abc", "1.0", "%201"]) {
    const reply = await admin.get(`${path}/statements/${id}`);
    assertRefused(reply, { status: 404, error: "not_found", detail: "statement" }, id);
  }
});

test("highlights come in reading order: start, end, id", async () => {
  const path = await project();
  const text = await statement(path, "0123456789");
  const spans = [
    [5, 9],
    [0, 9],
    [0, 3],
    [5, 6],
    [0, 9],
  ];
  for (const [start, end] of spans) await highlight(path, text, start, end);
  const { highlights } = (await admin.get(`${path}/statements/${text.id}`)).json;
  const wanted = [...highlights].sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
  assert.equal(highlights.length, spans.length);
  assert.deepEqual(highlights, wanted);
});

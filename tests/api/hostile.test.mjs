// @ts-check
// Hostile strings (Big List of Naughty Strings): stored and answered to the letter as
// title, label, note, name; in JSON, in the page's state, in both exports.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "./csv.mjs";
import { admin, dataText, each, highlight, project, statement, tags } from "./world.mjs";

/** What the text door keeps of a text. @param {string} text */
const kept = (text) => text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");

const list = dataText("unicode/blns/blns.json");
/** @type {string[]} */
const strings = list === undefined ? [] : JSON.parse(list).filter((/** @type {string} */ s) => s !== "");
const skip = list === undefined && "no ../shared/data/unicode/blns";
const texts = strings.filter((s) => kept(s) !== "");
const short = strings.filter((s) => [...s].length <= 200);

test("as title and text of a statement", { skip }, async () => {
  const path = await project();
  await each(texts, async (s) => {
    const made = await statement(path, s, { title: s });
    assert.equal(made.title, s);
    assert.equal(made.text, kept(s));
  });
  const titles = (await admin.all(`${path}/statements?limit=200`)).map((item) => item.title);
  assert.deepEqual(titles.sort(), [...texts].sort());
});

test("as every other text of a statement", { skip }, async () => {
  const path = await project();
  const names = ["place", "forum", "meeting", "agenda_item", "symbol", "publisher", "licence"];
  await each(
    short.filter((_, i) => i % 8 === 0),
    async (s) => {
      const fields = Object.fromEntries(names.map((name) => [name, s]));
      const made = await statement(path, "x", { ...fields, meta: { [s]: s } });
      const read = (await admin.get(`${path}/statements/${made.id}`)).json;
      for (const name of names) assert.equal(read[name], s, name);
      assert.deepEqual(read.meta, { [s]: s });
    },
  );
});

test("as note of a highlight", { skip }, async () => {
  const path = await project();
  const on = await statement(path, "text");
  await each(strings, async (note) => {
    assert.equal((await highlight(path, on, 0, 4, { note })).note, note);
  });
  const { highlights } = (await admin.get(`${path}/statements/${on.id}`)).json;
  assert.deepEqual(highlights.map((/** @type {any} */ h) => h.note).sort(), [...strings].sort());
});

test("as label, definition and example of a tag", { skip }, async () => {
  const path = await project();
  await each(short, async (s, i) => {
    const made = await admin.post(`${path}/tags`, { key: `t${i}`, label: s, definition: s, example: s });
    const { label, definition, example } = made.json;
    assert.deepEqual([made.status, label, definition, example], [201, s, s, s]);
  });
  const labels = (await admin.all(`${path}/tags?limit=200`)).map((tag) => tag.label);
  assert.deepEqual(labels.sort(), [...short].sort());
});

test("as name of an actor", { skip }, async () => {
  const path = await project();
  await each(short, async (s) => {
    const { speaker } = await statement(path, "x", { speaker: s });
    assert.equal(speaker.name.toLowerCase(), s.toLowerCase(), "the first of that name, in its case");
  });
});

test("as title and description of a project", { skip }, async () => {
  await each(
    strings.filter((_, i) => i % 16 === 0),
    async (s) => {
      const path = await project(admin, { title: s, description: s });
      const { title, description } = (await admin.get(path)).json;
      assert.deepEqual([title, description], [s, s]);
    },
  );
});

test("as quote: a highlight over the whole of each", { skip }, async () => {
  const path = await project();
  await each(texts, async (s) => {
    const on = await statement(path, s);
    assert.equal((await highlight(path, on, 0, on.length, { quote: kept(s) })).quote, kept(s));
  });
});

test("as q: a search for each answers", { skip }, async () => {
  const path = await project();
  await statement(path, "x", { title: "title" });
  await each(strings, async (s) => {
    const found = await admin.get(`${path}/statements?q=${encodeURIComponent(s)}&limit=1`);
    assert.equal(found.status, 200, s);
  });
});

test("in the native export and, a formula defused, in CSV", { skip }, async () => {
  const path = await project();
  await tags(path, "law");
  await each(strings, async (s) => {
    const on = await statement(path, "x", { title: s });
    await highlight(path, on, 0, 1, { note: s, taggings: [{ tag: "law" }] });
  });
  const set = (await admin.get(`${path}/export`)).json;
  const all = [...strings].sort();
  assert.deepEqual(set.statements.map((/** @type {any} */ item) => item.title).sort(), all);
  assert.deepEqual(set.highlights.map((/** @type {any} */ item) => item.note).sort(), all);
  const [names, ...rows] = parse((await admin.get(`${path}/export?format=csv`)).text);
  const titles = rows.map((row) => row[names.indexOf("title")]);
  const safe = (/** @type {string} */ s) => (/^[=+\-@\t\r]/.test(s) ? `'${s}` : s);
  assert.deepEqual(titles.sort(), strings.map(safe).sort());
});

test("in a page: the state is data that no string can leave", { skip }, async () => {
  const path = await project(admin, {
    title: strings
      .filter((s) => /script|-->|<!--/i.test(s))
      .join(" ")
      .slice(0, 900),
  });
  const on = await statement(path, strings.join("\n"), {
    title: "</script><script>alert(1)</script><!--<script>",
  });
  const page = await admin.get(`${path.replace("/api/projects", "/p")}/s/${on.id}`, { unchecked: true });
  assert.equal(page.status, 200);
  const [, state] = /** @type {RegExpExecArray} */ (
    /<script[^>]*id="state"[^>]*>([^<]*)<\/script>/.exec(page.text)
  );
  assert.equal(JSON.parse(state).statement.text, on.text);
  assert.equal(JSON.parse(state).statement.title, on.title);
});

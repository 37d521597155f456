// @ts-check
// The library's questions: words of title and text with a snippet, and filters that narrow
// the list down together.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { admin, highlight, project, slice, stack, statement, tags } from "./world.mjs";

/** @param {string} path @param {Record<string, string | number>} asked @returns {Promise<any[]>} */
const find = (path, asked) =>
  admin.all(`${path}/statements?${new URLSearchParams(Object.entries(asked).map(([k, v]) => [k, String(v)]))}`);

/** Numbers of those found, in their order. @param {string} path @param {Record<string, string | number>} asked */
const ids = async (path, asked) => (await find(path, asked)).map(({ id }) => id);

test("words are looked for in title and text together, as beginnings, whatever the case", async () => {
  const path = await project();
  const one = await statement(path, "Norms apply in CYBERSPACE.\nÉtats agree.", { title: "Law of the sea" });
  const two = await statement(path, "Nothing of the kind.", { title: "Cyber norms" });
  await statement(path, "precyber, uncyber", { title: "Another" });
  assert.deepEqual(await ids(path, { q: "cyber" }), [one.id, two.id]);
  assert.deepEqual(await ids(path, { q: "NORM cyb" }), [one.id, two.id]);
  assert.deepEqual(await ids(path, { q: "sea cyberspace" }), [one.id]);
  assert.deepEqual(await ids(path, { q: "éTATS" }), [one.id]);
  assert.deepEqual(await ids(path, { q: "yber" }), []);
});

test("a snippet is verbatim, says where it stands, and marks whole words by code points", async () => {
  const path = await project();
  const text = `${"🕊 Peace is not the absence of war. ".repeat(9)}\nThe 🕊 Cyber-attacks on cyberspace: ${"more and more words. ".repeat(30)}`;
  await statement(path, text);
  const [{ snippet }] = await find(path, { q: "cyber" });
  assert.equal(snippet.text, slice(text, snippet.start, snippet.start + [...snippet.text].length));
  assert.deepEqual(
    snippet.hits.map((/** @type {[number, number]} */ [from, to]) => slice(snippet.text, from, to)),
    ["Cyber", "cyberspace"],
  );
  assert.ok([...snippet.text].length <= 220);
  const around = [...text];
  assert.match(around[snippet.start - 1], /\s/, "it begins with a word");
  assert.match(around[snippet.start + [...snippet.text].length], /\s/, "and ends with one");
});

test("no snippet: the word stands in the title alone, or no word was asked for", async () => {
  const path = await project();
  await statement(path, "x", { title: "Cyber" });
  assert.equal((await find(path, { q: "cyber" }))[0].snippet, null);
  assert.equal((await find(path, { state: "not started" }))[0].snippet, null);
  assert.ok(!("snippet" in (await find(path, {}))[0]));
});

test("a hit far behind in a long text is found and shown", async () => {
  const path = await project();
  const text = `${"word ".repeat(60_000)}needle at the end`;
  await statement(path, text);
  const [{ snippet }] = await find(path, { q: "needle" });
  assert.equal(slice(text, snippet.start + snippet.hits[0][0], snippet.start + snippet.hits[0][1]), "needle");
});

test("a new title is found, the old one is not; undoing turns that round", async () => {
  const path = await project();
  const { id } = await statement(path, "body", { title: "Before" });
  await admin.patch(`${path}/statements/${id}`, { title: "Afterwards" }, 1);
  assert.deepEqual([await ids(path, { q: "before" }), await ids(path, { q: "afterw body" })], [[], [id]]);
  await admin.post(`${path}/actions/3/undo`);
  assert.deepEqual([await ids(path, { q: "before" }), await ids(path, { q: "afterw" })], [[id], []]);
});

test("a text too rich for one vector is saved; its first part is found, and that is noted", async () => {
  const path = await project();
  const rich = Array.from({ length: 130_000 }, (_, i) => `word${i.toString(36)}x`).join(" ");
  const { id } = await statement(path, rich, { title: "Rich" });
  assert.deepEqual(await ids(path, { q: "rich word0x" }), [id]);
  const [last] = rich.split(" ").slice(-1);
  assert.deepEqual(await ids(path, { q: last }), []);
  const noted = `SELECT count(*) FROM statement_words w JOIN project p ON p.id = w.project_id
    WHERE p.slug = '${path.split("/")[3]}' AND NOT w.whole`;
  assert.equal(await stack.psql(noted), "1");
});

test("each filter narrows the list, and together they narrow it further", async () => {
  const path = await project();
  await tags(path, "law", "norms");
  await admin.post(`${path}/tags`, { key: "charter", label: "Charter", parent: "law" });
  const facts = { speaker: "Ms Envoy", delegation: "Norvane", date: "2015-09-28" };
  const one = await statement(path, "Words of peace", facts);
  const two = await statement(path, "Words of war", { ...facts, speaker: "Mr Other" });
  const three = await statement(path, "Words of peace", { delegation: "Lumenda", date: "2016" });
  const four = await statement(path, "undated");
  await highlight(path, one, 0, 5, { taggings: [{ tag: "charter", stance: "affirms" }, { tag: "norms" }] });
  await highlight(path, two, 0, 5, { taggings: [{ tag: "law", stance: "opposes" }] });
  const gone = await highlight(path, three, 0, 5, { taggings: [{ tag: "law" }] });
  await admin.delete(`${path}/highlights/${gone.id}`, 1);
  await admin.patch(`${path}/statements/${four.id}`, { state: "done" }, 1);

  /** @type {[Record<string, string | number>, any[]][]} */
  const cases = [
    [{ speaker: one.speaker.id }, [one]],
    [{ speaker: "ms envoy" }, [one]],
    [{ delegation: "Norvane" }, [one, two]],
    [{ delegation: three.delegation.id }, [three]],
    [{ tag: "law" }, [one, two]],
    [{ tag: "charter" }, [one]],
    [{ stance: "affirms" }, [one]],
    [{ tag: "norms", stance: "affirms" }, []],
    [{ tag: "law", stance: "opposes" }, [two]],
    [{ from: "2015-09-28", to: "2015-09-28" }, [one, two]],
    [{ from: "2015-10" }, [three]],
    [{ from: "2016-06" }, [three]],
    [{ to: "2015" }, [one, two]],
    [{ to: "2016" }, [three, one, two]],
    [{ from: "2017" }, []],
    [{ to: "2015-09-27" }, []],
    [{ state: "in progress" }, [one, two]],
    [{ state: "done" }, [four]],
    [{ state: "not started" }, [three]],
    [{ q: "peace", delegation: "Norvane" }, [one]],
    [{ q: "words", tag: "law", speaker: "Mr Other", from: "2015", to: "2015-09", state: "in progress" }, [two]],
    [{ q: "words", tag: "law", speaker: "Mr Other", from: "2016" }, []],
    [{ q: "peace", limit: 1 }, [three, one]],
    [{ delegation: "Norvane", limit: 1 }, [one, two]],
    [{ tag: "law", q: "", limit: 1 }, [one, two]],
  ];
  for (const [asked, wanted] of cases)
    assert.deepEqual(await ids(path, asked), wanted.map(({ id }) => id), JSON.stringify(asked));
});

test("what a filter names must be there", async () => {
  const path = await project();
  /** @type {[string, string, string][]} */
  const wrong = [
    ["speaker", "Nobody", "unknown_actor"],
    ["delegation", "99", "unknown_actor"],
    ["tag", "nothing", "unknown_tag"],
    ["stance", "nothing", "unknown_stance"],
    ["state", "nothing", "bad_state"],
    ["from", "2015-13", "bad_date"],
    ["to", "soon", "bad_date"],
  ];
  for (const [field, value, detail] of wrong) {
    const reply = await admin.get(`${path}/statements?${field}=${value}`);
    assertRefused(reply, { status: 422, error: "invalid", detail, field });
  }
  assertRefused(await admin.get(`${path}/statements?q=x&cursor=eA`), { status: 422, detail: "bad_cursor" });
});

test("another project's statements are not found", async () => {
  const [ours, theirs] = [await project(), await project()];
  await statement(theirs, "secret words", { speaker: "Ms Envoy" });
  assert.deepEqual(await ids(ours, { q: "secret" }), []);
  assert.equal((await admin.get(`${ours}/statements?speaker=1`)).status, 422);
});

test("a deleted statement is not found, a restored one is", async () => {
  const path = await project();
  const { id } = await statement(path, "secret words");
  await admin.delete(`${path}/statements/${id}`, 1);
  assert.deepEqual(await ids(path, { q: "secret" }), []);
  await admin.post(`${path}/actions/3/undo`);
  assert.deepEqual(await ids(path, { q: "secret" }), [id]);
});

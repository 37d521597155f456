// @ts-check
// `postil import`: texts with and without metadata, codebooks; what is refused is named
// by file, line and field, and then nothing of the command is done.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { admin, fresh, project, slugOf, stack } from "../api/world.mjs";

const dir = mkdtempSync("/tmp/postil-import-");
after(() => rmSync(dir, { recursive: true }));

/** Writes a file; its path. @param {string} name @param {string | Buffer} content */
function file(name, content) {
  const path = `${dir}/${name}`;
  writeFileSync(path, content);
  return path;
}

/** A metadata file; its path. @param {...(object | string)} lines */
const lines = (...lines) => file(`${fresh("m")}.jsonl`,
  lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n") + "\n");

/** A codebook file; its path. @param {...object} tags */
const codebook = (...tags) => file(`${fresh("c")}.json`, JSON.stringify({ codebook: { name: "C", tags } }));

mkdirSync(`${dir}/texts`);
const a = file("texts/a.txt", "\ufeffOne\r\ntwo\rthree");
const b = file("texts/b.txt", "B \u{1f54a} b");
file("texts/utf8.txt", Buffer.from([0x61, 0xff]));
file("texts/nul.txt", "a\0b");
file("texts/empty.txt", "");

/** @param {string} path of a project @param {...string} args */
const run = (path, ...args) => stack.postil(["import", "--project", slugOf(path), ...args]);

/** The statements by id, whole. @param {string} path @returns {Promise<any[]>} */
async function statements(path) {
  const items = await admin.all(`${path}/statements`);
  const ids = items.map((item) => item.id).sort((one, two) => one - two);
  return Promise.all(ids.map(async (id) => (await admin.get(`${path}/statements/${id}`)).json));
}

const shelf = await project();

test("plain texts are called by their files' names and come in as they are", async () => {
  const path = await project();
  const { code, stdout, stderr } = await run(path, a, b);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /2 new statements/);
  const made = await statements(path);
  assert.deepEqual(made.map(({ title, text }) => [title, text]), [["a.txt", "One\ntwo\nthree"], ["b.txt", "B \u{1f54a} b"]]);
});

test("lines give fields, names in them are seen from the metadata file", async () => {
  const path = await project();
  const list = lines({ file: "texts/a.txt", title: "A", year: 2015, speaker: "Ms A", delegation: "Kestria",
    on_behalf_of: "Harbour Group", kind: "press release", n: 1, meta: { own: [true] } }, "", { file: "texts/b.txt" });
  const { code, stderr } = await run(path, "--metadata", list, "--map", "date=year");
  assert.equal(code, 0, stderr);
  const [one, two] = await statements(path);
  assert.deepEqual([one.title, one.date, one.kind, one.meta], ["A", "2015", "press release", { own: [true], n: 1 }]);
  assert.deepEqual([one.speaker.kind, one.delegation.kind, one.on_behalf_of.kind], ["person", "state", "group"]);
  assert.deepEqual([two.title, two.meta], ["b.txt", {}]);
});

test("titles are made from a template", async () => {
  const path = await project();
  const list = lines({ file: "texts/a.txt", delegation: "Kestria", year: 2015 });
  const { code, stderr } = await run(path, "--metadata", list, "--title", "{delegation}, {year} {{x}}");
  assert.equal(code, 0, stderr);
  assert.equal((await statements(path))[0].title, "Kestria, 2015 {x}");
  assert.equal((await run(path, "--title", "File {file}", b)).code, 0);
  assert.equal((await statements(path))[1].title, "File b.txt");
});

test("with files, lines about others are passed over", async () => {
  const path = await project();
  const list = lines({ file: "texts/a.txt", title: "A" }, { file: "texts/b.txt", title: "B" });
  assert.equal((await run(path, "--metadata", list, b)).code, 0);
  assert.deepEqual((await statements(path)).map(({ title }) => title), ["B"]);
  const { code, stderr } = await run(path, "--metadata", lines({ file: "texts/a.txt" }), a, b);
  assert.equal(code, 1);
  assert.match(stderr, /b\.txt: no line of \S+ names it/);
});

const GOOD = { file: "texts/a.txt" };

/** What stands in the second line, more arguments, and what is said of it.
 * @type {[string, object | string, string[], RegExp][]} */
const REFUSED = [
  ["a file that is not there", { file: "texts/none.txt" }, [], /:2: texts\/none\.txt: No such file/],
  ["a folder", { file: "texts" }, [], /:2: texts: Is a directory/],
  ["no file", { title: "x" }, [], /:2: file: .*\(missing\)/],
  ["broken JSON", '{"file":', [], /:2: .*\(json_syntax at byte 8\)/],
  ["a key twice", '{"file":"texts/a.txt","a":1,"a":2}', [], /:2: .*\(json_duplicate at byte \d+\)/],
  ["a list", "[]", [], /:2: .*\(wrong_type\)/],
  ["a field of another type", { ...GOOD, place: [] }, [], /:2: place: .*\(wrong_type\)/],
  ["a field that is too long", { ...GOOD, forum: "x".repeat(1001) }, [], /:2: forum: .*\(too_long\)/],
  ["an unknown kind", { ...GOOD, kind: "speech" }, [], /:2: texts\/a\.txt: kind: .*\(bad_kind\)/],
  ["a mapped date", { ...GOOD, year: "20x5" }, ["--map", "date=year"], /:2: texts\/a\.txt: date, from year: .*\(bad_date\)/],
  ["an address", { ...GOOD, source_url: "javascript:1" }, [], /:2: texts\/a\.txt: source_url: .*\(bad_url\)/],
  ["a language", { ...GOOD, language: "?" }, [], /:2: texts\/a\.txt: language: .*\(bad_language\)/],
  ["invalid UTF-8", { file: "texts/utf8.txt" }, [], /:2: texts\/utf8\.txt: text: .*\(text_utf8 at byte 1\)/],
  ["a NUL", { file: "texts/nul.txt" }, [], /:2: texts\/nul\.txt: text: .*\(text_nul at byte 1\)/],
  ["an empty text", { file: "texts/empty.txt" }, [], /:2: texts\/empty\.txt: text: .*\(text_empty/],
  ["a text of its own", { ...GOOD, text: "x" }, [], /:2: text: .*\(unknown_field\)/],
  ["nothing for the title", GOOD, ["--title", "{date}"], /:1: date: .*\(title_value\)/],
];


for (const [name, line, more, said] of REFUSED)
  test(`nothing is done when the second line has ${name}`, async () => {
    const { code, stdout, stderr } = await run(shelf, "--metadata", lines(GOOD, line), ...more);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, said);
    assert.deepEqual(await statements(shelf), []);
    assert.equal((await admin.all(`${shelf}/events`)).length, 1);
  });

/** @type {[string, string[], RegExp][]} */
const MISUSED = [
  ["nothing to import", [], /nothing to import/],
  ["a map without an equals sign", ["--metadata", "x", "--map", "date"], /FIELD=MEMBER/],
  ["a map of a field that is none", ["--metadata", "x", "--map", "day=year"], /no such field/],
  ["a map twice", ["--metadata", "x", "--map", "date=y", "--map", "date=z"], /mapped already/],
  ["a map without metadata", ["--map", "date=year", a], /--map goes with --metadata/],
  ["a name without --create", ["--name", "N", a], /--name goes with --create/],
  ["a title with half a brace", ["--title", "{file", a], /--title/],
  ["an unknown option", ["--fast", a], /--fast/],
];

for (const [name, args, said] of MISUSED)
  test(`${name}: exit 2`, async () => {
    const { code, stderr } = await run(shelf, ...args);
    assert.equal(code, 2, stderr);
    assert.match(stderr, said);
  });

test("only who may import into the project does", async () => {
  assert.match((await stack.postil(["import", "--project", fresh("none"), a])).stderr, /admin has no project/);
  const { code, stderr } = await run(shelf, "--as", fresh("nobody"), a);
  assert.equal(code, 1);
  assert.match(stderr, /no such account/);
});

test("--create makes the project when it is missing, with the codebook and texts or not at all", async () => {
  const slug = fresh("p"), path = `/api/projects/${slug}`;
  const book = codebook({ key: "law", label: "Law" });
  const bad = ["--create", "--name", "Made", "--codebook", book, "--metadata", lines({ file: "texts/nul.txt" })];
  assert.equal((await run(path, ...bad)).code, 1);
  assert.equal((await admin.get(path)).status, 404);
  assert.equal((await run(path, ...bad.slice(0, 5), a)).code, 0);
  assert.equal((await admin.get(path)).json.title, "Made");
  assert.equal((await run(path, "--create", b)).code, 0);
  assert.equal((await statements(path)).length, 2);
});

test("a codebook comes in parents first, and a second time changes nothing", async () => {
  const path = await project();
  const book = codebook({ key: "law-ihl", label: "IHL", parent: "law", color: "#65C5AB" }, { key: "law", label: "Law" });
  assert.match((await run(path, "--codebook", book)).stdout, /2 new tags/);
  const tags = await admin.all(`${path}/tags`);
  assert.deepEqual(tags.map(({ key, parent }) => [key, parent]), [["law", null], ["law-ihl", "law"]]);
  assert.match((await run(path, "--codebook", book)).stdout, /0 new tags/);
  assert.deepEqual(await admin.all(`${path}/tags`), tags);
});

/** @type {[string, object[], RegExp][]} */
const BAD_BOOKS = [
  ["an unknown parent", [{ key: "a", label: "A", parent: "nope" }], /tag nope: .*\(unknown_tag\)/],
  ["a circle", [{ key: "a", label: "A", parent: "b" }, { key: "b", label: "B", parent: "a" }], /tag a: .*\(cycle\)/],
  ["a key twice", [{ key: "a", label: "A" }, { key: "a", label: "B" }], /tag a: key: .*\(key_twice\)/],
  ["a color by name", [{ key: "a", label: "A", color: "red" }], /tag a: color: .*\(bad_color\)/],
  ["a tag without a label", [{ key: "a" }], /tag a: label: .*\(missing\)/],
  ["a tag without a key", [{ label: "A" }], /tag #1: key: .*\(missing\)/],
];

for (const [name, tags, said] of BAD_BOOKS)
  test(`a codebook with ${name} is refused, and the tag named`, async () => {
    const { code, stderr } = await run(shelf, "--codebook", codebook(...tags));
    assert.equal(code, 1);
    assert.match(stderr, said);
    assert.deepEqual(await admin.all(`${shelf}/tags`), []);
  });

test("a tag that is there with other content is left alone", async () => {
  const path = await project();
  assert.equal((await run(path, "--codebook", codebook({ key: "a", label: "A" }))).code, 0);
  const { code, stderr } = await run(path, "--codebook", codebook({ key: "b", label: "B" }, { key: "a", label: "Z" }));
  assert.equal(code, 1);
  assert.match(stderr, /tag a: .*\(key_taken\)/);
  assert.deepEqual((await admin.all(`${path}/tags`)).map(({ label }) => label), ["A"]);
});

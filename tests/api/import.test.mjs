// @ts-check
// Import: a file comes in as one action, or not at all; as the body itself or as the one
// field of a form.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { admin, memberOf, project, slugOf, stranger, tags } from "./world.mjs";

const path = await project();
await tags(path, "law");
const B = "----a-boundary";
const FORM = `multipart/form-data; boundary=${B}`;
const sha = (/** @type {string | Buffer} */ bytes) => createHash("sha256").update(bytes).digest("hex");

/** The bytes of a form. @param {[string, string | Buffer][]} parts the parameters behind form-data; the data */
const form = (...parts) =>
  Buffer.concat([
    ...parts.flatMap(([head, data]) => [
      Buffer.from(`--${B}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(/** @type {any} */ (data)),
      Buffer.from("\r\n"),
    ]),
    Buffer.from(`--${B}--\r\n`),
  ]);

/** @param {string} query @param {string | Buffer} raw @param {string} [type] @param {any} [client] */
const send = (query, raw, type = "text/plain", client = admin, where = path) =>
  client.post(`${where}/import${query}`, undefined, { raw, headers: { "Content-Type": type } });

/** @param {any[]} list */
const codebook = (list) => JSON.stringify({ codebook: { name: "C", tags: list } });

test("a text becomes a statement, named by its first line; the report says so", async () => {
  const text = "\ufeff  \r\nA first line\r\nStates must 🕊 respect the law.\r\n";
  const report = await send("?format=txt", text);
  assert.equal(report.status, 200, report.text);
  assert.deepEqual(report.json, {
    format: "txt", dry_run: false, sha256: sha(text), statements: 1, tags: 0,
  });
  const [made] = (await admin.get(`${path}/statements?q=first`)).json.items;
  assert.equal(made.title, "A first line");
  const read = (await admin.get(`${path}/statements/${made.id}`)).json;
  assert.equal(read.text, "  \nA first line\nStates must 🕊 respect the law.\n");
});

test("the action says what came in: kind import, format, hash and count", async () => {
  const own = await project();
  await send("", "some words", "text/plain", admin, own);
  const last = (await admin.all(`${own}/events`)).at(-1);
  assert.equal(last.kind, "import");
  const note = last.events.find((/** @type {any} */ event) => event.table === "action");
  assert.deepEqual(note.after, { format: "txt", sha256: sha("some words"), statements: 1 });
});

test("a form's file is named by its name there, without folders", async () => {
  for (const [given, title] of [
    ['filename="speech.txt"', "speech.txt"],
    ['filename="C:\\\\fakepath\\\\old.txt"', "old.txt"],
    ["filename=\"x.txt\"; filename*=UTF-8''na%C3%AFve%20%F0%9F%95%8A.txt", "naïve 🕊.txt"],
  ]) {
    const own = await project();
    const report = await send("", form([`name="file"; ${given}`, "the text\r\n"]), FORM, admin, own);
    assert.equal(report.status, 200, report.text);
    assert.equal(report.json.sha256, sha("the text\r\n"));
    const { items } = (await admin.get(`${own}/statements`)).json;
    assert.deepEqual(items.map((/** @type {any} */ item) => item.title), [title]);
  }
});

test("a codebook's tags are added; again, nothing is new and nobody has acted", async () => {
  const own = await project();
  const file = codebook([{ key: "use", label: "Use", parent: "law" }, { key: "law", label: "Law" }]);
  for (const count of [2, 0]) {
    const report = await send("?format=json", file, "application/octet-stream", admin, own);
    assert.deepEqual(report.json, {
      format: "json", dry_run: false, sha256: sha(file), statements: 0, tags: count,
    });
  }
  const made = await admin.all(`${own}/tags`);
  assert.deepEqual(made.map((tag) => [tag.key, tag.parent]), [["law", null], ["use", "law"]]);
  const kinds = (await admin.all(`${own}/events`)).map((action) => action.kind);
  assert.deepEqual(kinds, ["project_create", "codebook_import"]);
});

test("the format is guessed: by the name's ending, else by the first letter", async () => {
  const tag = [{ key: "k", label: "K" }];
  for (const [raw, type, format] of /** @type {[string | Buffer, string, string][]} */ ([
    ["words", "application/json", "txt"],
    [` \n${codebook(tag)}`, "text/plain", "json"],
    [form(['name="file"; filename="c.JSON"', codebook(tag)]), FORM, "json"],
    [form(['name="file"; filename="c.txt"', codebook(tag)]), FORM, "txt"],
    [form(['name="file"', codebook(tag)]), FORM, "json"],
  ])) {
    const report = await send("?dry_run=1", raw, type);
    assert.equal(report.status, 200, report.text);
    assert.equal(report.json.format, format);
  }
});

test("dry_run=1 reports and changes nothing", async () => {
  const own = await project();
  const before = [await admin.all(`${own}/events`), (await admin.get(`${own}/export`)).text];
  for (const [raw, statements, count] of /** @type {[string, number, number][]} */ ([
    ["a text", 1, 0],
    [codebook([{ key: "k", label: "K" }]), 0, 1],
  ])) {
    const report = await send("?dry_run=1&wait=1", raw, "text/plain", admin, own);
    assert.equal(report.status, 200, report.text);
    assert.deepEqual([report.json.dry_run, report.json.statements, report.json.tags], [true, statements, count]);
  }
  assert.deepEqual([await admin.all(`${own}/events`), (await admin.get(`${own}/export`)).text], before);
});

test("who may not import is told so, whatever the file is", async () => {
  for (const role of /** @type {const} */ (["reader", "annotator"]))
    assertRefused(await send("", "", "text/plain", await memberOf(slugOf(path), role)), {
      status: 403, detail: "role",
    });
  assert.equal((await send("", "x", "text/plain", await memberOf(slugOf(path), "curator"))).status, 200);
  assertRefused(await send("", "x", FORM, stranger()), { status: 401, detail: "sign_in" });
  assertRefused(await send("", "x", FORM, admin, "/api/projects/never-was"), { status: 404, detail: "project" });
  assertRefused(
    await admin.post(`${path}/import`, undefined, { raw: "x", headers: { "X-CSRF-Token": "0" } }),
    { status: 403, detail: "csrf" },
  );
});

const text = (/** @type {string} */ detail, /** @type {number} */ at) => ({ status: 422, detail, field: "text", at });
const badTag = (/** @type {string} */ detail, /** @type {string} */ field) => ({ status: 422, detail, field });

/** [name, query, body, type, refusal] */
const REFUSED = /** @type {[string, string, string | Buffer, string, Record<string, any>][]} */ ([
  ["no such format", "?format=qdpx", "x", "text/plain", { status: 422, detail: "format", field: "format" }],
  ["an export's format", "?format=csv", "x", "text/plain", { status: 422, detail: "format" }],
  ["a flag of another kind", "?dry_run=yes", "x", "text/plain", { status: 422, detail: "wrong_type", field: "dry_run" }],
  ["an unknown parameter", "?as=me", "x", "text/plain", { status: 422, detail: "unknown_parameter", field: "as" }],
  ["nothing", "", "", "text/plain", text("text_empty", 0)],
  ["nothing but a mark", "", "\ufeff", "text/plain", text("text_empty", 3)],
  ["no UTF-8", "", Buffer.from("caf\xe9!", "latin1"), "text/plain", text("text_utf8", 3)],
  ["a NUL", "", "a\0b", "text/plain", text("text_nul", 1)],
  ["a text that is too long", "", "x".repeat(4 * 1024 * 1024 + 1), "text/plain", text("text_too_long", 4 * 1024 * 1024)],
  ["no JSON", "?format=json", "{", "text/plain", { status: 400, detail: "json_syntax", at: 1 }],
  ["a key twice in an object", "?format=json", '{"a":1,"a":2}', "text/plain", { status: 400, detail: "json_duplicate" }],
  ["no codebook", "", "{}", "text/plain", badTag("missing", "codebook")],
  ["our own export", "", '{"format":"postil"}', "text/plain", badTag("unknown_field", "format")],
  ["a color", "", codebook([{ key: "a", label: "A", color: "red" }]), "text/plain", badTag("bad_color", "tags[a].color")],
  ["a tag twice", "", codebook([{ key: "a", label: "A" }, { key: "a", label: "A" }]), "text/plain", badTag("key_twice", "tags[a].key")],
  ["a tag without a key", "", codebook([{ key: "a", label: "A" }, { label: "A" }]), "text/plain", badTag("missing", "tags[#2].key")],
  ["no such parent", "", codebook([{ key: "a", label: "A", parent: "b" }]), "text/plain", badTag("unknown_tag", "tags[b]")],
  ["its own ancestor", "", codebook([{ key: "a", label: "A", parent: "a" }]), "text/plain", badTag("cycle", "tags[a]")],
  ["a tag with other content", "", codebook([{ key: "law", label: "Other" }]), "text/plain", { status: 409, detail: "key_taken", field: "tags[law]" }],
  ["a form without a boundary", "", "x", "multipart/form-data", { status: 400, detail: "multipart" }],
  ["a form that is none", "", "words", FORM, { status: 400, detail: "multipart" }],
  ["a form without its end", "", form(['name="file"', "x"]).subarray(0, -4), FORM, { status: 400, detail: "multipart" }],
  ["a form without a field", "", form(), FORM, { status: 422, detail: "missing", field: "file" }],
  ["another field", "", form(['name="text"', "x"]), FORM, { status: 422, detail: "unknown_field", field: "text" }],
  ["two files", "", form(['name="file"', "x"], ['name="file"', "y"]), FORM, { status: 422, detail: "parameter_twice", field: "file" }],
]);

for (const [name, query, raw, type, expected] of REFUSED)
  test(`${name}: ${expected.status} ${expected.detail}, and nothing has come in`, async () => {
    const before = await admin.all(`${path}/events`);
    assertRefused(await send(query, raw, type), expected, name);
    assert.deepEqual(await admin.all(`${path}/events`), before);
  });

test("a codebook larger than anybody keeps: 413", async () => {
  const huge = `{"codebook":${" ".repeat(9 * 1024 * 1024)}{"tags":[]}}`;
  assertRefused(await send("", huge), { status: 413, detail: "body_too_large" });
});

// @ts-check
// Bad input: each its clear error, and nothing half done.  Every case is one request, told
// by status, detail, field and, where there is one, byte position.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { admin, fresh, project, statement, tags, uuid } from "./world.mjs";

const path = await project();
await tags(path, "law");
const on = await statement(path, "States must respect the law.");
const other = await project();
await tags(other, "theirs");
const untouched = await admin.get(`${path}/export`);
const actions = await admin.all(`${path}/events`);

const bad = (/** @type {string} */ detail, /** @type {string | undefined} */ field = undefined) => ({
  status: 422,
  error: "invalid",
  detail,
  ...(field === undefined ? {} : { field }),
});

/** @param {string} name @param {() => Promise<any>} ask @param {Record<string, any>} expected */
function refused(name, ask, expected) {
  test(`${name}: ${expected.status} ${expected.detail}`, async () =>
    assertRefused(await ask(), expected, name));
}

// --- the body as bytes ------------------------------------------------------------------------

const prefix = '{"title":"T","text":"abc';
/** A statement whose text goes on with these bytes. @param {...(string | number[])} parts */
const textOf = (...parts) =>
  Buffer.concat([
    Buffer.from(prefix),
    ...parts.map((part) => Buffer.from(/** @type {any} */ (part))),
    Buffer.from('"}'),
  ]);
const HERE = Buffer.byteLength(prefix);
const deep = (/** @type {number} */ n) => `{"title":${"[".repeat(n)}${"]".repeat(n)}}`;

/** [name, bytes, detail, at] */
const BYTES = /** @type {[string, string | Buffer, string, number?][]} */ ([
  ["no body", "", "not_json"],
  ["not JSON", "x=T&text=x", "json_syntax", 0],
  ["JSON that ends too early", '{"title":"T"', "json_syntax", 12],
  ["something behind the JSON", '{"title":"T"} x', "json_syntax", 14],
  ["a comma too many", '{"title":"T",}', "json_syntax", 13],
  ["single quotes", "{'title':'T'}", "json_syntax", 1],
  ["a comment", '{/* */"title":"T"}', "json_syntax", 1],
  ["NaN", '{"title":NaN}', "json_syntax", 9],
  ["a leading zero", '{"start":01}', "json_syntax", 10],
  ["a BOM before the JSON", '\ufeff{"title":"T"}', "json_syntax", 0],
  ["a control in a string", '{"title":"a\nb"}', "json_syntax", 11],
  ["an unknown escape", '{"title":"\\x41"}', "json_syntax"],
  ["a byte that is no UTF-8", textOf([0xff]), "json_utf8", HERE],
  ["UTF-8 cut short", textOf([0xe2, 0x82], "x"), "json_utf8", HERE],
  ["an overlong NUL", textOf([0xc0, 0x80]), "json_utf8", HERE],
  ["an overlong slash", textOf([0xe0, 0x80, 0xaf]), "json_utf8", HERE],
  ["a surrogate in UTF-8", textOf([0xed, 0xa0, 0x80]), "json_utf8", HERE],
  ["beyond U+10FFFF", textOf([0xf4, 0x90, 0x80, 0x80]), "json_utf8", HERE],
  ["a lone continuation byte", textOf([0x80]), "json_utf8", HERE],
  ["Latin-1", textOf("caf", [0xe9]), "json_utf8", HERE + 3],
  ["UTF-16", Buffer.from('{"title":"T"}', "utf16le"), "json_syntax", 1],
  ["an escaped NUL", textOf("\\u0000"), "json_nul", HERE],
  ["a NUL byte in a string", textOf([0]), "json_syntax", HERE],
  ["a lone high surrogate", textOf("\\ud800"), "json_surrogate", HERE],
  ["a lone low surrogate", textOf("\\udc00"), "json_surrogate", HERE],
  ["surrogates the wrong way round", textOf("\\udc00\\ud800"), "json_surrogate", HERE],
  ["a high surrogate before something else", textOf("\\ud800\\u0041"), "json_surrogate", HERE],
  ["a key twice", '{"title":"a","title":"b"}', "json_duplicate", 13],
  ["a key twice, once escaped", '{"title":"a","t\\u0069tle":"b"}', "json_duplicate", 13],
  ["a key twice further in", '{"title":"a","meta":{"x":{"k":1,"k":2}}}', "json_duplicate"],
  ["65 levels", deep(64), "json_depth"],
  ["100,001 values", `{"meta":{"x":[${Array(100_000).fill(0)}]}}`, "json_values"],
]);

for (const [name, raw, detail, at] of BYTES)
  refused(name, () => admin.post(`${path}/statements`, undefined, { raw }), {
    status: 400,
    error: "bad_request",
    detail,
    ...(at === undefined ? {} : { at }),
  });

for (const raw of ["[]", '"text"', "1", "null", "true", ` [{"title":"T","text":"x"}]`])
  refused(
    `a body that is no object: ${raw}`,
    () => admin.post(`${path}/statements`, undefined, { raw }),
    bad("wrong_type"),
  );

refused(
  "64 levels are JSON, but no title",
  () => admin.post(`${path}/statements`, undefined, { raw: deep(63) }),
  bad("wrong_type", "title"),
);

for (const type of [
  undefined,
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/json; charset=latin1",
  "application/jsonx",
  "application/ld+json",
  "application",
])
  refused(
    `Content-Type ${type}`,
    () => admin.post(`${path}/statements`, { title: "T", text: "x" }, { headers: { "Content-Type": type } }),
    { status: 415, error: "media_type", detail: "content_type" },
  );

test("application/json is taken in any case, with charset utf-8 too", async () => {
  const apart = await project();
  for (const type of [
    "Application/JSON",
    "application/json; charset=utf-8",
    'application/json;charset="UTF-8"',
  ]) {
    const made = await admin.post(
      `${apart}/statements`,
      { title: "T", text: "x" },
      { headers: { "Content-Type": type } },
    );
    assert.equal(made.status, 201, type);
  }
});

refused(
  "a body over 32 MiB",
  () => admin.post(`${path}/statements`, undefined, { raw: Buffer.alloc(32 * 1024 * 1024 + 1, " ") }),
  { status: 413, error: "too_large", detail: "body_too_large" },
);

// --- fields of a statement --------------------------------------------------------------------

const good = { title: "T", text: "x" };
const TOO_LONG = "\u{1f54a}".repeat(1001);

/** [field, detail, values] */
const STATEMENT = /** @type {[string, string, any[]][]} */ ([
  ["title", "missing", [undefined, null]],
  ["title", "empty", [""]],
  ["title", "wrong_type", [1]],
  ["title", "too_long", [TOO_LONG]],
  ["text", "missing", [undefined, null]],
  ["text", "wrong_type", [["x"]]],
  ["text", "text_empty", [""]],
  ["nonsense", "unknown_field", [1]],
  ["Title", "unknown_field", ["T"]],
  ["title ", "unknown_field", ["T"]],
  ["", "unknown_field", [1]],
  ["id", "unknown_field", [5]],
  ["sha256", "unknown_field", ["x"]],
  ["date", "bad_date", ["2015-13", "2015-00", "2015-02-29", "2015-9-28", "28.9.2015", "15", "0000"]],
  ["date", "bad_date", ["2015-09-28T10:00:00Z", "2015-09-", " 2015"]],
  ["date", "wrong_type", [2015]],
  ["accessed_on", "bad_date", ["yesterday", "2021-04-31"]],
  ["language", "bad_language", ["e", "english language", "en_GB", "en-", "-en"]],
  ["language", "wrong_type", [true]],
  ["kind", "bad_kind", ["rumour"]],
  ["kind", "wrong_type", [1]],
  ["source_url", "bad_url", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)"]],
  ["source_url", "bad_url", ["java\nscript:alert(1)", "data:text/html,x", "file:///etc/passwd"]],
  ["source_url", "bad_url", ["ftp://example.org/", "//example.org/", "/relative", "example.org"]],
  ["source_url", "bad_url", ["http:", "http://", "https://a b", "https://a\nb"]],
  ["source_url", "too_long", [`https://example.org/${"x".repeat(2000)}`]],
  ["source_url", "wrong_type", [1]],
  ["speaker", "too_long", ["x".repeat(201)]],
  ["speaker", "unknown_actor", [99]],
  ["delegation", "unknown_actor", [99]],
  ["on_behalf_of", "unknown_actor", [2 ** 40]],
  ["speaker", "out_of_range", [-1]],
  ["speaker", "wrong_type", [1.5, true, { id: 1 }]],
  ["meta", "wrong_type", [[], "x"]],
  ["place", "wrong_type", [1]],
  ["place", "too_long", [TOO_LONG]],
  ["meeting", "too_long", [TOO_LONG]],
  ["licence", "too_long", [TOO_LONG]],
  ["symbol", "wrong_type", [{}]],
]);

for (const [field, detail, values] of STATEMENT)
  for (const value of values)
    refused(
      `statement: ${field} of ${JSON.stringify(value)?.slice(0, 40)}`,
      () => admin.post(`${path}/statements`, { ...good, [field]: value }),
      bad(detail, field),
    );

// --- fields of a highlight --------------------------------------------------------------------

const span = { statement: on.id, start: 0, end: 6, taggings: [] };
const put = (/** @type {any} */ body) => admin.put(`${path}/highlights/${uuid()}`, body);
const raw = (/** @type {string} */ field, /** @type {string} */ value) =>
  admin.put(`${path}/highlights/${uuid()}`, undefined, {
    raw: JSON.stringify({ ...span, [field]: "@" }).replace('"@"', value),
  });

/** [field, detail, values, the field that is named if another] */
const HIGHLIGHT = /** @type {[string, string, any[], string?][]} */ ([
  ["statement", "missing", [undefined]],
  ["start", "missing", [undefined, null]],
  ["end", "missing", [undefined]],
  ["taggings", "missing", [undefined, null, [{}], [{ tag: null }]]],
  ["statement", "wrong_type", ["1"]],
  ["start", "wrong_type", ["0", false, 0.5]],
  ["end", "wrong_type", [[6], 6.5]],
  ["start", "out_of_range", [-1, 2 ** 53]],
  ["end", "out_of_range", [-1, 2 ** 31]],
  ["statement", "out_of_range", [-1]],
  ["statement", "unknown_statement", [0, 99]],
  ["end", "highlight_empty", [0]],
  ["start", "highlight_empty", [6, 10], "end"],
  ["end", "highlight_past_end", [on.length + 1, 2 ** 31 - 1]],
  ["quote", "quote_differs", ["states"]],
  ["quote", "wrong_type", [1]],
  ["note", "wrong_type", [1]],
  ["note", "too_long", ["\u{1f54a}".repeat(20_001)]],
  ["actor", "unknown_actor", [99]],
  ["actor", "too_long", ["x".repeat(201)]],
  ["actor", "wrong_type", [false]],
  ["unknown", "unknown_field", [1]],
  ["id", "unknown_field", [uuid()]],
  ["revision", "unknown_field", [1]],
  ["taggings", "wrong_type", [{}, ["law"], [null], [{ tag: 1 }], [{ tag: "law", stance: 1 }]]],
  ["taggings", "unknown_field", [[{ tag: "law", note: "x" }]]],
  ["taggings", "unknown_tag", [[{ tag: "none" }], [{ tag: "theirs" }], [{ tag: "Law" }], [{ tag: "" }]]],
  ["taggings", "unknown_tag", [[{ tag: "law" }, { tag: "none" }]]],
  ["taggings", "unknown_stance", [[{ tag: "law", stance: "loves" }]]],
  ["taggings", "tag_twice", [[{ tag: "law" }, { tag: "law" }]]],
  [
    "taggings",
    "tag_twice",
    [
      [
        { tag: "law", stance: "affirms" },
        { tag: "law", stance: "opposes" },
      ],
    ],
  ],
  ["taggings", "too_many_taggings", [Array(51).fill({ tag: "law" })]],
]);

for (const [field, detail, values, named] of HIGHLIGHT)
  for (const value of values)
    refused(
      `highlight: ${field} of ${JSON.stringify(value)?.slice(0, 60)}`,
      () => put({ ...span, [field]: value }),
      bad(detail, named ?? field),
    );

for (const [field, value, detail] of [
  ["start", "9223372036854775808", "out_of_range"],
  ["end", "99999999999999999999999999", "out_of_range"],
  ["start", "-9223372036854775809", "out_of_range"],
  ["statement", "9223372036854775808", "out_of_range"],
  ["end", "6.0", "wrong_type"],
  ["end", "1e1", "wrong_type"],
  ["end", "1e400", "wrong_type"],
])
  refused(`highlight: ${field} of ${value}`, () => raw(field, value), bad(detail, field));

// --- fields of projects, tags, accounts, sign-in ----------------------------------------------

const KEYS = ["", "-a", "a-", "A", "a b", "a_b", "ä", "a/b", "a.b", "..", "a".repeat(81), "a\n", "\u0430"];
for (const key of KEYS) {
  const shown = JSON.stringify(key).slice(0, 20);
  refused(
    `project: slug of ${shown}`,
    () => admin.post("/api/projects", { slug: key, title: "T" }),
    bad("bad_slug", "slug"),
  );
  refused(
    `tag: key of ${shown}`,
    () => admin.post(`${path}/tags`, { key, label: "L" }),
    bad("bad_key", "key"),
  );
}

/** [where, body, detail, field] */
const OTHERS = /** @type {[string, any, string, string][]} */ ([
  ["/api/projects", { title: "T" }, "missing", "slug"],
  ["/api/projects", { slug: fresh() }, "missing", "title"],
  ["/api/projects", { slug: fresh(), title: "" }, "empty", "title"],
  ["/api/projects", { slug: 1, title: "T" }, "wrong_type", "slug"],
  ["/api/projects", { slug: fresh(), title: TOO_LONG }, "too_long", "title"],
  [
    "/api/projects",
    { slug: fresh(), title: "T", description: "x".repeat(20_001) },
    "too_long",
    "description",
  ],
  ["/api/projects", { slug: fresh(), title: "T", language: "?" }, "bad_language", "language"],
  ["/api/projects", { slug: fresh(), title: "T", settings: [] }, "wrong_type", "settings"],
  ["/api/projects", { slug: fresh(), title: "T", role: "x" }, "unknown_field", "role"],
  [`${path}/tags`, { label: "L" }, "missing", "key"],
  [`${path}/tags`, { key: "k" }, "missing", "label"],
  [`${path}/tags`, { key: "k", label: "" }, "empty", "label"],
  [`${path}/tags`, { key: "k", label: "x".repeat(201) }, "too_long", "label"],
  [`${path}/tags`, { key: "k", label: "L", color: "red" }, "bad_color", "color"],
  [`${path}/tags`, { key: "k", label: "L", color: "#12345" }, "bad_color", "color"],
  [`${path}/tags`, { key: "k", label: "L", color: "url(#x)" }, "bad_color", "color"],
  [`${path}/tags`, { key: "k", label: "L", color: "#GGGGGG" }, "bad_color", "color"],
  [`${path}/tags`, { key: "k", label: "L", parent: "none" }, "unknown_tag", "parent"],
  [`${path}/tags`, { key: "k", label: "L", parent: "k" }, "unknown_tag", "parent"],
  [`${path}/tags`, { key: "k", label: "L", parent: 1 }, "wrong_type", "parent"],
  [`${path}/tags`, { key: "k", label: "L", position: -1 }, "out_of_range", "position"],
  [`${path}/tags`, { key: "k", label: "L", position: 2 ** 31 }, "out_of_range", "position"],
  [`${path}/tags`, { key: "k", label: "L", definition: "x".repeat(20_001) }, "too_long", "definition"],
  [`${path}/tags`, { key: "k", label: "L", example: {} }, "wrong_type", "example"],
  [`${path}/tags`, { key: "k", label: "L", retired: true }, "unknown_field", "retired"],
  ["/api/accounts", { name: "N", password: "long enough" }, "missing", "login"],
  ["/api/accounts", { login: fresh(), password: "long enough" }, "missing", "name"],
  ["/api/accounts", { login: fresh(), name: "N" }, "missing", "password"],
  ["/api/accounts", { login: fresh(), name: "N", password: "too short" }, "password_short", "password"],
  ["/api/accounts", { login: "a b", name: "N", password: "long enough" }, "bad_login", "login"],
  ["/api/accounts", { login: "a\u0007", name: "N", password: "long enough" }, "bad_login", "login"],
  ["/api/accounts", { login: "x".repeat(81), name: "N", password: "long enough" }, "too_long", "login"],
  ["/api/accounts", { login: fresh(), name: "x".repeat(201), password: "long enough" }, "too_long", "name"],
  ["/api/accounts", { login: fresh(), name: "", password: "long enough" }, "empty", "name"],
  ["/api/session", { password: "x" }, "missing", "login"],
  ["/api/session", { login: "admin" }, "missing", "password"],
  ["/api/session", { login: "admin", password: 1 }, "wrong_type", "password"],
  ["/api/session", { login: "", password: "x" }, "empty", "login"],
  ["/api/session", { login: "admin", password: "x", remember: true }, "unknown_field", "remember"],
]);

for (const [where, body, detail, field] of OTHERS)
  refused(
    `${where.replace(path, "…")} ${JSON.stringify(body).slice(0, 70)}`,
    () => admin.post(where, body),
    bad(detail, field),
  );

test("of all these requests nothing was kept and nothing was done", async () => {
  assert.ok((await admin.get(`${path}/export`)).bytes.equals(untouched.bytes));
  assert.deepEqual(await admin.all(`${path}/events`), actions);
});

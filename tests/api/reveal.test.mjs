// @ts-check
// Errors tell no more than they must.  A walk over faults of every status, the program's and
// the web server's, under /api and as pages: each has the security headers, is not kept, and
// names no SQL, no path, no version, no part of the house.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import * as wire from "../support/wire.mjs";
import { Client, SECURITY } from "./client.mjs";

const stack = await startStack({ own: true });
after(() => stack.stop());
const port = stack.facts.port;
const admin = await new Client(stack.origin).signIn("admin", stack.password);
const base = "/api/projects/demo";
assert.equal((await admin.post("/api/projects", { slug: "demo", title: "Demo" })).status, 201);
const on = (await admin.post(`${base}/statements`, { title: "T", text: "text" })).json;
const session = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join("; ");

const FORBIDDEN = [
  /\b(SELECT|INSERT|DELETE FROM|UPDATE \w+ SET|RAISE|SQLSTATE|PL\/pgSQL|CONTEXT:|DETAIL:|HINT:|ERROR:)/,
  /postgres|libpq|pgsql|json-c|sodium|libfcgi|openssl|sanitizer/i,
  /\b(relation|column|function|constraint|schema|trigger) "/i,
  /\/(app|work|usr|var|tmp|home|etc|run|root|proc)\/|\.sock\b|\.sql\b/,
  /\.[ch]:\d|\b0x[0-9a-f]{6,}|\bat line \d|segfault|core dumped|Traceback|stack trace/i,
  /(nginx|postil|server|version)[\/ ]v?\d+\.\d+/i,
];

/** @param {wire.Answer} answer @param {string} where */
function checkSilence(answer, where) {
  const all = `${answer.head}\n\n${answer.body}`;
  for (const word of FORBIDDEN) assert.doesNotMatch(all.replace(/^Date: .*/im, ""), word, where);
  assert.ok(!all.includes(stack.var) && !all.includes(stack.password), where);
  for (const [name, value] of Object.entries(SECURITY)) assert.equal(answer.headers[name], value, `${where}: ${name}`);
  assert.equal(answer.headers["cache-control"], "no-store", where);
  assert.equal(answer.headers.server, "nginx", where);
  assert.equal(answer.headers["x-powered-by"], undefined, where);
}

/** Under /api an error is JSON of four fields and their like, elsewhere a page.
 * @param {wire.Answer} answer @param {string} where */
function checkForm(answer, where) {
  if (!/ \/api/.test(where)) {
    assert.equal(answer.headers["content-type"], "text/html; charset=utf-8", where);
    return;
  }
  assert.equal(answer.headers["content-type"], "application/json", where);
  const { error, detail, message, ...more } = JSON.parse(answer.body);
  for (const word of [error, detail]) assert.match(word, /^[a-z_]+$/, where);
  assert.match(message, /^[A-Z][^\n]*[.!]$/, where);
  for (const name of Object.keys(more)) assert.ok(["field", "at", "current"].includes(name), `${where}: ${name}`);
}

/** @param {string} line @param {Record<string, string>} [headers] @param {string} [body] */
function ask(line, headers = {}, body) {
  const all = { Host: `127.0.0.1:${port}`, Connection: "close", ...headers };
  if (body !== undefined) all["Content-Length"] = String(Buffer.byteLength(body));
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return wire.ask(port, `${line} HTTP/1.1\r\n${lines.join("")}\r\n${body ?? ""}`);
}

const SIGNED = { Cookie: session };
const WRITE = { ...SIGNED, "X-CSRF-Token": admin.csrf, "Content-Type": "application/json" };
const uuid = "018f0000-0000-7000-8000-000000000001";
const json = (/** @type {any} */ value) => JSON.stringify(value);
const statement = (/** @type {object} */ more) => json({ title: "T", text: "x", ...more });

/** [line, headers, body, status] */
const FAULTS = /** @type {[string, Record<string, string>, string | undefined, number][]} */ ([
  ["POST /api/projects", WRITE, "{", 400],
  ["POST /api/projects", WRITE, '{"slug":"\\u0000"}', 400],
  ["GET /api/session", { Host: "a b" }, undefined, 400],
  ["GET /login", { Host: "a b" }, undefined, 400],
  ["GET /api/session", { X: "y".repeat(70_000) }, undefined, 400],
  [`POST ${base}/import`, { ...WRITE, "Content-Type": "multipart/form-data; boundary=b" }, "--b", 400],
  ["GET /api/session", {}, undefined, 401],
  ["POST /api/session", { "Content-Type": "application/json" }, json({ login: "admin", password: "not the password" }), 401],
  ["GET /api/projects", { Authorization: "Bearer postil_none" }, undefined, 401],
  ["POST /api/projects", { ...WRITE, "X-CSRF-Token": "0" }, statement({}), 403],
  ["POST /api/projects", { ...WRITE, Origin: "https://evil.example" }, "{}", 403],
  ["GET /api", {}, undefined, 404],
  ["GET /api/nothing", SIGNED, undefined, 404],
  ["GET /api/projects/never-was", SIGNED, undefined, 404],
  [`GET ${base}/statements/99`, SIGNED, undefined, 404],
  ["GET /nothing", {}, undefined, 404],
  ["GET /p/never-was", SIGNED, undefined, 404],
  ["GET /p/%zz", SIGNED, undefined, 400],
  ["GET /static/nothing", {}, undefined, 404],
  ["GET /static/x/css/nothing.css", {}, undefined, 404],
  ["GET /static/pages/desk.html", {}, undefined, 404],
  ["BREW /api/session", {}, undefined, 405],
  ["TRACE /api/session", {}, undefined, 405],
  ["PUT /login", WRITE, "{}", 405],
  ["POST /static/openapi.yaml", {}, "", 405],
  ["POST /api/projects", WRITE, json({ slug: "demo", title: "Again" }), 409],
  [`PUT ${base}/highlights/${uuid}`, { ...WRITE, "If-Match": '"9"' }, json({ statement: on.id, start: 0, end: 4, taggings: [] }), 404],
  ["POST /api/projects", { ...WRITE, "Content-Length": String(1 << 30) }, undefined, 413],
  ["POST /p/demo", { "Content-Length": String(1 << 30) }, undefined, 413],
  [`GET /api/session?${"x".repeat(20_000)}`, {}, undefined, 414],
  [`GET /${"x".repeat(20_000)}`, {}, undefined, 414],
  ["POST /api/projects", { ...WRITE, "Content-Type": "text/plain" }, "{}", 415],
  ["POST /api/projects", WRITE, json({ slug: "x".repeat(81), title: "T" }), 422],
  [`POST ${base}/statements`, WRITE, statement({ date: "2015-02-30" }), 422],
  [`POST ${base}/statements`, WRITE, statement({ speaker: 4e15 }), 422],
  [`POST ${base}/statements`, WRITE, `{"title":"T","text":"x","meta":{"x":1e999999}}`, 422],
  [`POST ${base}/statements`, WRITE, statement({ kind: "'; DROP TABLE statement; --" }), 422],
  [`GET ${base}/statements?cursor=eHg`, SIGNED, undefined, 422],
  [`GET ${base}/statements?cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTkgMQ`, SIGNED, undefined, 422],
  [`GET ${base}/events?after=99999999999999999999`, SIGNED, undefined, 422],
  [`GET ${base}/export?format=exe`, SIGNED, undefined, 422],
  [`PUT ${base}/highlights/nil`, WRITE, "{}", 422],
  [`PUT ${base}/highlights/${uuid}`, WRITE, json({ statement: on.id, start: 3, end: 9999, taggings: [] }), 422],
  [`PUT ${base}/highlights/${uuid}`, WRITE, json({ statement: on.id, start: 0, end: 4, taggings: [{ tag: "none" }] }), 422],
  [`DELETE ${base}/highlights/${uuid}`, WRITE, undefined, 428],
  ["GET /api/session", { "Transfer-Encoding": "gzip" }, undefined, 501],
]);

for (const [line, headers, body, status] of FAULTS)
  test(`${status}: ${line.slice(0, 70)} ${(body ?? "").slice(0, 40)}`, async () => {
    const answer = await ask(line, headers, body);
    assert.equal(answer.status, status, answer.head + answer.body.slice(0, 300));
    checkSilence(answer, line);
    checkForm(answer, line);
  });

test("412 and 409 show the item as it is, and nothing else", async () => {
  const made = await admin.put(`${base}/highlights/${uuid}`, { statement: on.id, start: 0, end: 4, taggings: [] });
  assert.equal(made.status, 201);
  const line = `PUT ${base}/highlights/${uuid}`;
  const stale = await ask(line, WRITE, json({ statement: on.id, start: 1, end: 4, taggings: [] }));
  assert.equal(stale.status, 412);
  checkSilence(stale, line);
  checkForm(stale, line);
});

/** The same under /api and as pages. @param {number} status @param {Record<string, string>} [headers] */
async function checkBoth(status, headers = SIGNED) {
  for (const line of [`GET ${base}/statements`, "GET /p/demo", "GET /"]) {
    const answer = await ask(line, headers);
    assert.equal(answer.status, status, `${line}: ${answer.head}`);
    checkSilence(answer, line);
    checkForm(answer, line);
  }
}

test("429: too many tries to sign in", async () => {
  const line = "POST /api/session";
  const tries = Array.from({ length: 60 }, () => ask(line, { "Content-Type": "application/json" }, "{}"));
  const refused = (await Promise.all(tries)).filter((answer) => answer.status === 429);
  assert.ok(refused.length > 0);
  for (const answer of refused) {
    checkSilence(answer, line);
    checkForm(answer, line);
  }
});

test("500: what the database says stays in the house", async () => {
  await stack.psql("ALTER VIEW tag_item RENAME TO hidden_item");
  try {
    for (const line of [`GET ${base}/tags`, "GET /p/demo/codebook"]) {
      const answer = await ask(line, SIGNED);
      assert.equal(answer.status, 500, answer.head + answer.body.slice(0, 300));
      checkSilence(answer, line);
      checkForm(answer, line);
    }
  } finally {
    await stack.psql("ALTER VIEW hidden_item RENAME TO tag_item");
  }
  assert.match(stack.log("postil"), /tag_item/, "the log says it");
});

test("503: the database is away", () => stack.without("postgres", () => checkBoth(503)));

test("502: the program is away", () => stack.without("postil", () => checkBoth(502)));

test("504: the program does not answer", async () => {
  const site = `${stack.var}/nginx/site.conf`;
  writeFileSync(site, readFileSync(site, "utf8").replace("fastcgi_read_timeout 60s", "fastcgi_read_timeout 1s"));
  await stack.signal("nginx", "SIGHUP");
  const { workers } = stack.pids();
  for (const pid of workers) process.kill(pid, "SIGSTOP");
  try {
    const seen = async () => (await ask(`GET ${base}/statements`, SIGNED)).status;
    while ((await seen()) !== 504); // until the new configuration counts
    await checkBoth(504);
  } finally {
    for (const pid of workers) process.kill(pid, "SIGCONT");
  }
});

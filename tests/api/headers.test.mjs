// @ts-check
// Headers: the security headers on each kind of answer, no-store on what is somebody's,
// caching of what is everybody's, and the web server's own errors.

import assert from "node:assert/strict";
import { connect } from "node:net";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Client, SECURITY, assertRefused, checkUsual, exchange } from "./client.mjs";
import { account, admin, fresh, highlight, project, stack, statement, stranger } from "./world.mjs";

const path = await project();
const on = await statement(path, "some text");
const made = await highlight(path, on, 0, 4);
const page = path.replace("/api/projects", "/p");
const raw = { unchecked: true };

/** @param {any} reply @param {string} where */
function checkSecurity(reply, where) {
  for (const [name, value] of Object.entries(SECURITY))
    assert.equal(reply.headers[name], value, `${where}: ${name}`);
}

/** What the browser will run: where it is linked from. @param {string} html */
const assetsOf = (html) => [...html.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map((match) => match[1]);

test("pages: security headers, no-store, text/html in UTF-8", async () => {
  for (const where of [
    "/",
    "/login",
    page,
    `${page}/s/${on.id}`,
    `${page}/h/${made.id}`,
    `${page}/codebook`,
  ]) {
    const reply = await admin.get(where, raw);
    assert.equal(reply.status, 200, where);
    assert.equal(reply.headers["content-type"], "text/html; charset=utf-8", where);
    checkUsual(reply, where);
  }
});

test("pages that are not there, and redirects, carry them too", async () => {
  for (const where of ["/nothing", `${page}/s/99`, `${page}/nothing`, "/p/never-was"]) {
    const reply = await admin.get(where, raw);
    assert.equal(reply.status, 404, where);
    assert.match(String(reply.headers["content-type"]), /^text\/html/);
    checkUsual(reply, where);
  }
  const away = await stranger().get(page, raw);
  assert.equal(away.status, 303);
  checkUsual(away, "redirect");
});

test("a page asks a stranger to sign in, and names the way back: paths of ours only", async () => {
  for (const where of ["/", page, `${page}/s/1`, `${page}/codebook?x=1&y=%2F`]) {
    const reply = await stranger().get(where, raw);
    assert.equal(reply.status, 303, where);
    const target = new URL(String(reply.headers.location), stack.origin);
    assert.equal(target.origin + target.pathname, `${stack.origin}/login`);
    assert.equal(target.searchParams.get("next"), where);
  }
});

test("the sign-in page takes no other site as the way back", async () => {
  for (const next of [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "\\\\evil.example",
    "evil.example",
  ]) {
    const reply = await stranger().get(`/login?next=${encodeURIComponent(next)}`, raw);
    const [, state] = /** @type {RegExpExecArray} */ (/id="state"[^>]*>([^<]*)</.exec(reply.text));
    assert.equal(JSON.parse(state).next, "/", next);
  }
});

test("pages hold no script or style of their own, and no handler", async () => {
  for (const where of ["/", "/login", page, `${page}/s/${on.id}`, `${page}/codebook`]) {
    const text = (await admin.get(where, raw)).text.replace(/(id="state">)[^<]*/, "$1");
    for (const [tag] of text.matchAll(/<script\b[^>]*>/g))
      assert.match(tag, /\ssrc=|type="application\/json"/, where);
    assert.doesNotMatch(text, /<style\b|\sstyle=|\son[a-z]+=/, where);
    for (const asset of text.matchAll(/(?:src|href)="([^"]+)"/g))
      assert.match(asset[1], /^[/#]/, `${where}: from here only`);
  }
});

test("assets of a build are kept for ever, and are what they are in the folder", async () => {
  const { text } = await admin.get(`${page}/s/${on.id}`, raw);
  const assets = assetsOf(text);
  assert.ok(assets.length >= 2, text);
  for (const asset of assets) {
    const reply = await stranger().get(asset, raw);
    assert.equal(reply.status, 200, asset);
    assert.equal(reply.headers["cache-control"], "public, max-age=31536000, immutable", asset);
    checkSecurity(reply, asset);
    const file = new URL(`../../static/${asset.split("/").slice(3).join("/")}`, import.meta.url);
    assert.ok(reply.bytes.equals(readFileSync(file)), asset);
  }
});

test("assets have their media type, and are compressed for whoever takes it", async () => {
  const { text } = await admin.get(page, raw);
  for (const asset of assetsOf(text)) {
    const reply = await stranger().get(asset, { ...raw, headers: { "Accept-Encoding": "gzip" } });
    const type = asset.endsWith(".css")
      ? /^text\/css/
      : asset.endsWith(".js")
        ? /^(text|application)\/javascript/
        : /./;
    assert.match(String(reply.headers["content-type"]), type, asset);
    if (reply.bytes.length > 2000 && /\.(css|js)$/.test(asset))
      assert.equal(reply.headers["content-encoding"], "gzip", asset);
  }
});

test("what a browser has already, what it wants a part of, a head alone: the same headers", async () => {
  const [asset] = assetsOf((await admin.get(page, raw)).text).filter((name) => name.endsWith(".css"));
  const whole = await stranger().get(asset, raw);
  for (const [method, headers, status] of /** @type {[string, Record<string, string>, number][]} */ ([
    ["GET", { "If-None-Match": String(whole.etag) }, 304],
    ["GET", { "If-Modified-Since": String(whole.headers["last-modified"]) }, 304],
    ["GET", { Range: "bytes=0-9" }, 200],
    ["GET", { Range: "bytes=99999999-" }, 200],
    ["HEAD", {}, 200],
  ])) {
    const reply = await stranger().send(method, asset, undefined, { ...raw, headers });
    assert.equal(reply.status, status, asset);
    checkSecurity(reply, `${status}`);
    assert.equal(reply.headers["cache-control"], whole.headers["cache-control"], `${status}`);
  }
});

test("the API's description and the export's schema are served", async () => {
  for (const name of ["openapi.yaml", "export.schema.json"]) {
    const reply = await stranger().get(`/static/${name}`, raw);
    assert.equal(reply.status, 200, name);
    assert.ok(reply.bytes.equals(readFileSync(new URL(`../../static/${name}`, import.meta.url))));
    checkSecurity(reply, name);
  }
});

test("nothing else of the folder is served, by whatever path", async () => {
  for (const where of [
    "/static/",
    "/static/package.json",
    "/static/package-lock.json",
    "/static/pages/desk.html",
    "/static/x/pages/desk.html",
    "/static/node_modules/ajv/package.json",
    "/static/x/package.json",
    "/static/js/",
    "/static/js/..%2f..%2fMakefile",
    "/static/js/../../Makefile",
    "/static/%2e%2e/Makefile",
    "/static/x/js/%2e%2e/%2e%2e/Makefile",
    "/static/.npmrc",
    "/static/x/.npmrc",
    "/static/vendor/.made",
    "/Makefile",
    "/.git/HEAD",
    "/var/lock",
  ]) {
    const reply = await exchange(stack.origin, "GET", where, {});
    assert.ok([400, 404].includes(reply.status), `${where}: ${reply.status}`);
    checkSecurity(reply, where);
  }
});

test("JSON is application/json, compressed for whoever takes it; the ETag is weak then", async () => {
  const long = await statement(path, "a text that compresses well. ".repeat(400));
  const reply = await admin.get(`${path}/statements/${long.id}`, {
    ...raw,
    headers: { "Accept-Encoding": "gzip" },
  });
  assert.equal(reply.headers["content-encoding"], "gzip");
  assert.equal(reply.etag, 'W/"1"');
  assert.match(String(reply.headers.vary), /Accept-Encoding/i);
  const plain = await admin.get(`${path}/statements/${long.id}`);
  assert.equal(plain.etag, '"1"');
  assert.equal(plain.headers["content-type"], "application/json");
});

test("HEAD is GET without a body: the same status and headers", async () => {
  const wheres = [
    "/healthz",
    "/readyz",
    "/api/session",
    path,
    `${path}/statements`,
    `${path}/statements/1`,
    `${path}/tags`,
    `${path}/highlights/${made.id}`,
    `${path}/export`,
    `${path}/nothing`,
    `${path}/statements/99`,
    "/api/accounts?limit=0",
  ];
  for (const where of wheres) {
    const [get, head] = [await admin.get(where), await admin.send("HEAD", where)];
    assert.equal(head.status, get.status, where);
    assert.equal(head.bytes.length, 0, where);
    for (const name of ["content-type", "etag", "cache-control", "content-disposition"])
      assert.equal(head.headers[name], get.headers[name], `${where}: ${name}`);
  }
  for (const where of ["/", "/login", page, "/nothing"]) {
    const head = await admin.send("HEAD", where, undefined, raw);
    assert.deepEqual([head.status, head.bytes.length], [(await admin.get(where, raw)).status, 0], where);
  }
});

test("the program and the web server do not say which version they are", async () => {
  for (const where of ["/", "/api/session", "/static/openapi.yaml", "/static/nothing"]) {
    const { headers } = await stranger().get(where, raw);
    assert.doesNotMatch(String(headers.server ?? ""), /\d/);
    assert.equal(headers["x-powered-by"], undefined);
  }
});

/** Bytes on the wire, as they are. @param {string | Buffer} bytes @returns {Promise<string>} */
const wire = (bytes) =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(stack.origin).port), "127.0.0.1", () => socket.write(bytes));
    let answer = "";
    socket
      .on("data", (part) => (answer += part))
      .on("end", () => resolve(answer))
      .on("error", reject);
  });

test("what is no HTTP gets the web server's own 400: JSON under /api, with the security headers", async () => {
  for (const line of [
    "GET /api/session HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
    `GET /api/session HTTP/1.1\r\nHost: x\r\nX: ${"y".repeat(70_000)}\r\n`,
  ]) {
    const answer = await wire(`${line}Connection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 400 /);
    const [head, body] = answer.split("\r\n\r\n");
    for (const [name, value] of Object.entries(SECURITY))
      assert.ok(head.toLowerCase().includes(`${name}: ${value.toLowerCase()}`), name);
    assert.match(head, /content-type: application\/json/i);
    assert.equal(JSON.parse(body).error, "bad_request");
  }
});

test("a body over 32 MiB: 413 from the web server, in our JSON, with the security headers", async () => {
  const reply = await admin.post(`${path}/statements`, undefined, {
    raw: Buffer.alloc(33 * 1024 * 1024, " "),
  });
  assertRefused(reply, { status: 413, error: "too_large", detail: "body_too_large" });
});

test("too many sign-ins from one address: 429 in our JSON; other addresses and paths go on", async () => {
  const one = new Client(stack.origin);
  // Each with a login of its own: the program itself would let all of them try.
  const tries = Array.from({ length: 60 }, () => ({ login: fresh(), password: "nothing at all" }));
  const replies = await Promise.all(tries.map((body) => one.post("/api/session", body)));
  const statuses = new Set(replies.map((reply) => reply.status));
  assert.deepEqual(statuses, new Set([401, 429]));
  const refused = replies.find((reply) => reply.status === 429) ?? replies[0];
  assertRefused(refused, { status: 429, error: "too_many" });
  assert.equal(refused.headers["retry-after"], "1");
  assert.equal((await one.get("/api/session")).status, 401);
  assert.ok((await account()).csrf);
});

test("/healthz and /readyz answer without a session", async () => {
  assert.deepEqual((await stranger().get("/healthz")).json, { status: "ok" });
  assert.equal((await stranger().get("/readyz")).json.status, "ok");
});

test("logs hold no password, token, note or text, and one line a request with its route", async () => {
  const note = "a note that nobody logs";
  await highlight(path, on, 0, 4, { note });
  await statement(path, "a text that nobody logs", { title: "a title that nobody logs" });
  const log = stack.log("postil") + stack.log("nginx");
  const [token] = admin.cookies.values();
  for (const secret of [note, "that nobody logs", token, admin.csrf, stack.password])
    assert.ok(!log.includes(secret), secret);
  assert.match(log, /route=\S*\/api\/projects\/\{slug\}\/highlights\/\{id\}\S*.*status=201/);
});

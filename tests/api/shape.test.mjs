// @ts-check
// Size and shape: requests that are too long, too many, too slow or no requests at all, over
// HTTP and straight at the socket.  Each gets its clear error or is cut off; the workers are
// the same ones afterwards.  (What workers take of memory: memory.test.mjs.)

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { randomFrom } from "../support/random.mjs";
import * as wire from "../support/wire.mjs";
import { admin, project, stack, statement } from "./world.mjs";

const port = stack.facts.port;
const path = await project();
await statement(path, "a text");
const MIB = 1 << 20;
const GIB = 1 << 30;
const cookie = `Cookie: ${[...admin.cookies].map(([name, value]) => `${name}=${value}`).join("; ")}\r\nX-CSRF-Token: ${admin.csrf}\r\n`;

/** @param {string} line @param {string} [headers] */
const head = (line, headers = "") =>
  `${line} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n${headers}\r\n`;

/** @param {wire.Answer} answer @param {number} status @param {string} [detail] */
function refused(answer, status, detail) {
  assert.equal(answer.status, status, answer.head + answer.body.slice(0, 300));
  if (detail) assert.equal(JSON.parse(answer.body).detail, detail, answer.body);
}

const before = stack.pids().workers.sort();

// --- size ---------------------------------------------------------------------------------

/** A head, and nothing of the body that it speaks of. @param {string} line @param {string} headers */
const announce = (line, headers) => wire.pour(port, head(line, headers), Buffer.alloc(0), 0);

test("a gigabyte that is announced is refused before it is sent", async () => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "GET"])
    refused(await announce(`${method} ${path}/statements`, `${cookie}Content-Length: ${GIB}\r\n`), 413, "body_too_large");
  refused(await announce("POST /p/x", `Content-Length: ${GIB}\r\n`), 413);
});

/** A gigabyte in chunks of a MiB. @param {string} line @param {string} headers @param {Buffer} data */
const chunked = (line, headers, data) =>
  wire.pour(
    port, head(line, `${headers}Transfer-Encoding: chunked\r\n`),
    Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from("\r\n")]), GIB, "0\r\n\r\n",
  );

test("a gigabyte that is not announced is refused when it is too much", async () => {
  const answer = await chunked(`POST ${path}/statements`, `${cookie}Content-Type: application/json\r\n`, Buffer.alloc(MIB, " "));
  refused(answer, 413, "body_too_large");
  assert.ok(answer.sent < 64 * MIB, `${answer.sent} bytes were taken`);
});

test("an import over a gigabyte is refused before it is sent", async () => {
  refused(await announce(`POST ${path}/import`, `${cookie}Content-Length: ${GIB + 1}\r\n`), 413, "body_too_large");
});

test("a stranger's gigabyte is not listened to, announced or not", async () => {
  const told = await wire.pour(port, head(`POST ${path}/import`, `Content-Length: ${GIB}\r\n`), Buffer.alloc(MIB, "x"), GIB);
  refused(told, 401, "sign_in");
  const untold = await chunked(`POST ${path}/import`, "", Buffer.alloc(MIB, "x"));
  refused(untold, 401, "sign_in");
  assert.ok(Math.max(told.sent, untold.sent) < 32 * MIB, `${told.sent}, ${untold.sent}`);
});

test("a curator's gigabyte is listened to for as long as it could be a text", async () => {
  const told = await wire.pour(
    port, head(`POST ${path}/import?format=txt`, `${cookie}Content-Length: ${GIB}\r\n`), Buffer.alloc(MIB, "x"), GIB);
  refused(told, 422, "text_too_long");
  const untold = await chunked(`POST ${path}/import?format=txt`, cookie, Buffer.alloc(MIB, "\r\n"));
  refused(untold, 422, "text_too_long");
  assert.ok(Math.max(told.sent, untold.sent) < 48 * MIB, `${told.sent}, ${untold.sent}`);
});

const FORM = `${cookie}Content-Type: multipart/form-data; boundary=b\r\n`;
const PART = '--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n';
const other = (/** @type {number} */ i) => PART.replace("file", `f${i}`);

/** [name, piece, where it ends, detail] */
for (const [name, piece, sent, status, detail] of /** @type {[string, string, number, number, string][]} */ ([
  ["a million parts", PART.repeat(10_000), 16 * MIB, 422, "parameter_twice"],
  ["a million other parts", Array.from({ length: 10_000 }, (_, i) => other(i)).join(""), 16 * MIB, 422, "unknown_field"],
  ["a head without end", `--b\r\n${"X-Header: more of it\r\n".repeat(40_000)}`, 16 * MIB, 400, "multipart_head"],
  ["a line without end", `--b\r\nX: ${"y".repeat(MIB)}`, 16 * MIB, 400, "multipart_head"],
]))
  test(`a form of ${name}: ${status} ${detail}, at once`, async () => {
    const answer = await wire.pour(port, head(`POST ${path}/import`, `${FORM}Content-Length: ${GIB}\r\n`), Buffer.from(piece), GIB);
    refused(answer, status, detail);
    assert.ok(answer.sent < sent + 32 * MIB, `${answer.sent} bytes were taken`);
  });

test("a form of nothing but what stands before it is read to its end, and is none", async () => {
  const size = 100 * MIB;
  const answer = await wire.pour(port, head(`POST ${path}/import`, `${FORM}Content-Length: ${size}\r\n`), Buffer.alloc(MIB, "x"), size);
  refused(answer, 400, "multipart");
});

test("header floods: refused above what fits, taken below", async () => {
  const many = (/** @type {number} */ n, /** @type {number} */ size) =>
    Array.from({ length: n }, (_, i) => `X-${i}: ${"v".repeat(size)}\r\n`).join("");
  for (const [headers, status] of /** @type {[string, number][]} */ ([
    [many(500, 1), 200],
    [many(60, 900), 200],
    [many(3, 15_000), 200],
    [many(100_000, 1), 400],
    [many(8, 15_000), 400],
    [many(1, 17_000), 400],
    [`Cookie: ${"a=b; ".repeat(3000)}\r\n`, 200],
    [`X: ${"\x80\xff".repeat(100)}\r\n`, 200],
  ])) {
    const answer = await wire.ask(port, head("GET /healthz", headers));
    assert.equal(answer.status, status, `${headers.slice(0, 20)} × ${headers.length}: ${answer.head}`);
  }
});

test("floods of parameters: one that is unknown, twice or too long is told", async () => {
  const send = (/** @type {string} */ query) => admin.get(`${path}/statements?${query}`, { unchecked: true });
  assertRefused(await send("a=1&".repeat(3500)), { status: 422, detail: "unknown_parameter", field: "a" });
  assertRefused(await send("limit=1&".repeat(1800)), { status: 422, detail: "parameter_twice", field: "limit" });
  assert.equal((await send("&".repeat(15_000))).status, 200);
  assert.equal((await send(`q=${"x".repeat(15_000)}`)).status, 200);
  assertRefused(await send(`q=${"x".repeat(17_000)}`), { status: 414, detail: "address_too_long" });
});

test("headers twice: never the one or the other at our choice", async () => {
  const session = [...admin.cookies].map(([name, value]) => `${name}=${value}`)[0];
  for (const [headers, status] of /** @type {[string, number][]} */ ([
    ["Host: elsewhere.example\r\n", 400],
    ["Content-Length: 0\r\nContent-Length: 5\r\n", 400],
    ["Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400],
    ["Transfer-Encoding: identity\r\n", 501],
    [`Cookie: ${session}\r\nCookie: other=1\r\n`, 200],
    ["Authorization: Bearer x\r\nAuthorization: Bearer y\r\n", 400],
  ])) {
    const answer = await wire.ask(port, head(`GET ${path}`, headers));
    assert.equal(answer.status, status, headers + answer.head);
  }
  const remove = (/** @type {string} */ headers) =>
    wire.ask(port, head(`DELETE ${path}/highlights/018f0000-0000-7000-8000-000000000001`, headers + cookie));
  refused(await remove('If-Match: "1"\r\nIf-Match: "2"\r\n'), 400, "request");
  refused(await remove("Origin: http://evil.example\r\nOrigin: http://127.0.0.1\r\n"), 403, "origin");
  refused(await remove(`X-CSRF-Token: ${"0".repeat(64)}\r\n`), 403, "csrf");
});

// --- shape --------------------------------------------------------------------------------

const PATHS = [
  "/api/projects/%", "/api/projects/%2", "/api/projects/%zz", "/api/projects/a%00b", "/api/projects/%00",
  "/api/projects/%ff", "/api/projects/%c0%af", "/api/projects/%ed%a0%80", "/api/projects/..", "/api/projects/%2e%2e",
  "/api/projects/..%2f..%2fhealthz", "/api/../healthz", "/api/%2e%2e/healthz", "/api/projects//", "/api//projects",
  "//api/projects", "/api/projects/", "/api/projects/.", "/api/projects/x;y=z", "/api/session;x", "/api/projects/x/../y",
  "/api/projects/x/statements/1/..", "/api/projects/x/statements/%31", "/api/projects/x/statements/1%00",
  "/api/projects/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/api/%73ession", "/API/session", "/api/session/", "/api/session%20",
  `/api/projects/${"x".repeat(8000)}`, `/api/${"../".repeat(3000)}`, `/api/projects/${"%41".repeat(5000)}`,
  "/api/projects/\\..\\..", "/api/projects/%5c..%5c", "/api/projects/%u0041", "/api/projects/\u00e9",
  "/api/projects/x/highlights/%2e", "/p/..", "/p/%2e%2e/admin", "/p/x/s/../../../etc/passwd", "/p/a%0d%0aSet-Cookie:%20x=y",
  "/login/..", "/static/..%2f..%2fpostil.conf", "/static/%2e%2e/%2e%2e/postil.conf", "/static/x/css/..%2fpages/desk.html",
  "/static/x/css/%00.css", "/static//css/base.css%00", "/%2e%2e/%2e%2e/etc/passwd", "/..;/admin", "/admin;/x", "*", "",
];

test("tricks with paths lead nowhere", async () => {
  for (const where of PATHS) {
    const answer = await wire.ask(port, head(`GET ${where}`, cookie));
    assert.ok([400, 404].includes(answer.status), `${where.slice(0, 80)}: ${answer.head}`);
    assert.doesNotMatch(answer.body + answer.head, /root:|POSTIL_|set-cookie/i, where.slice(0, 80));
    if (answer.status === 400 || where.startsWith("/api/pro")) assert.ok(answer.body, where);
  }
});

test("lines that are no HTTP are cut off or refused", async () => {
  for (const bytes of [
    "\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n", "get / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
    "GET /\x01 HTTP/1.1\r\nHost: x\r\n\r\n", "GET /api/ses\0sion HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nA\0B: c\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", `${"A".repeat(100_000)} / HTTP/1.1\r\n\r\n`,
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n",
    "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", "POST /api/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
  ]) {
    const answer = wire.answerOf(await wire.exchangeBytes(port, bytes, true));
    assert.ok([0, 400, 405, 413, 414, 501, 505].includes(answer.status), `${JSON.stringify(bytes.slice(0, 60))}: ${answer.head}`);
  }
});

test("a body that ends too early, or is longer than told, changes nothing", async () => {
  const body = JSON.stringify({ title: "T", text: "x" });
  const type = `${cookie}Content-Type: application/json\r\n`;
  const count = (await admin.all(`${path}/events`)).length;
  const early = await wire.exchangeBytes(port, head(`POST ${path}/statements`, `${type}Content-Length: ${body.length + 5}\r\n`) + body, true);
  assert.ok([0, 400].includes(wire.answerOf(early).status));
  const cut = await wire.exchangeBytes(port, head(`POST ${path}/import`, `${cookie}Transfer-Encoding: chunked\r\n`) + "5\r\nhello\r\n", true);
  assert.ok([0, 400].includes(wire.answerOf(cut).status), cut.toString());
  const short = await wire.ask(port, head(`POST ${path}/statements`, `${type}Content-Length: 3\r\n`) + body);
  refused(short, 400, "json_syntax");
  assert.equal((await admin.all(`${path}/events`)).length, count);
});

// --- slow ---------------------------------------------------------------------------------

/** Connections that say a byte now and then, while the deed is done. @param {string} bytes @param {number} count
 * @param {() => Promise<any>} deed */
async function whileSlowlySaying(bytes, count, deed) {
  const { connect } = await import("node:net");
  const sockets = Array.from({ length: count }, () => connect(port, "127.0.0.1").on("error", () => {}));
  let at = 0;
  const timer = setInterval(() => sockets.forEach((socket) => socket.write(bytes[at % bytes.length])) ?? at++, 200);
  sockets.forEach((socket) => socket.write(bytes.slice(0, -20)));
  await deed().finally(() => {
    clearInterval(timer);
    sockets.forEach((socket) => socket.destroy());
  });
}

const answersOf = async () => {
  for (let i = 0; i < 20; i++) assert.equal((await admin.get(path)).status, 200);
};

test("who sends heads or bodies slowly keeps nobody waiting", async () => {
  await whileSlowlySaying(head("GET /api/session", `X: ${"y".repeat(100)}\r\n`), 200, answersOf);
  const post = head(`POST ${path}/statements`, `${cookie}Content-Type: application/json\r\nContent-Length: 1000\r\n`);
  await whileSlowlySaying(`${post}{"title":"T", "text": "slowly`, 200, answersOf);
});

test("who imports slowly keeps the readers of pages from nothing", async () => {
  await whileSlowlySaying(`${head(`POST ${path}/import`, `${cookie}Content-Length: 1000\r\n`)}${"x".repeat(100)}`, 10, answersOf);
  assert.equal((await admin.get(`${path}/export`)).status, 200, "and exports go on when they have left");
});

// --- straight at the socket -----------------------------------------------------------------

const SOCKETS = ["quick", "long"].map((name) => `${stack.sockets}/${name}.sock`);
const ASKED = wire.requestOf(
  { REQUEST_METHOD: "POST", REQUEST_URI: "/api/projects", CONTENT_TYPE: "application/json", CONTENT_LENGTH: "14", HTTP_HOST: "127.0.0.1" },
  '{"slug":"none"',
);

/** All of what came back is whole records of one answer, or nothing. @param {Buffer} bytes @param {string} what */
function checkAnswer(bytes, what) {
  if (bytes.length === 0) return;
  assert.match(wire.stdoutOf(bytes) ?? "", /^Status: [45]\d\d /, `${what}: ${bytes.toString("latin1").slice(0, 300)}`);
}

test("the request is one, and gets its answer", async () => {
  for (const socket of SOCKETS)
    assert.match(wire.stdoutOf(await wire.exchangeBytes(socket, ASKED)) ?? "", /^Status: 400 .*json_syntax/s);
});

test("cut off anywhere it is answered or dropped", async () => {
  for (let n = 0; n < ASKED.length; n++)
    checkAnswer(await wire.exchangeBytes(SOCKETS[n % 2], ASKED.subarray(0, n), true), `${n} bytes`);
});

test("bytes changed at random, it is answered or dropped", async () => {
  const random = randomFrom(7);
  for (let i = 0; i < 400; i++) {
    const bytes = Buffer.from(ASKED);
    for (let n = random(4); n >= 0; n--) bytes[random(2) ? random(48) : random(bytes.length)] = random(256);
    checkAnswer(await wire.exchangeBytes(SOCKETS[i % 2], bytes, true), `change ${i}`);
  }
});

test("management, aborts and requests within requests are dropped", async () => {
  const values = wire.pairs({ FCGI_MAX_CONNS: "", FCGI_MAX_REQS: "", FCGI_MPXS_CONNS: "" });
  const begin = ASKED.subarray(0, 16);
  for (const bytes of [
    wire.record(wire.GET_VALUES, Buffer.concat(Array(20).fill(values)), 0),
    Buffer.concat([begin, wire.record(wire.GET_VALUES, Buffer.concat(Array(20).fill(values)), 0), ASKED.subarray(16)]),
    Buffer.concat([begin, wire.record(wire.ABORT, "")]),
    Buffer.concat([begin, ASKED]),
    Buffer.concat([begin, wire.requestOf({ REQUEST_METHOD: "GET" }, "", 2)]),
    wire.record(wire.STDIN, "x"),
    Buffer.alloc(100_000, 1),
    Buffer.alloc(100_000),
  ])
    assert.equal((await wire.exchangeBytes(SOCKETS[0], bytes, true)).length, 0);
});

test("many requests on one connection: the first is answered", async () => {
  const one = wire.requestOf({ REQUEST_METHOD: "GET", REQUEST_URI: "/healthz" });
  for (const count of [2, 10, 1000]) {
    const bytes = await wire.exchangeBytes(SOCKETS[0], Buffer.concat(Array(count).fill(one)), true);
    if (bytes.length > 0) assert.match(wire.stdoutOf(bytes) ?? "", /^Status: 200 .*"ok"/s);
  }
});

test("a request without any of its params is one for nothing", async () => {
  assert.match(wire.stdoutOf(await wire.exchangeBytes(SOCKETS[0], wire.requestOf({}))) ?? "", /^Status: 40[45] /);
});

test("after all that the workers are the same ones, and answer", async () => {
  assert.deepEqual(stack.pids().workers.sort(), before);
  for (let i = 0; i < before.length; i++) assert.equal((await admin.get(path)).status, 200);
});

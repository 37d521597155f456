// @ts-check
// The order of refusals: when a request has several faults, the first of the order is what
// is told.  So a stranger learns nothing by sending broken requests.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { Client, assertRefused } from "./client.mjs";

const CAP = 20_000;

// A cap of the program's own below nginx's, which would refuse before there is any order.
const stack = await startStack({ own: true, env: { POSTIL_BODY_MAX: String(CAP) } });
after(() => stack.stop());

const PASSWORD = "correct horse battery";
const admin = await new Client(stack.origin).signIn("admin", stack.password);

/** @param {string} login */
async function account(login) {
  await admin.post("/api/accounts", { login, name: login, password: PASSWORD });
  return new Client(stack.origin).signIn(login, PASSWORD);
}

const reader = await account("reader");
const foreigner = await account("foreigner");
const signedOut = await account("signed-out");
const ended = { cookies: new Map(signedOut.cookies), csrf: signedOut.csrf };
await signedOut.delete("/api/session");

await admin.post("/api/projects", { slug: "ours", title: "Ours" });
await admin.post("/api/projects/ours/statements", { title: "T", text: "some text" });
await admin.post("/api/projects/ours/tags", { key: "law", label: "Law" });
await stack.psql(`SET session_replication_role = replica;
  INSERT INTO member (project_id, id, name, login, account_id, role)
  SELECT p.id, 2, 'reader', 'reader', a.id, 'reader' FROM project p, account a
   WHERE p.slug = 'ours' AND a.login = 'reader'`);

const THERE = "919108f7-52d1-4320-9bac-f847db4148a8";
const NOWHERE = "919108f7-52d1-4320-9bac-f847db4148a9";
const made = await admin.put(`/api/projects/ours/highlights/${THERE}`, {
  statement: 1,
  start: 0,
  end: 4,
  taggings: [],
});
assert.equal(made.status, 201, made.text);

/**
 * @typedef {{method: string, path: string, body: any, raw?: string, who: any,
 *   headers: Record<string, string | undefined>}} Draft
 * @typedef {{status: number, detail: string, spoil: (draft: Draft) => void, not?: string[]}} Fault
 *   not: faults that cannot stand beside this one
 */

/** @returns {Draft} */
const right = () => ({
  method: "PATCH",
  path: `/api/projects/ours/highlights/${THERE}`,
  who: admin,
  body: { note: "x" },
  headers: { "if-match": '"1"' },
});

/** In the order in which they are told. @type {Fault[]} */
const ORDER = [
  { status: 404, detail: "path", spoil: (d) => (d.path = d.path.replace("highlights", "highlighters")) },
  { status: 405, detail: "method", spoil: (d) => (d.method = "POST") },
  {
    status: 413,
    detail: "body_too_large",
    spoil: (d) => (d.raw = (d.raw ?? JSON.stringify(d.body)).padEnd(CAP + 1)),
  },
  { status: 415, detail: "content_type", spoil: (d) => (d.headers["content-type"] = "text/plain") },
  {
    status: 400,
    detail: "json_syntax",
    spoil: (d) => (d.raw = (d.raw ?? JSON.stringify(d.body)).replace("}", "] ")),
  },
  { status: 403, detail: "origin", spoil: (d) => (d.headers.origin = "https://evil.example") },
  { status: 403, detail: "csrf", spoil: (d) => (d.headers["x-csrf-token"] = "0".repeat(64)) },
  { status: 401, detail: "sign_in", spoil: (d) => (d.who = ended) },
  { status: 404, detail: "project", spoil: (d) => (d.path = d.path.replace("ours", "theirs")) },
  { status: 403, detail: "role", spoil: (d) => (d.who = d.who === ended ? ended : reader) },
  { status: 428, detail: "revision_needed", spoil: (d) => delete d.headers["if-match"] },
  { status: 422, detail: "unknown_field", spoil: (d) => (d.body.unknown = 1) },
  { status: 404, detail: "highlight", spoil: (d) => (d.path = d.path.replace(THERE, NOWHERE)) },
  { status: 412, detail: "stale", not: ["revision_needed"], spoil: (d) => (d.headers["if-match"] = '"99"') },
  { status: 422, detail: "highlight_past_end", spoil: (d) => (d.body.end = 99) },
];

/** Sends a request with these faults. @param {Fault[]} faults */
async function send(faults) {
  const draft = right();
  const onBody = (/** @type {Fault} */ f) => ["unknown_field", "highlight_past_end"].includes(f.detail);
  const onBytes = (/** @type {Fault} */ f) => ["json_syntax"].includes(f.detail);
  const rank = (/** @type {Fault} */ f) => (onBody(f) ? 0 : onBytes(f) ? 1 : 2); // the value first, then its bytes, then their number
  for (const fault of [...faults].sort((a, b) => rank(a) - rank(b))) fault.spoil(draft);
  const client = new Client(stack.origin);
  client.cookies = new Map(draft.who.cookies);
  client.csrf = draft.who.csrf;
  return client.send(draft.method, draft.path, draft.body, { headers: draft.headers, raw: draft.raw });
}

const told = (/** @type {Fault} */ fault) => ({ status: fault.status, detail: fault.detail });
const beside = (/** @type {Fault} */ a, /** @type {Fault} */ b) =>
  !a.not?.includes(b.detail) && !b.not?.includes(a.detail);

test("each fault alone is told", async () => {
  for (const fault of ORDER) assertRefused(await send([fault]), told(fault), fault.detail);
});

for (const [i, first] of ORDER.entries()) {
  const later = ORDER.slice(i + 1).filter((fault) => beside(first, fault));
  if (later.length === 0) continue;
  test(`${first.status} ${first.detail} is told before each later fault, and before all of them`, async () => {
    for (const second of later)
      assertRefused(await send([first, second]), told(first), `${first.detail} and ${second.detail}`);
    const all = later.filter((fault, k) => later.slice(0, k).every((other) => beside(fault, other)));
    assertRefused(await send([first, ...all]), told(first), `${first.detail} and all the rest`);
  });
}

test("none of these requests changed anything", async () => {
  const now = await admin.get(`/api/projects/ours/highlights/${THERE}`);
  assert.deepEqual(now.json, made.json);
});

const nobody = new Client(stack.origin);
const ours = "/api/projects/ours";
const wish = { statement: 1, start: 0, end: 4, taggings: [] };

/** Other requests with two faults each: [what, who, request, what is told, body, headers] */
const OTHERS = /** @type {[string, Client, string, string, any?, any?][]} */ ([
  ["a stranger's broken parameter", nobody, `GET ${ours}/statements?limit=x`, "401 sign_in"],
  ["a stranger's unknown format", nobody, `GET ${ours}/export?format=x`, "401 sign_in"],
  ["a stranger's bad UUID", nobody, `PUT ${ours}/highlights/x`, "401 sign_in", {}],
  ["a stranger's broken project", nobody, "POST /api/projects", "401 sign_in", {}],
  ["no member's broken parameter", foreigner, `GET ${ours}/statements?limit=x`, "404 project"],
  ["no member's unknown item", foreigner, `GET ${ours}/statements/99`, "404 project"],
  ["no member's broken tag", foreigner, `POST ${ours}/tags`, "404 project", {}],
  ["a reader's broken statement", reader, `POST ${ours}/statements`, "403 role", { title: 1 }],
  ["a reader's broken tag", reader, `POST ${ours}/tags`, "403 role", {}],
  ["a reader's bad UUID", reader, `PUT ${ours}/highlights/x`, "403 role", {}],
  ["no admin's broken account", reader, "POST /api/accounts", "403 role", {}],
  [
    "another site's broken sign-in",
    nobody,
    "POST /api/session",
    "403 origin",
    {},
    { origin: "https://evil.example" },
  ],
  [
    "a bad If-Match and a bad field",
    admin,
    `PUT ${ours}/highlights/${THERE}`,
    "422 bad_revision",
    { start: "x" },
    { "if-match": "*" },
  ],
  [
    "no such id and an unknown tag",
    admin,
    `PUT ${ours}/highlights/${NOWHERE}`,
    "404 highlight",
    { ...wish, taggings: [{ tag: "none" }] },
    { "if-match": '"1"' },
  ],
  [
    "other content, beyond the end",
    admin,
    `PUT ${ours}/highlights/${THERE}`,
    "412 stale",
    { ...wish, end: 99 },
  ],
  [
    "other content, on no statement",
    admin,
    `PUT ${ours}/highlights/${THERE}`,
    "412 stale",
    { ...wish, statement: 9 },
  ],
  [
    "a taken slug and a bad language",
    admin,
    "POST /api/projects",
    "422 bad_language",
    { slug: "ours", title: "T", language: "?" },
  ],
  [
    "a taken key and a bad color",
    admin,
    `POST ${ours}/tags`,
    "422 bad_color",
    { key: "law", label: "L", color: "red" },
  ],
  [
    "a taken key and an unknown parent",
    admin,
    `POST ${ours}/tags`,
    "409 key_taken",
    { key: "law", label: "L", parent: "none" },
  ],
]);

for (const [what, who, request, answer, body, headers] of OTHERS)
  test(`${what}: ${answer}`, async () => {
    const [method, where] = request.split(" ");
    const [status, detail] = answer.split(" ");
    const client = new Client(stack.origin);
    client.cookies = new Map(who.cookies);
    client.csrf = who.csrf;
    assertRefused(await client.send(method, where, body, { headers }), { status: Number(status), detail });
  });

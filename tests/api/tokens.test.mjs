// @ts-check
// API tokens: what a script may do with one, and what it may not.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { rights, routes } from "./tables.mjs";
import {
  account, addMember, admin, highlight, memberOf, project, script, slugOf, stack, statement, stranger, tags, uuid,
} from "./world.mjs";

const SCOPE = { status: 403, error: "forbidden", detail: "scope" };
const BAD = { status: 401, error: "sign_in", detail: "bad_bearer" };

const path = await project();
await tags(path, "law");
const on = await statement(path, "some text");
await highlight(path, on, 0, 4, { taggings: [{ tag: "law" }] });
const annotator = await memberOf(slugOf(path), "annotator");

const PUT = { statement: on.id, start: 0, end: 4, taggings: [] };

test("a token is shown once, and the database holds its hash alone", async () => {
  const who = await account();
  const made = await who.post("/api/account/tokens", { label: "R on my laptop", scope: "read" });
  assert.equal(made.status, 201);
  const { token, ...item } = made.json;
  assert.match(token, /^postil_[A-Za-z0-9_-]{43}$/);
  assert.deepEqual(
    { ...item, id: 0, created: "" },
    { id: 0, label: "R on my laptop", scope: "read", project: null, created: "", last_used: null, expires: null },
  );
  const list = await who.get("/api/account/tokens");
  assert.deepEqual(list.json, { items: [item], next: null });
  const hash = createHash("sha256").update(token).digest("hex");
  const row = await stack.psql(`SELECT row_to_json(t) FROM api_token t WHERE id = ${item.id}`);
  assert.ok(row.includes(hash) && !row.includes(token.slice(7)));
  assert.ok(!stack.log("postil").includes(token.slice(7)));
});

test("the list is newest first, page by page, and each has his own", async () => {
  const who = await account();
  for (const label of ["one", "two", "three"]) await script(who, { label });
  const items = await who.all("/api/account/tokens?limit=2");
  assert.deepEqual(items.map(({ label }) => label), ["three", "two", "one"]);
  assert.deepEqual(await (await account()).all("/api/account/tokens"), []);
});

test("a read token reads whatever its account may read, and changes nothing", async () => {
  const reader = await script(annotator, { scope: "read" });
  for (const where of ["", "/statements", `/statements/${on.id}`, "/tags", "/events", "/export?format=csv"]) {
    assert.equal((await reader.get(path + where)).status, 200, where);
    assert.equal((await reader.send("HEAD", path + where)).status, 200, where);
  }
  assert.equal((await reader.get("/api/projects")).json.items.some((/** @type {any} */ p) => p.slug === slugOf(path)), true);
  assertRefused(await reader.put(`${path}/highlights/${uuid()}`, PUT), SCOPE);
  assertRefused(await reader.post(`${path}/statements`, { title: "T", text: "x" }), SCOPE);
  assertRefused(await reader.post("/api/projects", { slug: "x", title: "X" }), SCOPE);
});

test("a write token writes, without cookie and CSRF token, in its owner's name and with his role", async () => {
  const writer = await script(annotator);
  const made = await writer.put(`${path}/highlights/${uuid()}`, PUT);
  assert.equal(made.status, 201);
  const mine = await annotator.put(`${path}/highlights/${uuid()}`, PUT);
  assert.deepEqual(made.json.author, mine.json.author);
  const role = { status: 403, error: "forbidden", detail: "role" };
  assertRefused(await writer.post(`${path}/tags`, { key: "x", label: "X" }), role);
  assertRefused(await writer.get("/api/accounts"), role);
  assertRefused(await writer.get(await project()), { status: 404, detail: "project" });
});

test("an admin's token reads the accounts", async () => {
  assert.equal((await (await script(admin, { scope: "read" })).get("/api/accounts")).status, 200);
});

test("with a token cookies do not matter: neither a good one nor its CSRF token helps, or hinders", async () => {
  const both = await script(annotator, { scope: "read" });
  both.cookies = new Map(admin.cookies);
  assertRefused(await both.post(`${path}/tags`, { key: "y", label: "Y" }), SCOPE);
  both.csrf = admin.csrf;
  assertRefused(await both.post(`${path}/tags`, { key: "y", label: "Y" }), SCOPE);
  both.bearer = "postil_made-up";
  assertRefused(await both.get(path), BAD);
  const writer = await script(annotator);
  writer.cookies = new Map(admin.cookies);
  assert.equal((await writer.put(`${path}/highlights/${uuid()}`, PUT)).status, 201);
});

test("a page of another site cannot use a token either", async () => {
  const writer = await script(annotator);
  const reply = await writer.send("PUT", `${path}/highlights/${uuid()}`, PUT, {
    headers: { Origin: "https://evil.example" },
  });
  assertRefused(reply, { status: 403, error: "forbidden", detail: "origin" });
});

const own = routes.filter((route) => route.params && rights.get(route.right) === "own_account");

test("there is much that is about one's own account", () => assert.ok(own.length >= 9));

for (const { method, path: where } of own)
  test(`no token is good for ${method} ${where}`, async () => {
    const writer = await script(admin);
    const body = ["POST", "PUT", "PATCH"].includes(method) ? {} : undefined;
    assertRefused(await writer.send(method, where.replace(/\{\w+\}/, "1"), body), SCOPE);
  });

test("a token for one project is good there and nowhere else", async () => {
  const other = await project();
  await addMember(slugOf(other), annotator, "annotator");
  const bound = await script(annotator, { project: slugOf(path) });
  assert.equal(bound.token.project, slugOf(path));
  assert.equal((await bound.get(path)).status, 200);
  assert.equal((await bound.put(`${path}/highlights/${uuid()}`, PUT)).status, 201);
  for (const where of [other, "/api/projects/never-was", "/api/projects", "/api/accounts", "/api/site"])
    assertRefused(await bound.get(where), SCOPE, where);
  assertRefused(await bound.post("/api/projects", { slug: "x", title: "X" }), SCOPE);
});

test("with its project a token goes", async () => {
  const gone = await project();
  const bound = await script(admin, { project: slugOf(gone) });
  assert.equal((await bound.get(gone)).status, 200);
  const { revision } = await admin.get(gone);
  assert.equal((await admin.delete(gone, revision)).status, 204);
  assertRefused(await bound.get(gone), BAD);
  assert.ok(!(await admin.all("/api/account/tokens?limit=200")).some(({ id }) => id === bound.token.id));
});

/** What happens to a token, and then it is none. */
const ENDS = /** @type {[string, (script: any) => Promise<any>][]} */ ([
  ["revoked", (one) => annotator.delete(`/api/account/tokens/${one.token.id}`)],
  ["expired yesterday", (one) =>
    stack.psql(`UPDATE api_token SET expires = (now() AT TIME ZONE 'UTC')::date - 1 WHERE id = ${one.token.id}`)],
  ["cut short", async (one) => { one.bearer = one.bearer.slice(0, -1); }],
  ["without its first word", async (one) => { one.bearer = one.bearer.slice(7); }],
  ["a session's", async (one) => { one.bearer = [...annotator.cookies.values()][0]; }],
  ["nothing", async (one) => { one.bearer = " "; }],
]);

for (const [name, happens] of ENDS)
  test(`a token that is ${name} is none: 401 on every kind of request`, async () => {
    const one = await script(annotator);
    assert.equal((await one.get(path)).status, 200);
    await happens(one);
    const reply = await one.get(path);
    assertRefused(reply, BAD);
    assert.equal(reply.headers["www-authenticate"], "Bearer");
    assertRefused(await one.put(`${path}/highlights/${uuid()}`, PUT), BAD);
    assertRefused(await one.get(`${path}/export`), BAD);
    assertRefused(await one.get("/api/session"), BAD);
    assertRefused(await one.get("/api/projects/never-was"), BAD);
  });

test("a disabled account's tokens let nobody in, until it is enabled again", async () => {
  const who = await account();
  const one = await script(who);
  const login = encodeURIComponent(who.account.login);
  assert.equal((await admin.patch(`/api/accounts/${login}`, { disabled: true })).status, 200);
  assertRefused(await one.get("/api/projects"), BAD);
  assert.equal((await admin.patch(`/api/accounts/${login}`, { disabled: false })).status, 200);
  assert.equal((await one.get("/api/projects")).status, 200);
});

test("a token is good through its last day", async () => {
  const today = await stack.psql("SELECT (now() AT TIME ZONE 'UTC')::date");
  const one = await script(annotator, { expires: today });
  assert.equal(one.token.expires, today);
  assert.equal((await one.get(path)).status, 200);
});

test("another scheme than Bearer is not ours to judge", async () => {
  const reply = await annotator.get(path, { headers: { Authorization: "Basic YTpi" } });
  assert.equal(reply.status, 200);
});

test("pages know no tokens: with one, nobody is signed in", async () => {
  const one = await script(annotator);
  for (const cookies of [new Map(), new Map(annotator.cookies)]) {
    one.cookies = cookies;
    const reply = await one.get(`/p/${slugOf(path)}`, { unchecked: true });
    assert.equal(reply.status, 303);
    assert.match(String(reply.headers.location), /^\/login/);
  }
  const help = await one.get("/help", { unchecked: true });
  assert.ok(help.status === 200 && !help.text.includes(annotator.account.login));
});

for (const [name, use] of /** @type {[string, (one: any) => Promise<any>][]} */ ([
  ["a read", (one) => one.get(path)],
  ["an export alone", (one) => one.get(`${path}/export?format=csv`)],
]))
  test(`the list tells when a token was used last, by ${name} too`, async () => {
    const one = await script(annotator, { scope: "read" });
    const used = async () =>
      (await annotator.all("/api/account/tokens?limit=200")).find(({ id }) => id === one.token.id).last_used;
    assert.equal(await used(), null);
    assert.equal((await use(one)).status, 200);
    assert.ok(Date.parse(await used()) >= Date.parse(one.token.created));
  });

/** [what, fields, detail, field] */
const WRONG = /** @type {[string, object, string, string][]} */ ([
  ["no label", { scope: "read" }, "missing", "label"],
  ["an empty label", { label: "", scope: "read" }, "empty", "label"],
  ["a long label", { label: "x".repeat(201), scope: "read" }, "too_long", "label"],
  ["no scope", { label: "L" }, "missing", "scope"],
  ["another scope", { label: "L", scope: "admin" }, "bad_scope", "scope"],
  ["the scope that no token has", { label: "L", scope: "session" }, "bad_scope", "scope"],
  ["a day that is past", { label: "L", scope: "read", expires: "2020-01-31" }, "bad_expiry", "expires"],
  ["no day of the calendar", { label: "L", scope: "read", expires: "2030-02-30" }, "bad_date", "expires"],
  ["a month", { label: "L", scope: "read", expires: "2030-02" }, "bad_expiry", "expires"],
  ["no such project", { label: "L", scope: "read", project: "never-was" }, "unknown_project", "project"],
  ["no slug", { label: "L", scope: "read", project: "No Slug" }, "bad_key", "project"],
  ["a token of one's own choice", { label: "L", scope: "read", token: "x" }, "unknown_field", "token"],
]);

for (const [what, fields, detail, field] of WRONG)
  test(`a token with ${what} is not made`, async () => {
    const reply = await annotator.post("/api/account/tokens", fields);
    assertRefused(reply, { status: 422, error: "invalid", detail, field });
  });

test("a token is made by a page of ours only: with the CSRF token", async () => {
  const reply = await annotator.post("/api/account/tokens", { label: "L", scope: "read" }, {
    headers: { "X-CSRF-Token": undefined },
  });
  assertRefused(reply, { status: 403, detail: "csrf" });
});

test("nobody revokes another's token, and none twice", async () => {
  const one = await script(annotator);
  const where = `/api/account/tokens/${one.token.id}`;
  const none = { status: 404, error: "not_found", detail: "token" };
  assertRefused(await admin.delete(where), none);
  assert.equal((await one.get(path)).status, 200);
  assert.equal((await annotator.delete(where)).status, 204);
  assertRefused(await annotator.delete(where), none);
  assertRefused(await annotator.delete("/api/account/tokens/x"), none);
});

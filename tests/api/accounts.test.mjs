// @ts-check
// Accounts: a site admin's matter.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { PASSWORD, account, admin, fresh, project, script, slugOf, stack, statement, stranger } from "./world.mjs";

/** An account's path. @param {import("./client.mjs").Client} who */
const pathOf = (who) => `/api/accounts/${encodeURIComponent(who.account.login)}`;

/** As the admin sees it. @param {import("./client.mjs").Client} who */
const seen = async (who) =>
  (await admin.all("/api/accounts?limit=200")).find(({ id }) => id === who.account.id);

test("a new account can sign in at once with its password", async () => {
  const login = fresh("Ana");
  const made = await admin.post("/api/accounts", { login, name: "Ana Lyst", password: PASSWORD });
  assert.equal(made.status, 201);
  assert.deepEqual(
    { ...made.json, id: 0, created: "" },
    {
      id: 0, login, name: "Ana Lyst", is_admin: false, disabled_at: null, created: "",
      last_seen: null, sessions: 0,
    },
  );
  const ana = await stranger().signIn(login, PASSWORD);
  assert.equal(ana.account.id, made.json.id);
});

test("a password of ten characters will do, whatever they are; nine will not", async () => {
  for (const password of ["aaaaaaaaaa", "          ", "🕊".repeat(10), "é".repeat(10)]) {
    const login = fresh();
    const made = await admin.post("/api/accounts", { login, name: "N", password });
    assert.equal(made.status, 201, password);
    await stranger().signIn(login, password);
  }
  for (const password of ["aaaaaaaaa", "🕊".repeat(9)]) {
    const made = await admin.post("/api/accounts", { login: fresh(), name: "N", password });
    assertRefused(made, { status: 422, error: "invalid", detail: "password_short", field: "password" });
  }
});

test("a login is taken, whatever its case: 409", async () => {
  const login = fresh("user");
  await admin.post("/api/accounts", { login, name: "First", password: PASSWORD });
  const second = await admin.post("/api/accounts", {
    login: login.toUpperCase(),
    name: "Second",
    password: PASSWORD,
  });
  assertRefused(second, { status: 409, error: "conflict", detail: "login_taken", field: "login" });
});

test("no answer holds a password or its hash", async () => {
  const made = await admin.post("/api/accounts", { login: fresh(), name: "N", password: PASSWORD });
  const list = await admin.get("/api/accounts?limit=200");
  for (const text of [made.text, list.text]) assert.doesNotMatch(text, /argon2|correct horse/);
});

test("the list has every account once, by login, page by page", async () => {
  for (let i = 0; i < 3; i++) await account();
  const all = await admin.all("/api/accounts?limit=2");
  const logins = all.map((item) => item.login.toLowerCase());
  assert.deepEqual(logins, [...new Set(logins)].sort());
  assert.ok(all.some((item) => item.login === "admin" && item.is_admin));
  assert.deepEqual(all, await admin.all("/api/accounts?limit=200"));
});

test("whoever is no site admin can neither list nor make accounts: 403", async () => {
  const who = await account();
  const role = { status: 403, error: "forbidden", detail: "role" };
  assertRefused(await who.get("/api/accounts"), role);
  assertRefused(await who.post("/api/accounts", { login: fresh(), name: "N", password: PASSWORD }), role);
});

test("the list tells who was seen when, and with how many sessions", async () => {
  const who = await account();
  const two = await stranger().signIn(who.account.login, PASSWORD);
  assert.equal((await seen(who)).sessions, 2);
  const { last_seen: before } = await seen(who);
  assert.ok(before);
  assert.equal((await who.delete("/api/session")).status, 204);
  assert.equal((await two.delete("/api/session")).status, 204);
  const after = await seen(who);
  assert.equal(after.sessions, 0);
  assert.ok(after.last_seen >= before, "who has gone was seen all the same");
});

test("an admin changes a name, and makes another an admin; what is not given stays", async () => {
  const who = await account("Ana");
  const named = await admin.patch(pathOf(who), { name: "Ana Lyst" });
  assert.equal(named.status, 200);
  assert.deepEqual(named.json, { ...(await seen(who)), name: "Ana Lyst", is_admin: false });
  const raised = await admin.patch(pathOf(who).toUpperCase().replace("/API/ACCOUNTS/", "/api/accounts/"), {
    is_admin: true,
  });
  assert.deepEqual([raised.json.name, raised.json.is_admin], ["Ana Lyst", true]);
  assert.equal((await who.get("/api/accounts")).status, 200);
  assert.equal((await who.patch(pathOf(who), { is_admin: false })).status, 200);
  assertRefused(await who.get("/api/accounts"), { status: 403, detail: "role" });
});

test("a disabled account is out at once, and comes back with its password, not with its sessions", async () => {
  const who = await account();
  const shut = await admin.patch(pathOf(who), { disabled: true });
  assert.equal(shut.status, 200);
  assert.ok(Math.abs(Date.parse(shut.json.disabled_at) - Date.now()) < 3_600_000);
  assert.equal(shut.json.sessions, 0);
  assertRefused(await who.get("/api/session"), { status: 401, detail: "sign_in" });
  const again = await admin.patch(pathOf(who), { disabled: true });
  assert.equal(again.json.disabled_at, shut.json.disabled_at);
  assert.equal((await admin.patch(pathOf(who), { disabled: false })).json.disabled_at, null);
  assertRefused(await who.get("/api/session"), { status: 401, detail: "sign_in" });
  await stranger().signIn(who.account.login, PASSWORD);
});

test("what cannot be changed: nobody's account, and fields that are none", async () => {
  const who = await account();
  assertRefused(await admin.patch("/api/accounts/nobody-has-this", { name: "X" }), {
    status: 404, error: "not_found", detail: "account",
  });
  for (const [body, detail, field] of /** @type {[any, string, string][]} */ ([
    [{ login: "x" }, "unknown_field", "login"],
    [{ password: "a long password" }, "unknown_field", "password"],
    [{ is_admin: "yes" }, "wrong_type", "is_admin"],
    [{ name: "x".repeat(201) }, "too_long", "name"],
  ]))
    assertRefused(await admin.patch(pathOf(who), body), { status: 422, detail, field });
  const before = await seen(who);
  assert.deepEqual((await admin.patch(pathOf(who), { name: null, disabled: null })).json, before);
});

test("whoever is no site admin can neither change accounts nor make links, nor see the site: 403", async () => {
  const who = await account();
  const role = { status: 403, error: "forbidden", detail: "role" };
  assertRefused(await who.patch(pathOf(who), { is_admin: true }), role);
  assertRefused(await who.post(`${pathOf(who)}/reset`, {}), role);
  assertRefused(await who.get("/api/site"), role);
  assertRefused(await who.get("/api/site/projects"), role);
});

// --- links for a new password ------------------------------------------------------------------

/** A new link's token. @param {import("./client.mjs").Client} who */
async function linkFor(who) {
  const made = await admin.post(`${pathOf(who)}/reset`, {});
  assert.equal(made.status, 200, made.text);
  const left = Date.parse(made.json.expires) - Date.now();
  assert.ok(left > 22 * 3_600_000 && left < 26 * 3_600_000, made.text);
  return made.json.link.replace("/reset#", "");
}

const BAD_LINK = { status: 422, error: "invalid", detail: "bad_reset", field: "token" };

test("a link gives a new password once, and ends all sessions", async () => {
  const who = await account();
  const token = await linkFor(who);
  const done = await stranger().post("/api/reset", { token, password: "a password by link" });
  assert.equal(done.status, 204);
  assertRefused(await who.get("/api/session"), { status: 401, detail: "sign_in" });
  await stranger().signIn(who.account.login, "a password by link");
  assertRefused(await stranger().post("/api/session", { login: who.account.login, password: PASSWORD }), {
    status: 401, detail: "wrong_login",
  });
  const password = "another by the same link";
  assertRefused(await stranger().post("/api/reset", { token, password }), BAD_LINK);
});

test("of those who use a link at once one has it", async () => {
  const who = await account();
  const token = await linkFor(who);
  const replies = await Promise.all(["one", "two", "three", "four"].map(async (word) => {
    const password = `password number ${word}`;
    return { password, status: (await stranger().post("/api/reset", { token, password })).status };
  }));
  assert.deepEqual(replies.map(({ status }) => status).sort(), [204, 422, 422, 422]);
  const { password } = replies.find(({ status }) => status === 204) ?? { password: "" };
  await stranger().signIn(who.account.login, password);
});

test("a link is good for a day, until a newer one is made, or the password is changed", async () => {
  const who = await account();
  const password = "a password by link";
  const old = await linkFor(who);
  const token = await linkFor(who);
  assertRefused(await stranger().post("/api/reset", { token: old, password }), BAD_LINK);
  await stack.psql(`UPDATE password_reset SET expires = now() - interval '1 second'
    WHERE account_id = ${who.account.id}`);
  assertRefused(await stranger().post("/api/reset", { token, password }), BAD_LINK);
  const third = await linkFor(who);
  const change = { password: "one of his own", current_password: PASSWORD };
  assert.equal((await who.patch("/api/account", change)).status, 200);
  assertRefused(await stranger().post("/api/reset", { token: third, password }), BAD_LINK);
});

test("a password that will not do leaves the link as it is", async () => {
  const who = await account();
  const token = await linkFor(who);
  assertRefused(await stranger().post("/api/reset", { token, password: "short" }), {
    status: 422, detail: "password_short", field: "password",
  });
  assert.equal((await stranger().post("/api/reset", { token, password: "long enough" })).status, 204);
});

test("the database holds a link's hash, never the link", async () => {
  const who = await account();
  const token = await linkFor(who);
  const rows = await stack.psql(`SELECT row_to_json(r) FROM password_reset r WHERE account_id = ${who.account.id}`);
  assert.ok(rows.includes("expires") && !rows.includes(token));
  assert.ok(!(stack.log("postil") + stack.log("nginx")).includes(token));
});

test("who tries many links must wait, whichever they are", async () => {
  const who = await account();
  const token = await linkFor(who);
  const from = stranger();
  assertRefused(await from.post("/api/reset", { token: "made-up", password: "long enough" }), BAD_LINK);
  await stack.psql(`UPDATE sign_in_failure SET failures = 99 WHERE address = '${from.address}'`);
  assertRefused(await from.post("/api/reset", { token: "made-up", password: "long enough" }), BAD_LINK);
  const reply = await from.post("/api/reset", { token, password: "long enough" });
  assertRefused(reply, { status: 429, error: "too_many" });
  assert.equal(reply.headers["retry-after"], "1");
  assert.equal((await stranger().post("/api/reset", { token, password: "long enough" })).status, 204);
});

test("a link is made for somebody, and used from a page of ours", async () => {
  assertRefused(await admin.post("/api/accounts/nobody-has-this/reset", {}), { status: 404, detail: "account" });
  const reply = await stranger().post("/api/reset", { token: "x", password: "long enough" }, {
    headers: { Origin: "https://evil.example" },
  });
  assertRefused(reply, { status: 403, detail: "origin" });
});

// --- the site ----------------------------------------------------------------------------------

test("the site tells versions, sizes and counts", async () => {
  const before = (await admin.get("/api/site")).json;
  const who = await account();
  await script(who);
  const path = await project(who);
  await statement(path, "some text", {}, who);
  const after = (await admin.get("/api/site")).json;
  for (const count of ["accounts", "sessions", "tokens", "projects", "statements", "actions"])
    assert.ok(after.counts[count] > before.counts[count], count);
  assert.equal(String(after.schema), await stack.psql("SELECT max(version) FROM schema_migration"));
  assert.ok(after.database.size > 1_000_000 && after.database.connections > 1);
});

test("a site admin sees names and sizes of all projects, and nothing of what is in them", async () => {
  const who = await account();
  const path = await project(who, { title: "Nobody else's" });
  const empty = await project(who);
  await statement(path, "some text", { title: "Not for the admin" }, who);
  const list = await admin.get("/api/site/projects?limit=200");
  const all = await admin.all("/api/site/projects?limit=2");
  assert.deepEqual(all.map(({ slug }) => slug), all.map(({ slug }) => slug).sort());
  const mine = all.find(({ slug }) => slug === slugOf(path));
  assert.deepEqual(
    { ...mine, created: "", size: 0, last_action_at: "" },
    {
      slug: slugOf(path), title: "Nobody else's", created: "", archived_at: null, members: 1,
      statements: 1, highlights: 0, size: 0, last_action_at: "",
    },
  );
  assert.ok(mine.size > all.find(({ slug }) => slug === slugOf(empty)).size);
  assert.ok(Date.parse(mine.last_action_at) >= Date.parse(mine.created));
  assert.ok(!list.text.includes("Not for the admin"));
  assertRefused(await admin.get(path), { status: 404, detail: "project" });
});

test("the admins' page has its first data with it", async () => {
  const page = await admin.get("/admin", { unchecked: true });
  const state = JSON.parse(/id="state">(.*?)<\/script>/s.exec(page.text)?.[1] ?? "");
  assert.equal(state.account.login, "admin");
  assert.equal(state.site.schema, (await admin.get("/api/site")).json.schema);
  assert.ok(state.accounts.items.length > 0 && "next" in state.accounts);
  assert.ok(state.projects.items.length > 0 && "next" in state.projects);
  assert.equal((await (await account()).get("/admin", { unchecked: true })).status, 403);
});

// @ts-check
// Accounts: a site admin's matter.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { PASSWORD, account, admin, fresh, stranger } from "./world.mjs";

test("a new account can sign in at once with its password", async () => {
  const login = fresh("Ana");
  const made = await admin.post("/api/accounts", { login, name: "Ana Lyst", password: PASSWORD });
  assert.equal(made.status, 201);
  assert.deepEqual(
    { ...made.json, id: 0, created: "" },
    { id: 0, login, name: "Ana Lyst", is_admin: false, disabled_at: null, created: "" },
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

// @ts-check
// One's own account: name, password, sessions.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, assertRefused } from "./client.mjs";
import { PASSWORD, account, admin, script, slugOf, project, stack, stranger } from "./world.mjs";

const OUT = { status: 401, error: "sign_in", detail: "sign_in" };

/** Signs in again, with headers. @param {Client} who @param {Record<string, string>} headers */
async function again(who, headers) {
  const client = stranger();
  // Bytes, or Node.js would send the headers in UTF-8 along with a text.
  const raw = Buffer.from(JSON.stringify({ login: who.account.login, password: PASSWORD }));
  const reply = await client.post("/api/session", undefined, { headers, raw });
  assert.equal(reply.status, 200, reply.text);
  return Object.assign(client, { csrf: reply.json.csrf, account: reply.json.account });
}

/** @param {Client} who */
const sessions = (who) => who.all("/api/account/sessions?limit=2");

test("anybody changes his name; the login stays", async () => {
  const who = await account("Before");
  const reply = await who.patch("/api/account", { name: "Behind" });
  assert.equal(reply.status, 200);
  assert.deepEqual(reply.json, { ...who.account, name: "Behind" });
  assert.deepEqual((await who.get("/api/session")).json.account, reply.json);
  for (const nothing of [{}, { name: null }, { name: "" }])
    assert.equal((await who.patch("/api/account", nothing)).json.name, "Behind");
});

test("settings are one's own, replaced as a whole, and the same in every session", async () => {
  const [who, another] = [await account(), await account()];
  const path = "/api/account/settings";
  assert.deepEqual((await who.get(path)).json, { settings: {} });
  const settings = { keys: { nextSentence: "l", split: "" }, "ключ": [1, null, { a: "🕊" }] };
  const reply = await who.put(path, { settings });
  assert.deepEqual([reply.status, reply.json], [200, { settings }]);
  assert.deepEqual((await (await again(who, {})).get(path)).json, { settings });
  assert.deepEqual((await another.get(path)).json, { settings: {} });
  assert.deepEqual((await who.put(path, { settings: {} })).json, { settings: {} });
});

test("settings that are none, or too long, are refused and change nothing", async () => {
  const who = await account();
  const path = "/api/account/settings";
  await who.put(path, { settings: { a: 1 } });
  for (const [body, detail] of /** @type {[any, string][]} */ ([
    [{}, "missing"], [{ settings: null }, "missing"], [{ settings: [] }, "wrong_type"], [{ settings: "x" }, "wrong_type"],
    [{ settings: {}, keys: {} }, "unknown_field"],
  ]))
    assertRefused(await who.put(path, body), { status: 422, detail });
  const raw = JSON.stringify({ settings: { a: "x".repeat(16384) } }); // bytes are beyond a schema
  assertRefused(await who.put(path, undefined, { raw }), { status: 422, detail: "too_long", field: "settings" });
  assert.deepEqual((await who.get(path)).json, { settings: { a: 1 } });
  assertRefused(await stranger().get(path), OUT);
});

test("a new password ends all other sessions and keeps this one; the old one is none any more", async () => {
  const who = await account();
  const other = await again(who, {});
  const password = "a new and longer one";
  const reply = await who.patch("/api/account", { name: "N", password, current_password: PASSWORD });
  assert.equal(reply.status, 200);
  assert.equal(reply.json.name, "N");
  assertRefused(await other.get("/api/session"), OUT);
  assert.equal((await who.get("/api/session")).status, 200);
  await stranger().signIn(who.account.login, password);
  assertRefused(await stranger().post("/api/session", { login: who.account.login, password: PASSWORD }), {
    status: 401, detail: "wrong_login",
  });
});

/** [what, body, status, detail, field] */
const WRONG = /** @type {[string, any, number, string, string | undefined][]} */ ([
  ["no current password", { password: "long enough" }, 422, "missing", "current_password"],
  ["a wrong one", { password: "long enough", current_password: "wrong" }, 403, "wrong_password", "current_password"],
  ["an empty one", { password: "long enough", current_password: "" }, 403, "wrong_password", "current_password"],
  ["a short new one", { password: "short", current_password: PASSWORD }, 422, "password_short", "password"],
  ["an empty new one", { password: "", current_password: PASSWORD }, 422, "password_short", "password"],
  ["a long name", { name: "x".repeat(201) }, 422, "too_long", "name"],
  ["another login", { login: "x" }, 422, "unknown_field", "login"],
  ["more rights", { is_admin: true }, 422, "unknown_field", "is_admin"],
]);

test("what is refused changes nothing, and ends no session", async () => {
  const who = await account();
  const other = await again(who, {});
  for (const [what, body, status, detail, field] of WRONG) {
    const reply = await who.patch("/api/account", "name" in body ? body : { name: "Changed", ...body });
    assertRefused(reply, { status, detail, field }, what);
  }
  assert.deepEqual((await other.get("/api/session")).json.account, who.account);
  await stranger().signIn(who.account.login, PASSWORD);
});

test("the list has one's sessions, newest first: with what, from where, and which one asks", async () => {
  const who = await account();
  const phone = await again(who, { "User-Agent": "A phone/1.0" });
  const [second, first, ...more] = await sessions(who);
  assert.deepEqual(more, []);
  assert.deepEqual([second.user_agent, second.address, second.current], ["A phone/1.0", phone.address, false]);
  assert.deepEqual([first.user_agent, first.address, first.current], [null, who.address, true]);
  assert.equal((await sessions(phone))[0].current, true);
  const days = (Date.parse(second.expires) - Date.parse(second.last_seen)) / 86_400_000;
  assert.equal(days, 30);
});

test("what a browser calls itself is no more than a text: cut, or left out", async () => {
  const who = await account();
  await again(who, { "User-Agent": "<b>" + "x".repeat(300) });
  assert.equal((await sessions(who))[0].user_agent, "<b>" + "x".repeat(197));
  await again(who, { "User-Agent": "\xff\xfe" });
  assert.equal((await sessions(who))[0].user_agent, null);
});

test("sessions that have ended are not in the list", async () => {
  const who = await account();
  const idle = await again(who, {});
  const [{ id }] = await sessions(idle);
  await stack.psql(`UPDATE session SET last_seen = now() - interval '31 days' WHERE id = ${id}`);
  assert.equal((await sessions(who)).length, 1);
});

test("one session is ended by its number; the others go on", async () => {
  const who = await account();
  const other = await again(who, {});
  const third = await again(who, {});
  const { id } = (await sessions(other)).find(({ current }) => current);
  assert.equal((await who.delete(`/api/account/sessions/${id}`)).status, 204);
  assertRefused(await other.get("/api/session"), OUT);
  assert.equal((await third.get("/api/session")).status, 200);
  assertRefused(await who.delete(`/api/account/sessions/${id}`), { status: 404, detail: "session" });
});

test("nobody ends another's session", async () => {
  const who = await account();
  const [{ id }] = await sessions(who);
  for (const one of [id, "x", "0", "99999999999999999999"])
    assertRefused(await admin.delete(`/api/account/sessions/${one}`), { status: 404, detail: "session" });
  assert.equal((await who.get("/api/session")).status, 200);
});

test("all others are ended at once, tokens are not", async () => {
  const who = await account();
  const others = [await again(who, {}), await again(who, {})];
  const robot = await script(who);
  assert.equal((await who.delete("/api/account/sessions")).status, 204);
  for (const one of others) assertRefused(await one.get("/api/session"), OUT);
  assert.equal((await robot.get("/api/projects")).status, 200);
  assert.equal((await sessions(who)).length, 1);
});

test("signing in again in the same browser ends the session before", async () => {
  const who = await account();
  const before = Object.assign(new Client(who.origin), { cookies: new Map(who.cookies) });
  await who.signIn(who.account.login, PASSWORD);
  assert.notDeepEqual(who.cookies, before.cookies);
  assertRefused(await before.get("/api/session"), OUT);
  assert.equal((await sessions(who)).length, 1);
});

test("the cookie lasts as long as the session can", async () => {
  const reply = await stranger().post("/api/session", { login: "admin", password: stack.password });
  assert.match(String(reply.headers["set-cookie"]), /; Max-Age=7776000;/);
});

test("one's own page has its first data with it", async () => {
  const who = await account();
  const path = await project(who);
  const { token } = await script(who, { label: "A robot" });
  const page = await who.get("/account", { unchecked: true });
  const state = JSON.parse(/id="state">(.*?)<\/script>/s.exec(page.text)?.[1] ?? "");
  assert.deepEqual(state.account, who.account);
  assert.deepEqual(state.sessions, (await who.get("/api/account/sessions")).json);
  assert.deepEqual(state.tokens.items.map((/** @type {any} */ item) => item.id), [token.id]);
  assert.deepEqual(state.projects.items.map((/** @type {any} */ item) => item.slug), [slugOf(path)]);
  assert.ok(!page.text.includes(token.token));
});

// @ts-check
// Signing in and out: one cookie, one token, nothing told to a stranger.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { PASSWORD, account, admin, fresh, stack, stranger } from "./world.mjs";

test("signing in answers the account and the CSRF token, and sets one cookie", async () => {
  const who = stranger();
  const reply = await who.post("/api/session", { login: "admin", password: stack.password });
  assert.equal(reply.status, 200);
  assert.equal(reply.json.account.login, "admin");
  assert.equal(reply.json.account.is_admin, true);
  assert.equal(reply.headers["set-cookie"]?.length, 1);
});

test("the cookie is HttpOnly, SameSite=Lax, of the whole site, and named postil on loopback http", async () => {
  const reply = await stranger().post("/api/session", { login: "admin", password: stack.password });
  const [pair, ...flags] = (reply.headers["set-cookie"] ?? [""])[0].split(/; */);
  assert.match(pair, /^postil=[A-Za-z0-9_-]{43}$/);
  assert.ok(
    flags.includes("HttpOnly") && flags.includes("SameSite=Lax") && flags.includes("Path=/"),
    flags.join(),
  );
  assert.ok(!flags.includes("Secure"), "a browser drops a Secure cookie on plain http");
  assert.ok(!flags.some((flag) => /^Domain=/i.test(flag)), "a Domain would share the cookie");
});

test("each sign-in has a token of its own", async () => {
  const one = await account();
  const two = await stranger().signIn(one.account.login, PASSWORD);
  assert.notEqual([...one.cookies.values()][0], [...two.cookies.values()][0]);
  assert.notEqual(one.csrf, two.csrf);
});

test("GET answers the same account and token again", async () => {
  const reply = await admin.get("/api/session");
  assert.equal(reply.status, 200);
  assert.deepEqual(reply.json, { account: admin.account, csrf: admin.csrf });
});

test("the CSRF token is not the session token, nor any part of it", () => {
  const [session] = admin.cookies.values();
  assert.ok(!session.includes(admin.csrf) && !admin.csrf.includes(session));
});

test("a login is found whatever its case", async () => {
  const who = await account();
  const reply = await stranger().post("/api/session", {
    login: who.account.login.toUpperCase(),
    password: PASSWORD,
  });
  assert.equal(reply.status, 200);
  assert.equal(reply.json.account.id, who.account.id);
});

test("a wrong password and an unknown login get the same answer", async () => {
  const wrong = await stranger().post("/api/session", { login: "admin", password: "not the password" });
  const unknown = await stranger().post("/api/session", { login: fresh(), password: "not the password" });
  assertRefused(wrong, { status: 401, error: "sign_in", detail: "wrong_login" });
  assert.equal(unknown.text, wrong.text);
  assert.equal(wrong.headers["set-cookie"], undefined);
});

test("a password counts to its last character, and its case", async () => {
  const who = await account();
  for (const password of [PASSWORD + " ", PASSWORD.slice(0, -1), PASSWORD.toUpperCase()]) {
    const reply = await stranger().post("/api/session", { login: who.account.login, password });
    assertRefused(reply, { status: 401, detail: "wrong_login" }, JSON.stringify(password));
  }
});

test("a disabled account cannot sign in, and its session ends at once", async () => {
  const who = await account();
  await stack.psql(`UPDATE account SET disabled_at = now() WHERE login = '${who.account.login}'`);
  assertRefused(await who.get("/api/projects"), { status: 401, detail: "sign_in" });
  const again = await stranger().post("/api/session", { login: who.account.login, password: PASSWORD });
  assertRefused(again, { status: 401, detail: "wrong_login" });
});

test("DELETE ends this session, takes the cookie back, and leaves other sessions alone", async () => {
  const one = await account();
  const two = await stranger().signIn(one.account.login, PASSWORD);
  const kept = new Map(one.cookies);
  const reply = await one.delete("/api/session");
  assert.equal(reply.status, 204);
  assert.equal(one.cookies.size, 0);
  one.cookies = kept;
  assertRefused(await one.get("/api/session"), { status: 401, error: "sign_in", detail: "sign_in" });
  assert.equal((await two.get("/api/session")).status, 200);
});

test("a session that was not used for 30 days, or is 90 days old, has ended", async () => {
  const idle = await account();
  const old = await account();
  await stack.psql(`UPDATE session SET last_seen = now() - interval '31 days', created = now() - interval '32 days'
    WHERE account_id = ${idle.account.id}`);
  await stack.psql(`UPDATE session SET created = now() - interval '91 days', expires = now() - interval '1 day'
    WHERE account_id = ${old.account.id}`);
  assertRefused(await idle.get("/api/session"), { status: 401, detail: "sign_in" });
  assertRefused(await old.get("/api/session"), { status: 401, detail: "sign_in" });
});

test("the database holds neither session tokens nor passwords", async () => {
  const who = await account();
  const [token] = who.cookies.values();
  const rows = String(
    await stack.psql("SELECT row_to_json(s) FROM session s; SELECT row_to_json(a) FROM account a"),
  );
  assert.ok(rows.includes(who.account.login));
  const asHex = (/** @type {Buffer} */ bytes) => bytes.toString("hex");
  for (const secret of [token, asHex(Buffer.from(token, "base64url")), asHex(Buffer.from(token)), PASSWORD])
    assert.ok(!rows.includes(secret), secret);
  assert.match(rows, /\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("a made-up, broken or empty cookie is no session", async () => {
  for (const value of ["x", "", "A".repeat(43), "A".repeat(5000), "%00", "a b", '"quoted"']) {
    const reply = await stranger().get("/api/session", { headers: { Cookie: `postil=${value}` } });
    assertRefused(reply, { status: 401, detail: "sign_in" }, value);
  }
});

test("on loopback http only the cookie `postil` counts", async () => {
  const [token] = admin.cookies.values();
  const reply = await stranger().get("/api/session", { headers: { Cookie: `__Host-postil=${token}` } });
  assertRefused(reply, { status: 401, detail: "sign_in" });
});

test("other cookies beside ours do no harm", async () => {
  const [token] = admin.cookies.values();
  const reply = await stranger().get("/api/session", {
    headers: { Cookie: `a=1; postilx=2; xpostil=3; postil=${token}; b="4"` },
  });
  assert.equal(reply.status, 200);
});

test("sign-in from another site's page is refused: Origin and Sec-Fetch-Site", async () => {
  const body = { login: "admin", password: stack.password };
  const foreign = [
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { Origin: `https://${new URL(stack.origin).host}` }, // another scheme is another origin
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
  ];
  for (const headers of foreign) {
    const reply = await stranger().post("/api/session", body, { headers });
    assertRefused(reply, { status: 403, error: "forbidden", detail: "origin" }, JSON.stringify(headers));
    assert.equal(reply.headers["set-cookie"], undefined);
  }
});

test("sign-in from our own page passes, and from a script without either header", async () => {
  const body = { login: "admin", password: stack.password };
  for (const headers of [{ Origin: stack.origin, "Sec-Fetch-Site": "same-origin" }, {}])
    assert.equal((await stranger().post("/api/session", body, { headers })).status, 200);
});

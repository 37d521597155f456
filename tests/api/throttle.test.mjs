// @ts-check
// Sign-in is throttled where tries fail, and nowhere else.  Nobody waits here: time goes by
// in the database.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { PASSWORD, account, each, fresh, stack, stranger } from "./world.mjs";

const WAIT = { status: 429, error: "too_many", detail: "too_many" };
const WRONG = { status: 401, error: "sign_in", detail: "wrong_login" };

/** @param {import("./client.mjs").Client} from @param {string} login @param {string} [password] */
const attempt = (from, login, password = "wrong password") =>
  from.post("/api/session", { login, password });

/** @param {import("./client.mjs").Client} from @param {string} login @param {number} times */
async function fail(from, login, times) {
  for (let i = 0; i < times; i++) assertRefused(await attempt(from, login), WRONG, `try ${i + 1}`);
}

/** Lets time go by for what failed at an address. @param {import("./client.mjs").Client} from
 * @param {string} interval */
const later = (from, interval) =>
  stack.psql(`UPDATE sign_in_failure SET until = until - interval '${interval}',
    forgotten = forgotten - interval '${interval}' WHERE address = '${from.address}'`);

/** @param {import("./client.mjs").Client} from */
const failures = async (from) =>
  Number(await stack.psql(`SELECT count(*) FROM sign_in_failure
    WHERE address = '${from.address}' AND login <> ''`));

test("five wrong passwords are judged; then even the right one must wait, and is told how long", async () => {
  const who = await account();
  const thief = stranger();
  await fail(thief, who.account.login, 5);
  for (const password of ["wrong password", PASSWORD]) {
    const reply = await attempt(thief, who.account.login, password);
    assertRefused(reply, WAIT);
    assert.equal(reply.headers["retry-after"], "1");
    assert.equal(reply.headers["set-cookie"], undefined);
  }
});

test("an unknown login is throttled just as a known one", async () => {
  const thief = stranger();
  const login = fresh();
  await fail(thief, login, 5);
  assertRefused(await attempt(thief, login), WAIT);
});

test("the account is not locked out: its sessions go on, and it signs in from elsewhere", async () => {
  const who = await account();
  const thief = stranger();
  await fail(thief, who.account.login, 5);
  assertRefused(await attempt(thief, who.account.login), WAIT);
  assert.equal((await who.get("/api/session")).status, 200);
  await stranger().signIn(who.account.login, PASSWORD);
});

test("others sign in from the same address", async () => {
  const who = await account();
  const other = await account();
  const office = stranger();
  await fail(office, who.account.login, 5);
  assertRefused(await attempt(office, who.account.login), WAIT);
  await office.signIn(other.account.login, PASSWORD);
});

test("after the delay a wrong password makes it longer, the right one forgets it", async () => {
  const who = await account();
  const from = stranger();
  await fail(from, who.account.login, 5);
  await later(from, "1 second");
  await fail(from, who.account.login, 1);
  assert.equal((await attempt(from, who.account.login)).headers["retry-after"], "2");
  await later(from, "2 seconds");
  await from.signIn(who.account.login, PASSWORD);
  assert.equal(await failures(from), 0);
  await fail(stranger(), who.account.login, 1);
  await from.signIn(who.account.login, PASSWORD);
});

test("of tries that come at once after the delay one is judged, however many workers there are", async () => {
  const who = await account();
  const thief = stranger();
  await fail(thief, who.account.login, 5);
  await later(thief, "1 second");
  const replies = await Promise.all(Array.from({ length: 12 }, () => attempt(thief, who.account.login)));
  const statuses = replies.map((reply) => reply.status).sort();
  assert.deepEqual(statuses, [401, ...Array(11).fill(429)]);
});

test("right passwords at once all pass, also from one address: only what failed counts", async () => {
  const who = await account();
  const from = stranger();
  const replies = await Promise.all(
    Array.from({ length: 12 }, () => attempt(from, who.account.login, PASSWORD)),
  );
  assert.deepEqual(new Set(replies.map((reply) => reply.status)), new Set([200]));
  assert.equal(await failures(from), 0);
});

test("an address that tries many logins must wait with each; other addresses need not", async () => {
  const who = await account();
  const thief = stranger();
  await fail(thief, fresh(), 1);
  await stack.psql(`UPDATE sign_in_failure SET failures = 99
    WHERE address = '${thief.address}' AND login = ''`);
  await fail(thief, fresh(), 1);
  assertRefused(await attempt(thief, fresh()), WAIT);
  assertRefused(await attempt(thief, who.account.login, PASSWORD), WAIT);
  await stranger().signIn(who.account.login, PASSWORD);
  await later(thief, "15 minutes");
  await thief.signIn(who.account.login, PASSWORD);
});

test("a wrong current password counts like a wrong sign-in", async () => {
  const who = await account();
  const change = { password: "another long one", current_password: "wrong password" };
  for (let i = 0; i < 5; i++)
    assertRefused(await who.patch("/api/account", change), {
      status: 403,
      error: "forbidden",
      detail: "wrong_password",
      field: "current_password",
    });
  const right = { ...change, current_password: PASSWORD };
  const reply = await who.patch("/api/account", right);
  assertRefused(reply, WAIT);
  assert.equal(reply.headers["retry-after"], "1");
  assertRefused(await attempt(who, who.account.login, PASSWORD), WAIT);
  await later(who, "1 second");
  assert.equal((await who.patch("/api/account", right)).status, 200);
});

test("what was tried is not kept: neither logins nor passwords", async () => {
  const from = stranger();
  const secret = fresh("a-password-in-the-wrong-field");
  await attempt(from, secret, secret);
  const rows = await stack.psql(`SELECT encode(login, 'escape'), row_to_json(f) FROM sign_in_failure f
    WHERE address = '${from.address}'`);
  assert.ok(rows.length > 0 && !rows.includes("wrong-field"), rows);
  assert.ok(!(stack.log("postil") + stack.log("nginx")).includes(secret));
});

test("many who fail at once from as many addresses are all judged", async () => {
  const who = await account();
  await each(Array.from({ length: 24 }, stranger), (one) => fail(one, who.account.login, 2));
});

// @ts-check
// Behind a public address (POSTIL_ORIGIN, https): the cookie is Secure and bound to the
// host, and only pages of that address may act.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { Client, assertRefused } from "./client.mjs";

const PUBLIC = "https://postil.example.org";
const stack = await startStack({ own: true, env: { POSTIL_ORIGIN: PUBLIC } });
after(() => stack.stop());

/** @param {any} [headers] */
const signIn = (headers) =>
  new Client(stack.origin).post("/api/session", { login: "admin", password: stack.password }, { headers });

test("the cookie is __Host-postil: Secure, HttpOnly, SameSite=Lax, Path=/, without Domain", async () => {
  const { headers } = await signIn();
  assert.equal(headers["set-cookie"]?.length, 1);
  const [pair, ...flags] = String(headers["set-cookie"]).split(/; */);
  assert.match(pair, /^__Host-postil=[A-Za-z0-9_-]{43}$/);
  for (const flag of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"]) assert.ok(flags.includes(flag), flag);
  assert.ok(!flags.some((flag) => /^Domain/i.test(flag)));
});

test("only the cookie of that name counts", async () => {
  const admin = await new Client(stack.origin).signIn("admin", stack.password);
  assert.equal((await admin.get("/api/session")).status, 200);
  const [token] = admin.cookies.values();
  const reply = await new Client(stack.origin).get("/api/session", {
    headers: { Cookie: `postil=${token}` },
  });
  assertRefused(reply, { status: 401, detail: "sign_in" });
});

test("the public address is the only origin", async () => {
  assert.equal((await signIn({ Origin: PUBLIC })).status, 200);
  for (const Origin of [
    stack.origin,
    "http://postil.example.org",
    `${PUBLIC}:8443`,
    `${PUBLIC}.evil.example`,
  ])
    assertRefused(await signIn({ Origin }), { status: 403, detail: "origin" }, Origin);
});

test("the Host of a request changes nothing of that", async () => {
  const reply = await signIn({ Host: "evil.example", Origin: "http://evil.example" });
  assertRefused(reply, { status: 403, detail: "origin" });
});

test("signing out takes the same cookie back", async () => {
  const admin = await new Client(stack.origin).signIn("admin", stack.password);
  const reply = await admin.delete("/api/session");
  assert.match(String(reply.headers["set-cookie"]), /^__Host-postil=;.*Max-Age=0.*Secure/);
});

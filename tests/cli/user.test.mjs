// @ts-check
// `postil user …`: what an operator can do for accounts, also when no admin can.  On a stack
// of its own, since it is about who is left.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Client } from "../api/client.mjs";
import { startStack } from "../support/stack.mjs";

const stack = await startStack({ own: true });
after(() => stack.stop());
const admin = await new Client(stack.origin).signIn("admin", stack.password);
const PASSWORD = "correct horse battery";

/** @param {string} words @param {string} [input] */
const user = (words, input) => stack.postil(["user", ...words.split(" ")], input);

/** @param {string} login @param {string} [password] */
const signIn = async (login, password = PASSWORD) =>
  (await new Client(stack.origin).post("/api/session", { login, password })).status;

/** @param {string} login @param {string} more */
async function add(login, more = "") {
  assert.equal((await user(`add ${login} --password-stdin${more}`, PASSWORD)).code, 0);
}

test("disable shuts an account out, enable lets it in again, and list tells", async () => {
  await add("dora");
  const dora = await new Client(stack.origin).signIn("dora", PASSWORD);
  assert.deepEqual(await user("disable DORA"), { code: 0, stdout: "DORA is shut out.\n", stderr: "" });
  assert.equal((await dora.get("/api/session")).status, 401);
  assert.equal(await signIn("dora"), 401);
  assert.match((await user("list")).stdout, /^dora\tdora\tdisabled$/m);
  assert.equal((await user("enable dora")).code, 0);
  assert.equal(await signIn("dora"), 200);
  assert.match((await user("list")).stdout, /^dora\tdora\t$/m);
});

test("reset prints a link that gives a new password", async () => {
  await add("rita");
  const { code, stdout, stderr } = await user("reset rita");
  assert.equal(code, 0);
  const [, token] = /^\/reset#([A-Za-z0-9_-]{43})\n$/.exec(stdout) ?? [];
  assert.match(stderr, /^Good once, until 20\S+Z\. {2}Put the site's address before it\.\n$/);
  const reply = await new Client(stack.origin).post("/api/reset", { token, password: "a password by link" });
  assert.equal(reply.status, 204);
  assert.equal(await signIn("rita", "a password by link"), 200);
});

test("with POSTIL_ORIGIN the link is whole", async () => {
  await add("olga");
  process.env.POSTIL_ORIGIN = "https://postil.example.org";
  try {
    assert.match((await user("reset olga")).stdout, /^https:\/\/postil\.example\.org\/reset#\S{43}\n$/);
  } finally {
    delete process.env.POSTIL_ORIGIN;
  }
});

test("nobody's account is told", async () => {
  for (const deed of ["disable", "enable", "reset"]) {
    const { code, stderr } = await user(`${deed} nobody-has-this`);
    assert.equal(code, 1);
    assert.match(stderr, /There is no such account\. \(account\)/);
  }
});

test("the last admin stays, whoever asks", async () => {
  const { code, stderr } = await user("disable admin");
  assert.equal(code, 1);
  assert.match(stderr, /\(last_admin\)/);
  const reply = await admin.patch("/api/accounts/admin", { is_admin: false });
  assert.deepEqual([reply.status, reply.json.detail], [409, "last_admin"]);
  assert.equal((await admin.get("/api/accounts")).status, 200);
});

test("two admins who shut each other out at once do not both succeed", async () => {
  const two = ["ada", "bea"];
  for (const login of two) await add(login, " --admin");
  const [ada, bea] = await Promise.all(two.map((login) => new Client(stack.origin).signIn(login, PASSWORD)));
  assert.equal((await user("disable admin")).code, 0);
  for (let round = 0; round < 10; round++) {
    const replies = await Promise.all([
      ada.patch("/api/accounts/bea", { is_admin: false }),
      bea.patch("/api/accounts/ada", { is_admin: false }),
    ]);
    const statuses = replies.map((reply) => reply.status).sort();
    // The second one is refused as the last, or as no admin any more.
    assert.ok(statuses[0] === 200 && [403, 409].includes(statuses[1]), statuses.join());
    const left = await stack.psql("SELECT count(*) FROM account WHERE is_admin AND disabled_at IS NULL");
    assert.equal(left, "1");
    await stack.psql("UPDATE account SET is_admin = true WHERE login IN ('ada', 'bea')");
  }
});

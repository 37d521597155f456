// @ts-check
// Members: who belongs to a project, and as what; an admin who makes himself one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { account, admin, fresh, highlight, project, stack, statement, tags } from "./world.mjs";

/** @typedef {import("./client.mjs").Client} Client */

/** The last action of a project, in short. @param {string} path @param {Client} [who] */
async function lastAction(path, who = admin) {
  const { kind, member, events } = (await who.all(`${path}/events?limit=200`)).at(-1);
  return { kind, by: member.id, events: events.map(({ seq: _, ...rest }) => rest) };
}

/** @param {string} path @param {Client} who @param {string} role */
async function added(path, who, role) {
  const made = await admin.post(`${path}/members`, { login: who.account.login, role });
  assert.equal(made.status, 201, made.text);
  return made.json;
}

const path = await project();
const rita = await account("Rita");
const gone = await account("Gone");
await stack.psql(`UPDATE account SET disabled_at = now() WHERE login = '${gone.account.login}'`);
const { id: ritas } = await added(path, rita, "reader");

const REFUSALS = /** @type {[string, string, string, any, Record<string, any>][]} */ ([
  ["a login that nobody has", "POST", "", { login: fresh(), role: "reader" }, { status: 422, detail: "unknown_login", field: "login" }],
  ["a disabled account", "POST", "", { login: gone.account.login, role: "reader" }, { status: 422, detail: "unknown_login" }],
  ["a role that there is not", "POST", "", { login: (await account()).account.login, role: "owner" }, { status: 422, detail: "bad_role", field: "role" }],
  ["no role", "POST", "", { login: rita.account.login }, { status: 422, detail: "missing", field: "role" }],
  ["no login", "POST", "", { role: "reader" }, { status: 422, detail: "missing", field: "login" }],
  ["an empty login", "POST", "", { login: "", role: "reader" }, { status: 422, detail: "empty", field: "login" }],
  ["more fields than there are", "POST", "", { login: "x", role: "reader", id: 7 }, { status: 422, detail: "unknown_field", field: "id" }],
  ["another bad role", "PATCH", `/${ritas}`, { role: "admin" }, { status: 422, detail: "bad_role", field: "role" }],
  ["an empty role", "PATCH", `/${ritas}`, { role: "" }, { status: 422, detail: "empty", field: "role" }],
  ["a login that is changed", "PATCH", `/${ritas}`, { login: "x", role: "reader" }, { status: 422, detail: "unknown_field" }],
  ["the role of nobody", "PATCH", "/99", { role: "reader" }, { status: 404, detail: "member" }],
  ["the role of no number", "PATCH", "/0x1", { role: "reader" }, { status: 404, detail: "member" }],
  ["taking nobody out", "DELETE", "/99", undefined, { status: 404, detail: "member" }],
  ["taking out no number", "DELETE", "/-1", undefined, { status: 404, detail: "member" }],
]);

test("an account becomes a member by its login, in any case, and is in at once", async () => {
  const path = await project();
  const who = await account("Ann Otator");
  const login = who.account.login.toUpperCase();
  const made = await admin.post(`${path}/members`, { login, role: "annotator" });
  const member = { id: 2, name: "Ann Otator", login: who.account.login, role: "annotator" };
  assert.equal(made.status, 201);
  assert.deepEqual(made.json, member);
  assert.equal(made.headers.location, `${path}/members/2`);
  assert.deepEqual((await who.all(`${path}/members`))[1], member);
  assert.equal((await who.get(path)).json.role, "annotator");
  const { id: _, ...after } = member;
  assert.deepEqual(await lastAction(path), {
    kind: "member_add",
    by: 1,
    events: [{ table: "member", key: { id: 2 }, before: null, after }],
  });
});

test("what is no member or no role is refused, and nothing is written", async () => {
  const before = (await admin.all(`${path}/events`)).length;
  for (const [name, method, where, body, expected] of REFUSALS)
    assertRefused(await admin.send(method, `${path}/members${where}`, body), expected, name);
  assert.equal((await admin.all(`${path}/events`)).length, before);
});

test("whoever is a member already: 409, with him as he is", async () => {
  const again = await admin.post(`${path}/members`, { login: rita.account.login, role: "manager" });
  assertRefused(again, { status: 409, error: "conflict", detail: "member_taken", field: "login" });
  assert.deepEqual(again.json.current, {
    ...{ id: ritas, name: "Rita", login: rita.account.login, role: "reader" },
    deleted_at: null,
  });
});

test("another role counts from the next request on; the same role is no action", async () => {
  const path = await project();
  const who = await account();
  const { id } = await added(path, who, "reader");
  const text = { title: "T", text: "x" };
  assertRefused(await who.post(`${path}/statements`, text), { status: 403, detail: "role" });
  const raised = await admin.patch(`${path}/members/${id}`, { role: "annotator" });
  assert.equal(raised.status, 200);
  assert.equal(raised.json.role, "annotator");
  assert.deepEqual(await lastAction(path), {
    kind: "member_change",
    by: 1,
    events: [
      { table: "member", key: { id }, before: { role: "reader" }, after: { role: "annotator" } },
    ],
  });
  assert.equal((await who.post(`${path}/statements`, text)).status, 201);
  const actions = (await admin.all(`${path}/events`)).length;
  assert.equal((await admin.patch(`${path}/members/${id}`, { role: "annotator" })).status, 200);
  assert.equal((await admin.all(`${path}/events`)).length, actions);
});

test("who is taken out sees nothing any more and stays the author of his work", async () => {
  const path = await project();
  const who = await account("Former");
  const { id } = await added(path, who, "annotator");
  const text = await statement(path, "some words");
  const made = await highlight(path, text, 0, 4, { note: "mine" }, who);
  assert.equal((await admin.delete(`${path}/members/${id}`)).status, 204);
  assertRefused(await who.get(path), { status: 404, detail: "project" });
  assert.deepEqual(await who.all("/api/projects"), []);
  assert.deepEqual((await admin.get(`${path}/highlights/${made.id}`)).json.author, { id, name: "Former" });
  assert.equal((await admin.all(`${path}/members`))[1].role, null);
  assert.equal((await lastAction(path)).kind, "member_remove");
  for (const [method, body] of /** @type {const} */ ([["DELETE", undefined], ["PATCH", { role: "reader" }]]))
    assertRefused(await admin.send(method, `${path}/members/${id}`, body), { status: 404, detail: "member" });
  assert.equal((await added(path, who, "curator")).id, id, "the same member as before");
  assert.equal((await who.get(`${path}/highlights/${made.id}`)).json.author.id, id);
});

test("a project keeps a manager, whoever goes and in whatever order", async () => {
  const path = await project();
  const refused = { status: 409, error: "conflict", detail: "last_manager" };
  assertRefused(await admin.patch(`${path}/members/1`, { role: "curator" }), refused);
  assertRefused(await admin.delete(`${path}/members/1`), refused);
  const who = await account();
  const { id } = await added(path, who, "manager");
  assert.equal((await admin.patch(`${path}/members/1`, { role: "reader" })).status, 200);
  assertRefused(await who.delete(`${path}/members/${id}`), refused);
  assert.equal((await who.delete(`${path}/members/1`)).status, 204);
});

test("of two managers who take each other out, one stays", async () => {
  for (let round = 0; round < 5; round++) {
    const path = await project();
    const who = await account();
    const { id } = await added(path, who, "manager");
    const both = await Promise.all([
      admin.delete(`${path}/members/${id}`),
      who.delete(`${path}/members/1`),
    ]);
    const [done, refused] = both.sort((a, b) => a.status - b.status);
    assert.equal(done.status, 204, done.text);
    assert.ok([403, 404, 409].includes(refused.status), refused.text);
  }
});

test("a site admin makes himself a member, and history says so", async () => {
  const owner = await account("Owner");
  const path = await project(owner);
  const join = path.replace("/api", "/api/site") + "/join";
  assertRefused(await admin.get(path), { status: 404, detail: "project" });
  const made = await admin.post(join, { role: "reader" });
  assert.equal(made.status, 201);
  assert.equal(made.headers.location, `${path}/members/2`);
  assert.deepEqual([made.json.id, made.json.login, made.json.role], [2, "admin", "reader"]);
  assert.equal((await admin.get(path)).json.role, "reader");
  const { kind, by, events } = await lastAction(path, owner);
  assert.deepEqual([kind, by, events.length, events[0].key], ["member_join", 2, 1, { id: 2 }]);
  const again = await admin.post(join, { role: "manager" });
  assertRefused(again, { status: 409, detail: "member_taken" });
  assert.equal(again.json.current.role, "reader");
});

test("an admin who was a member once joins as the same one, an archived project too", async () => {
  const owner = await account("Owner");
  const path = await project(owner);
  const join = path.replace("/api", "/api/site") + "/join";
  const { id } = (await admin.post(join, { role: "curator" })).json;
  assert.equal((await owner.delete(`${path}/members/${id}`)).status, 204);
  const { revision } = (await owner.get(path)).json;
  assert.equal((await owner.patch(path, { archived: true }, revision)).status, 200);
  assert.equal((await admin.post(join, { role: "manager" })).json.id, id);
  assert.equal((await admin.patch(path, { archived: false }, revision + 1)).status, 200);
});

test("joining is for site admins, into projects that there are, with a role", async () => {
  const owner = await account();
  const path = await project(owner);
  const join = path.replace("/api", "/api/site") + "/join";
  assertRefused(await owner.post(join, { role: "reader" }), { status: 403, detail: "role" });
  assertRefused(await admin.post(join, {}), { status: 422, detail: "missing", field: "role" });
  assertRefused(await admin.post(join, { role: "king" }), { status: 422, detail: "bad_role" });
  const nowhere = await admin.post("/api/site/projects/never-was/join", { role: "reader" });
  assertRefused(nowhere, { status: 404, detail: "project" });
  assert.equal((await owner.all(`${path}/events`)).length, 1);
});

test("a member's change does not touch the project's revision or what is in it", async () => {
  const path = await project();
  await tags(path, "law");
  const before = (await admin.get(path)).json;
  await added(path, await account(), "curator");
  assert.deepEqual((await admin.get(path)).json, before);
});

// @ts-check
// Walls: a project is its members' alone, and each may do what the role allows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import {
  account,
  admin,
  highlight,
  memberOf,
  project,
  slugOf,
  stack,
  statement,
  tags,
  uuid,
} from "./world.mjs";

const path = await project();
await tags(path, "law");
const on = await statement(path, "some text", { speaker: "Ms Envoy" });
const made = await highlight(path, on, 0, 4, { taggings: [{ tag: "law" }] });

/** Everything that can be asked of a project: [method, path, body, If-Match, least role] */
const REQUESTS = /** @type {[string, string, any, number | undefined, string][]} */ ([
  ["GET", "", undefined, undefined, "reader"],
  ["GET", "/members", undefined, undefined, "reader"],
  ["GET", "/statements", undefined, undefined, "reader"],
  ["GET", "/statements/1", undefined, undefined, "reader"],
  ["GET", "/tags", undefined, undefined, "reader"],
  ["GET", "/stances", undefined, undefined, "reader"],
  ["GET", "/actors", undefined, undefined, "reader"],
  ["GET", "/events", undefined, undefined, "reader"],
  ["GET", "/export?format=json", undefined, undefined, "reader"],
  ["GET", "/export?format=csv", undefined, undefined, "reader"],
  ["GET", `/highlights/${made.id}`, undefined, undefined, "reader"],
  ["POST", "/statements", { title: "T", text: "x" }, undefined, "annotator"],
  ["PUT", "/highlights/@", { statement: 1, start: 0, end: 4, taggings: [] }, undefined, "annotator"],
  ["PATCH", `/highlights/${made.id}`, { note: "x" }, 1, "curator"],
  ["DELETE", `/highlights/${made.id}`, undefined, 2, "curator"],
  ["POST", "/tags", { key: "new", label: "N" }, undefined, "curator"],
]);
const RANKS = ["reader", "annotator", "curator", "manager"];

/** @param {import("./client.mjs").Client} who @param {typeof REQUESTS[0]} request */
const ask = (who, [method, where, body, revision]) =>
  who.send(
    method,
    path + where.replace("@", uuid()),
    body,
    revision ? { headers: { "If-Match": `"${revision}"` } } : {},
  );

test("to whoever is no member a project is not there: 404, as if it never was", async () => {
  const stranger = await account();
  for (const request of REQUESTS) {
    const reply = await ask(stranger, request);
    assertRefused(reply, { status: 404, error: "not_found", detail: "project" }, request.join(" "));
    const nowhere = await stranger.send(
      request[0],
      "/api/projects/never-was" + request[1].replace("@", uuid()),
      request[2],
      request[3] ? { headers: { "If-Match": '"1"' } } : {},
    );
    assert.equal(reply.text, nowhere.text, "no difference to be seen");
  }
});

test("also to a site admin, and to a member who has no role any more", async () => {
  const theirs = await project(await account());
  assertRefused(await admin.get(theirs), { status: 404, detail: "project" });
  const former = await account();
  const { addMember } = await import("./world.mjs");
  await addMember(slugOf(path), former, "reader");
  assert.equal((await former.get(path)).status, 200);
  await stack.psql(`SET session_replication_role = replica;
    UPDATE member SET role = NULL WHERE login = '${former.account.login}'`);
  assertRefused(await former.get(path), { status: 404, detail: "project" });
  assert.deepEqual(await former.all("/api/projects"), []);
});

for (const role of /** @type {const} */ (["reader", "annotator", "curator"]))
  test(`a ${role} may what the role allows and nothing beyond`, async () => {
    const who = await memberOf(slugOf(path), role);
    const before = role === "curator" ? 0 : (await admin.all(`${path}/events?limit=200`)).length;
    for (const request of REQUESTS) {
      const [method, where, , , least] = request;
      const reply = await ask(who, request);
      if (RANKS.indexOf(role) >= RANKS.indexOf(least))
        assert.ok(reply.status < 300, `${method} ${where}: ${reply.text}`);
      else assertRefused(reply, { status: 403, error: "forbidden", detail: "role" }, `${method} ${where}`);
    }
    if (role === "reader")
      assert.equal((await admin.all(`${path}/events?limit=200`)).length, before, "a reader changes nothing");
  });

test("an item of another project is not there, by whatever number or key", async () => {
  const other = await project();
  assertRefused(await admin.get(`${other}/statements/${on.id}`), { status: 404, detail: "statement" });
  assertRefused(await admin.get(`${other}/highlights/${made.id}`), { status: 404, detail: "highlight" });
  const there = await statement(other, "text");
  const put = (/** @type {any} */ fields) =>
    admin.put(`${other}/highlights/${uuid()}`, {
      statement: there.id,
      start: 0,
      end: 4,
      taggings: [],
      ...fields,
    });
  assertRefused(await put({ taggings: [{ tag: "law" }] }), { status: 422, detail: "unknown_tag" });
  assertRefused(await put({ actor: on.speaker.id }), { status: 422, detail: "unknown_actor" });
});

test("changing or deleting by another project's path reaches nothing", async () => {
  const other = await project();
  const apart = await highlight(path, on, 5, 9, { note: "stays" });
  assertRefused(await admin.patch(`${other}/highlights/${apart.id}`, { note: "x" }, 1), {
    status: 404,
    detail: "highlight",
  });
  assertRefused(await admin.delete(`${other}/highlights/${apart.id}`, 1), {
    status: 404,
    detail: "highlight",
  });
  assert.deepEqual((await admin.get(`${path}/highlights/${apart.id}`)).json, apart);
});

const TABLES = [
  "project",
  "member",
  "stance",
  "actor",
  "affiliation",
  "statement",
  "statement_version",
  "tag",
  "highlight",
  "tagging",
  "action",
  "event",
];

test("the web role sees no row of any project without `enter`", async () => {
  for (const table of TABLES) {
    const count = await stack.psql(`SELECT count(*) FROM ${table}`, "postil_web");
    assert.equal(String(count).trim(), "0", table);
  }
});

test("the web role cannot read accounts, sessions or passwords at all", async () => {
  for (const table of ["account", "session"])
    await assert.rejects(stack.psql(`SELECT * FROM ${table}`, "postil_web"), /permission denied/, table);
});

test("the web role cannot write history, become another role, or call enter_as", async () => {
  for (const sql of [
    "INSERT INTO event VALUES (1, 1, 1, 'x', '{}')",
    "DELETE FROM action",
    "UPDATE event SET seq = 9",
    "SET ROLE postil_owner",
    "SELECT enter_as('admin', NULL, NULL)",
  ])
    await assert.rejects(stack.psql(sql, "postil_web"), /permission denied/, sql);
});

test("every table of a project has row-level security", async () => {
  const open = await stack.psql(`SELECT string_agg(relname, ' ') FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT relrowsecurity
      AND relname <> 'schema_migration'`);
  assert.equal(String(open).trim(), "");
});

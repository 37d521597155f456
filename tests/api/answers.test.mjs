// @ts-check
// Every answer that the document promises does occur: each operation is brought to give
// each of its statuses.  So the document says neither less nor more than is true.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { Client } from "./client.mjs";
import { document, seen } from "./contract.mjs";

const CAP = 20_000;
const stack = await startStack({
  own: true,
  env: { POSTIL_BODY_MAX: String(CAP), POSTIL_IMPORT_MAX: String(CAP), POSTIL_OPEN_PROJECTS: "no" },
});
after(() => stack.stop());

const PASSWORD = "correct horse battery";
const admin = await new Client(stack.origin).signIn("admin", stack.password);
await admin.post("/api/accounts", { login: "reader", name: "R", password: PASSWORD });
await admin.post("/api/accounts", { login: "late", name: "L", password: PASSWORD });
const reader = await new Client(stack.origin).signIn("reader", PASSWORD);
const stranger = new Client(stack.origin);

const path = "/api/projects/ours";
await admin.post("/api/projects", { slug: "ours", title: "Ours" });
await admin.post(`${path}/statements`, { title: "T", text: "some text" });
await stack.psql(`SET session_replication_role = replica;
  INSERT INTO member (project_id, id, name, login, account_id, role)
  SELECT p.id, 2, 'R', 'reader', a.id, 'reader' FROM project p, account a
   WHERE p.slug = 'ours' AND a.login = 'reader'`);

const span = (fields = {}) => ({ statement: 1, start: 0, end: 4, taggings: [], ...fields });
const at = (id = randomUUID()) => `${path}/highlights/${id}`;

/** A highlight, deleted on wish. @param {boolean} [gone] */
async function there(gone) {
  const id = randomUUID();
  await admin.put(at(id), span());
  if (gone) await admin.delete(at(id), 1);
  return at(id);
}

/** Another project, by its path: for what ends one, or cannot be in ours. */
async function another() {
  const slug = randomUUID();
  await admin.post("/api/projects", { slug, title: "Another" });
  return `/api/projects/${slug}`;
}

/** One in which nothing may be changed any more. @param {(path: string) => Promise<any>} [first] */
async function archived(first = async () => {}) {
  const where = await another();
  await first(where);
  await admin.patch(where, { archived: true }, 1);
  return where;
}

/** A statement of ours, deleted on wish. @param {boolean} [gone] */
async function statementThere(gone) {
  const { json } = await admin.post(`${path}/statements`, { title: "T", text: "some text" });
  if (gone) await admin.delete(`${path}/statements/${json.id}`, 1);
  return json.id;
}

/** A new member of ours: the path in the API. */
async function memberThere() {
  const login = randomUUID();
  await admin.post("/api/accounts", { login, name: "M", password: PASSWORD });
  const { json } = await admin.post(`${path}/members`, { login, role: "reader" });
  return `${path}/members/${json.id}`;
}

/** The path that undoes the last action. */
async function undoLast() {
  const { json } = await admin.get(`${path}/actions?limit=1`);
  return `${path}/actions/${json.items[0].number}/undo`;
}

/** A right request for each operation; what is read anew each time is a function.
 * @type {Record<string, () => any>} */
const RIGHT = {
  session_start: () => ({ login: "admin", password: stack.password }),
  account_create: () => ({ login: randomUUID(), name: "N", password: PASSWORD }),
  account_change: () => ({}),
  account_change_own: () => ({}),
  account_settings_put: () => ({ settings: {} }),
  token_create: () => ({ label: "L", scope: "read" }),
  reset_create: () => ({}),
  reset_use: () => ({ token: "x", password: PASSWORD }),
  project_create: () => ({ slug: randomUUID(), title: "T" }),
  project_patch: () => ({ title: "Ours" }),
  member_add: () => ({ login: "late", role: "reader" }),
  member_change: () => ({ role: "annotator" }),
  project_join: () => ({ role: "reader" }),
  statement_create: () => ({ title: "T", text: "x" }),
  statement_patch: () => ({ title: "Changed", state: "done" }),
  left_put: () => ({ end: 9 }),
  highlight_put: () => span(),
  highlight_patch: () => ({ note: "x" }),
  tag_create: () => ({ key: randomUUID(), label: "L" }),
};

/** @typedef {{id: string, method: string, where: string, unsafe: boolean, matched: boolean}} Operation */

/** @param {Operation} op @param {any} [body] @param {any} [options] @param {Client} [who] @param {string} [where] */
const send = (op, body = RIGHT[op.id]?.(), options = {}, who = admin, where = op.where) => {
  const match = op.matched ? { "If-Match": '"1"' } : {};
  const caller = op.id === "session_start" ? new Client(stack.origin) : who; // who keeps the old one
  return caller.send(op.method, where, body, { ...options, headers: { ...match, ...options.headers } });
};

/** How any operation is brought to a status. @type {Record<string, (op: Operation) => Promise<any>>} */
const GENERAL = {
  400: (op) => send(op, undefined, { raw: "{" }),
  401: (op) => send(op, undefined, {}, stranger),
  403: (op) =>
    op.unsafe
      ? send(op, undefined, { headers: { Origin: "https://evil.example" } })
      : send(op, undefined, {}, reader),
  404: (op) => send(op, undefined, {}, admin, op.where.replace("ours", "theirs")),
  413: (op) => send(op, undefined, { raw: " ".repeat(CAP + 1) }),
  415: (op) => send(op, undefined, { headers: { "Content-Type": "text/plain" } }),
  422: (op) => send(op, undefined, {}, admin, `${op.where}?nonsense=1`),
  428: (op) => send(op, undefined, { headers: { "If-Match": undefined } }),
};

/** What a single operation does to get there. @type {Record<string, (op: Operation) => Promise<any>>} */
const SPECIAL = {
  "session_start 401": (op) => send(op, { login: "admin", password: "wrong" }),
  "session_end 204": async (op) =>
    send(op, undefined, {}, await new Client(stack.origin).signIn("reader", PASSWORD)),
  "session_end_one 204": async (op) => {
    await new Client(stack.origin).signIn("admin", stack.password);
    const [{ id }] = await admin.all("/api/account/sessions");
    return send(op, undefined, {}, admin, `/api/account/sessions/${id}`);
  },
  "token_revoke 204": async (op) => {
    const { json } = await admin.post("/api/account/tokens", RIGHT.token_create());
    return send(op, undefined, {}, admin, `/api/account/tokens/${json.id}`);
  },
  "account_change 404": (op) => send(op, undefined, {}, admin, "/api/accounts/nobody"),
  "account_change 409": (op) => send(op, { is_admin: false }, {}, admin, "/api/accounts/admin"),
  "reset_create 404": (op) => send(op, undefined, {}, admin, "/api/accounts/nobody/reset"),
  "reset_use 204": async (op) => {
    const { json } = await admin.post("/api/accounts/late/reset", {});
    return send(op, { token: json.link.split("#")[1], password: PASSWORD });
  },
  "account_create 409": (op) => send(op, { login: "Admin", name: "N", password: PASSWORD }),
  "project_create 409": (op) => send(op, { slug: "ours", title: "T" }),
  "project_patch 200": async (op) => send(op, undefined, {}, admin, await another()),
  "project_patch 412": (op) => send(op, undefined, { headers: { "If-Match": '"9"' } }),
  "project_purge 204": async (op) => send(op, undefined, {}, admin, await another()),
  "project_purge 412": (op) => send(op, undefined, { headers: { "If-Match": '"9"' } }),
  "member_add 409": (op) => send(op, { login: "reader", role: "reader" }),
  "member_change 200": async (op) => send(op, undefined, {}, admin, await memberThere()),
  "member_change 409": (op) => send(op, undefined, {}, admin, `${path}/members/1`),
  "member_remove 204": async (op) => send(op, undefined, {}, admin, await memberThere()),
  "member_remove 409": (op) => send(op, undefined, {}, admin, `${path}/members/1`),
  "project_join 201": async (op) => {
    await admin.patch("/api/accounts/late", { is_admin: true });
    const late = await new Client(stack.origin).signIn("late", PASSWORD);
    const where = (await another()).replace("/api", "/api/site");
    return send(op, undefined, {}, late, `${where}/join`);
  },
  "project_join 404": (op) => send(op, undefined, {}, admin, op.where.replace("ours", "theirs")),
  "statement_create 409": async (op) =>
    send(op, undefined, {}, admin, `${await archived()}/statements`),
  "statement_patch 200": async (op) =>
    send(op, undefined, {}, admin, `${path}/statements/${await statementThere()}`),
  "statement_patch 409": async (op) => {
    const where = await archived((to) => admin.post(`${to}/statements`, { title: "T", text: "x" }));
    return send(op, undefined, {}, admin, `${where}/statements/1`);
  },
  "statement_patch 412": (op) => send(op, undefined, { headers: { "If-Match": '"9"' } }),
  "statement_delete 204": async (op) =>
    send(op, undefined, {}, admin, `${path}/statements/${await statementThere()}`),
  "statement_delete 409": async (op) => {
    const where = await archived((to) => admin.post(`${to}/statements`, { title: "T", text: "x" }));
    return send(op, undefined, {}, admin, `${where}/statements/1`);
  },
  "statement_delete 412": async (op) =>
    send(op, undefined, { headers: { "If-Match": '"9"' } }, admin,
      `${path}/statements/${await statementThere()}`),
  "left_put 200": async (op) => (await send(op), send(op)),
  "left_put 201": async (op) =>
    send(op, undefined, {}, admin, `${path}/statements/${await statementThere()}/left_uncoded/0`),
  "left_put 409": async (op) => {
    const where = await archived((to) => admin.post(`${to}/statements`, { title: "T", text: "some text" }));
    return send(op, undefined, {}, admin, `${where}/statements/1/left_uncoded/0`);
  },
  "left_delete 409": async (op) => {
    const where = await archived(async (to) => {
      await admin.post(`${to}/statements`, { title: "T", text: "some text" });
      await admin.put(`${to}/statements/1/left_uncoded/0`, { end: 9 });
    });
    return send(op, undefined, {}, admin, `${where}/statements/1/left_uncoded/0`);
  },
  "trash_purge_statement 204": async (op) =>
    send(op, undefined, {}, admin, `${path}/trash/statements/${await statementThere(true)}`),
  "trash_purge_highlight 204": async (op) =>
    send(op, undefined, {}, admin, (await there(true)).replace("/highlights", "/trash/highlights")),
  "action_undo 200": async (op) => {
    await there();
    return send(op, undefined, {}, admin, await undoLast());
  },
  "action_undo 409": (op) => send(op, undefined, {}, admin, `${path}/actions/1/undo`),
  "import 200": (op) => send(op, undefined, { raw: "A text." }),
  "import 409": async (op) => {
    await admin.post(`${path}/tags`, { key: "held", label: "Held" });
    return send(op, undefined, {
      raw: JSON.stringify({ codebook: { tags: [{ key: "held", label: "Another" }] } }),
    }, admin, `${op.where}?format=json`);
  },
  "highlight_get 200": async (op) => send(op, undefined, {}, admin, await there()),
  "highlight_put 200": async (op) =>
    send(op, span({ note: "y" }), { headers: { "If-Match": '"1"' } }, admin, await there()),
  "highlight_put 409": async (op) => send(op, span(), {}, admin, await there(true)),
  "highlight_put 412": async (op) => send(op, span({ note: "y" }), {}, admin, await there()),
  "highlight_patch 200": async (op) => send(op, undefined, {}, admin, await there()),
  "highlight_patch 409": async (op) => send(op, undefined, {}, admin, await there(true)),
  "highlight_patch 412": async (op) =>
    send(op, undefined, { headers: { "If-Match": '"9"' } }, admin, await there()),
  "highlight_delete 204": async (op) => send(op, undefined, {}, admin, await there()),
  "highlight_delete 409": async (op) => send(op, undefined, {}, admin, await there(true)),
  "highlight_delete 412": async (op) =>
    send(op, undefined, { headers: { "If-Match": '"9"' } }, admin, await there()),
  "tag_create 409": async (op) => (
    await send(op, { key: "k", label: "L" }),
    send(op, { key: "k", label: "L" })
  ),
};

/** Operations that ask for a revision. */
const MATCHED = [
  "highlight_patch",
  "highlight_delete",
  "project_patch",
  "project_purge",
  "statement_patch",
  "statement_delete",
];

/** @type {(Operation & {template: string, statuses: string[]})[]} */
const operations = Object.entries(document.paths).flatMap(([template, item]) =>
  Object.entries(item)
    .filter(([key]) => key !== "parameters")
    .map(([key, operation]) => ({
      id: operation.operationId,
      template,
      method: key.toUpperCase(),
      unsafe: key !== "get",
      matched: MATCHED.includes(operation.operationId),
      where: template
        .replace("{slug}", "ours")
        .replace("{login}", "reader")
        .replace("statements/{id}", "statements/1")
        .replace("{start}", "0")
        .replace("{id}", randomUUID()),
      statuses: Object.keys(operation.responses),
    })),
);

for (const op of operations)
  for (const status of op.statuses.filter((one) => one !== "503"))
    test(`${op.method} ${op.template} does answer ${status}`, async () => {
      const provoke = SPECIAL[`${op.id} ${status}`] ?? GENERAL[status] ?? send;
      const reply = await provoke(op);
      assert.equal(reply.status, Number(status), reply.text);
      assert.ok(seen.has(`${op.method} ${op.template} ${status}`));
    });

test("each operation that asks the database does answer 503 without it", async () => {
  await stack.without("postgres", async () => {
    for (const op of operations) {
      const reply = await send(op);
      assert.equal(reply.status, op.statuses.includes("503") ? 503 : 200, `${op.id}: ${reply.text}`);
    }
  });
});

test("where only site admins may make projects, others are told so", async () => {
  const reply = await reader.post("/api/projects", RIGHT.project_create());
  assert.equal(reply.status, 403);
  assert.equal(reply.json.detail, "role");
});

// @ts-check
// world.mjs: the stack that the tests talk to, and what they need in it: a project of
// their own, statements, members of each role.  Nothing here is shared between tests but
// the accounts.
//
// What a file waits for stands above its first test: the runner takes a file whose tests are
// all done for done, and the stack goes.

import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { after } from "node:test";
import { startStack } from "../support/stack.mjs";
import { Client } from "./client.mjs";

export const stack = await startStack();
after(() => stack.stop());

/** The site admin, signed in. */
export const admin = await new Client(stack.origin).signIn("admin", stack.password);

/** A caller without a session. */
export const stranger = () => new Client(stack.origin);

/** A word that no other test uses. @param {string} [stem] */
export const fresh = (stem = "t") => `${stem}-${randomBytes(6).toString("hex")}`;

export const uuid = randomUUID;

/** A file of the sample data beside the project, or undefined where it is absent.
 * @param {string} name */
export function dataFile(name) {
  const url = new URL(`../../../shared/data/${name}`, import.meta.url);
  return existsSync(url) ? url : undefined;
}

/** @param {string} name */
export function dataText(name) {
  const url = dataFile(name);
  return url && readFileSync(url, "utf8");
}

export const PASSWORD = "correct horse battery";

/** A new account, signed in. @param {string} [name] */
export async function account(name = "Someone") {
  const login = fresh("user");
  const made = await admin.post("/api/accounts", { login, name, password: PASSWORD });
  assert.equal(made.status, 201, made.text);
  return new Client(stack.origin).signIn(login, PASSWORD);
}

/** A script of the account's: a caller with a new API token and nothing else.
 * @param {Client} owner @param {object} [fields] of the token */
export async function script(owner, fields = {}) {
  const made = await owner.post("/api/account/tokens", { label: "A script", scope: "write", ...fields });
  assert.equal(made.status, 201, made.text);
  return Object.assign(stranger(), { bearer: made.json.token, account: owner.account, token: made.json });
}

/** @type {Map<string, Client>} */
const byRole = new Map();

/** The caller with this role in the project; the same account in every project.
 * @param {string} slug @param {"reader" | "annotator" | "curator"} role */
export async function memberOf(slug, role) {
  const client = byRole.get(role) ?? (await account(`The ${role}`));
  byRole.set(role, client);
  await addMember(slug, client, role);
  return client;
}

/** Makes an account a member of a project of the admin's, if it is not one already.
 * @param {string} slug @param {Client} client @param {string} role */
export async function addMember(slug, client, role) {
  const { login } = client.account;
  const made = await admin.post(`/api/projects/${slug}/members`, { login, role });
  assert.ok(made.status === 201 || made.json.detail === "member_taken", made.text);
}

/** A new project of the caller's; its API path. @param {Client} [client] @param {object} [fields] */
export async function project(client = admin, fields = {}) {
  const slug = fresh("p");
  const made = await client.post("/api/projects", { slug, title: `Project ${slug}`, ...fields });
  assert.equal(made.status, 201, made.text);
  return `/api/projects/${slug}`;
}

/** @param {string} path of a project */
export const slugOf = (path) => path.split("/")[3];

/** A new statement as the API answers it. @param {string} path of the project @param {string} text
 * @param {object} [fields] @param {Client} [client] @returns {Promise<any>} */
export async function statement(path, text, fields = {}, client = admin) {
  const made = await client.post(`${path}/statements`, { title: "A statement", text, ...fields });
  assert.equal(made.status, 201, made.text);
  return made.json;
}

/** New tags by their keys. @param {string} path @param {...string} keys */
export async function tags(path, ...keys) {
  for (const key of keys) {
    const made = await admin.post(`${path}/tags`, { key, label: `Tag ${key}` });
    assert.equal(made.status, 201, made.text);
  }
}

/** A new highlight as the API answers it. @param {string} path of the project @param {any} on the statement
 * @param {number} start @param {number} end @param {any} [fields] @param {Client} [client] @returns {Promise<any>} */
export async function highlight(path, on, start, end, fields = {}, client = admin) {
  const { id = uuid(), ...rest } = fields;
  const made = await client.put(`${path}/highlights/${id}`, {
    statement: on.id,
    start,
    end,
    taggings: [],
    ...rest,
  });
  assert.equal(made.status, 201, made.text);
  return made.json;
}

/** Does something with each of a list, a few at a time. @template T @param {T[]} list
 * @param {(one: T, at: number) => Promise<any>} deed */
export async function each(list, deed) {
  const rest = [...list.entries()];
  const work = async () => {
    for (let next; (next = rest.shift());) await deed(next[1], next[0]);
  };
  await Promise.all([work(), work(), work(), work()]);
}

/** The code points [start, end) of a text. @param {string} text @param {number} start @param {number} end */
export const slice = (text, start, end) => [...text].slice(start, end).join("");

/** What each table of projects holds of one: its number of rows and their checksum.  The
 * catalogue says which tables there are. @param {string} path of a project, or its number
 * @returns {Promise<Record<string, {rows: number, sum: string}>>} */
export async function contents(path) {
  const id = path.startsWith("/") ? await numberOf(path) : path;
  const tables = await stack.psql(`SELECT c.relname FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'project_id'
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace`);
  const held = [...tables.split("\n").map((name) => [name, "project_id"]), ["project", "id"]].map(
    ([name, column]) => `SELECT '${name}', count(*),
      md5(coalesce(string_agg(r::text, E'\\n' ORDER BY r::text), '')) FROM ${name} r WHERE ${column} = ${id}`,
  );
  const lines = (await stack.psql(held.join(" UNION ALL "))).split("\n");
  return Object.fromEntries(
    lines.map((line) => line.split("|")).map(([name, rows, sum]) => [name, { rows: Number(rows), sum }]),
  );
}

/** The number by which the database knows a project. @param {string} path */
export const numberOf = async (path) =>
  await stack.psql(`SELECT id FROM project WHERE slug = '${slugOf(path)}'`);

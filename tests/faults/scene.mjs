// @ts-check
// scene.mjs: a project with a statement and a few tags, and members of it who are signed in.

import assert from "node:assert/strict";
import { Client } from "../api/client.mjs";

/** @typedef {import("../support/stack.mjs").Stack} Stack */
/** @typedef {Awaited<ReturnType<typeof setScene>>} Scene */

const PASSWORD = "correct horse battery";
const TAGS = ["law", "norm", "threat", "capacity", "due-diligence"];
/** Signs of one, two, three and four bytes, and a mark that combines. */
const PASSAGE = "States should not knowingly allow \u{1f54a} their territory \u2013 r\u00e9sume\u0301, 网络空间主权 \u2013 to be used. ";

/** @param {Stack} stack @param {string} slug */
export async function setScene(stack, slug) {
  const admin = await new Client(stack.origin).signIn("admin", stack.password);
  const path = `/api/projects/${slug}`;
  await post(admin, "/api/projects", { slug, title: slug });
  for (const key of TAGS) await post(admin, `${path}/tags`, { key, label: key });
  const statement = await post(admin, `${path}/statements`, { title: "One", text: PASSAGE.repeat(20) });
  const project = Number(await stack.psql(`SELECT id FROM project WHERE slug = '${slug}'`));
  return { stack, admin, slug, path, project, statement: { id: statement.id, text: statement.text } };
}

/** @param {Client} client @param {string} path @param {any} body */
async function post(client, path, body) {
  const made = await client.post(path, body);
  assert.ok(made.status < 300, made.text);
  return made.json;
}

/** Somebody new in the project, signed in and with a token: what a thread must know to be
 * this member's page or script.
 * @param {Scene} scene @param {string} name */
export async function member({ stack, admin, slug, path, statement }, name) {
  const login = `${slug}-${name}`;
  await post(admin, "/api/accounts", { login, name, password: PASSWORD });
  const { id } = await post(admin, `${path}/members`, { login, role: "curator" });
  const client = await new Client(stack.origin).signIn(login, PASSWORD);
  const { token } = await post(client, "/api/account/tokens", { label: "script", scope: "write" });
  const { csrf, account, cookies } = client;
  return {
    member: id,
    origin: stack.origin,
    cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join("; "),
    token,
    state: { build: "", csrf, account, member: id, project: { slug, role: "curator" } },
    statement,
    tags: TAGS,
  };
}

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

/** Somebody new in the project, signed in: what a thread must know to be this member's page.
 * @param {Scene} scene @param {string} name */
export async function member({ stack, admin, slug, project, statement }, name) {
  const login = `${slug}-${name}`;
  await post(admin, "/api/accounts", { login, name, password: PASSWORD });
  const { csrf, account, cookies } = await new Client(stack.origin).signIn(login, PASSWORD);
  // Without the triggers, which ask for an action.
  const id = Number(await stack.psql(`SET session_replication_role = replica;
    INSERT INTO member (project_id, id, name, login, account_id, role)
    SELECT ${project}, (SELECT max(m.id) + 1 FROM member m WHERE m.project_id = ${project}),
           a.name, a.login, a.id, 'curator' FROM account a WHERE a.login = '${login}' RETURNING id`));
  return {
    member: id,
    origin: stack.origin,
    cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join("; "),
    state: { build: "", csrf, account, member: id, project: { slug, role: "curator" } },
    statement,
    tags: TAGS,
  };
}

// @ts-check
// busy.mjs: the project `busy`, in which everything has happened that can: what is to be
// checked, backed up and brought back.

import assert from "node:assert/strict";
import { Client } from "../api/client.mjs";

/** @typedef {import("../support/database.mjs").Stack} Stack */

const PATH = "/api/projects/busy";

/** Its highlights, by name. */
export const ID = {
  kept: "0190a000-0000-7000-8000-000000000001",
  moved: "0190a000-0000-7000-8000-000000000002",
  retagged: "0190a000-0000-7000-8000-000000000003",
  deleted: "0190a000-0000-7000-8000-000000000004",
  restored: "0190a000-0000-7000-8000-000000000005",
  hidden: "0190a000-0000-7000-8000-000000000006",
  purged: "0190a000-0000-7000-8000-000000000007",
};

const TEXT = "We must \u{1f54a} prevent conflict. \u{1f1fa}\u{1f1f3} norms apply.";

const HIGHLIGHTS = /** @type {[string, any][]} */ ([
  [ID.kept, { statement: 1, start: 0, end: 9, taggings: [{ tag: "peace", stance: "affirms" }, { tag: "norm" }] }],
  [ID.moved, { statement: 1, start: 3, end: 7, note: "a \"note\"", taggings: [] }],
  [ID.retagged, { statement: 1, start: 10, end: 17, actor: "Ms Tester", taggings: [{ tag: "norm" }, { tag: "law" }] }],
  [ID.deleted, { statement: 2, start: 0, end: 2, taggings: [{ tag: "law", stance: "opposes" }] }],
  [ID.restored, { statement: 2, start: 8, end: 9, taggings: [{ tag: "peace" }] }],
]);

/** What no request can do yet: the codebook's tags and stances change, a text is corrected,
 * an actor belongs to a group. */
const BY_HAND = `
  SELECT enter_as('admin', 'busy', 'manager');
  SELECT act('test');
  UPDATE tag SET label = 'Norms', retired = true, revision = revision + 1
   WHERE project_id = current_project() AND key = 'norm';
  UPDATE tag SET key = 'peaceful', parent_id = 3, revision = revision + 1
   WHERE project_id = current_project() AND key = 'peace';
  INSERT INTO tag (project_id, id, key, label, position) VALUES (current_project(), 9, 'brief', 'Brief', 9);
  DELETE FROM tag WHERE project_id = current_project() AND id = 9;
  UPDATE stance SET definition = NULL, position = 20, revision = revision + 1
   WHERE project_id = current_project() AND key = 'warns';
  INSERT INTO affiliation (project_id, actor_id, group_id, to_day)
  SELECT current_project(), 1, max(a.id), '1999-12-31' FROM actor a WHERE a.project_id = current_project();
  UPDATE actor SET aliases = '{"The \\"T\\""}', code = 'TST', revision = revision + 1
   WHERE project_id = current_project() AND id = 1;
  INSERT INTO statement_version (project_id, statement_id, version, body)
  SELECT project_id, 2, 2, body || ' Corrected.' FROM statement_version
   WHERE project_id = current_project() AND statement_id = 2;
  UPDATE statement SET version = 2, meta = '{"corrected": true}', revision = revision + 1
   WHERE project_id = current_project() AND id = 2;`;

/** @param {Promise<import("../api/client.mjs").Reply>} asked @param {number} status */
async function expect(asked, status) {
  const reply = await asked;
  assert.equal(reply.status, status, reply.text);
  return reply;
}

/** @param {Client} admin */
async function fill(admin) {
  await expect(admin.post("/api/projects", { slug: "busy", title: "Busy", settings: { a: [1, null] } }), 201);
  for (const [key, parent] of [["norm"], ["peace"], ["law", "norm"]])
    await expect(admin.post(`${PATH}/tags`, { key, label: key, parent }), 201);
  const fields = { speaker: "Ms Tester", delegation: "Kestria", on_behalf_of: "Harbour Group", meta: { n: 1 } };
  for (const title of ["One", "Two", "Three"])
    await expect(admin.post(`${PATH}/statements`, { title, text: TEXT, date: "2015-09", ...fields }), 201);
  for (const [id, body] of HIGHLIGHTS)
    await expect(admin.put(`${PATH}/highlights/${id}`, body), 201);
}

/** @param {Client} admin */
async function changeHighlights(admin) {
  const path = (/** @type {string} */ id) => `${PATH}/highlights/${id}`;
  await expect(admin.patch(path(ID.moved), { start: 4, end: 8 }, 1), 200);
  await expect(admin.patch(path(ID.retagged), { taggings: [{ tag: "law", stance: "supports" }, { tag: "peace" }] }, 1), 200);
  await expect(admin.patch(path(ID.retagged), { note: "n", actor: null }, 2), 200);
  await expect(admin.delete(path(ID.deleted), 1), 204);
  await expect(admin.delete(path(ID.restored), 1), 204);
  await expect(admin.put(path(ID.restored), { ...HIGHLIGHTS[4][1], statement: 3 }, 2), 200);
}

/** @param {Client} admin */
async function changeProject(admin) {
  const ann = { login: "ann", name: "Ann", password: "correct horse battery" };
  await expect(admin.post("/api/accounts", ann), 201);
  await expect(admin.post(`${PATH}/members`, { login: "ann", role: "reader" }), 201);
  await expect(admin.patch(`${PATH}/members/2`, { role: "curator" }), 200);
  await expect(admin.delete(`${PATH}/members/2`), 204);
  await expect(admin.patch(PATH, { description: "Much", archived: true }, 1), 200);
  await expect(admin.patch(PATH, { archived: false, settings: { b: 2 } }, 2), 200);
}

/** A statement is deleted with what is marked in it, another one purged, and a tag made, not
 * made and made. @param {Client} admin */
async function throwAway(admin) {
  for (const [title, id] of /** @type {const} */ ([["Four", ID.hidden], ["Five", ID.purged]])) {
    const { id: statement } = (await expect(admin.post(`${PATH}/statements`, { title, text: TEXT }), 201)).json;
    await expect(admin.put(`${PATH}/highlights/${id}`, { statement, start: 0, end: 2, note: "n", taggings: [{ tag: "law" }] }), 201);
    await expect(admin.delete(`${PATH}/statements/${statement}`, 1), 204);
  }
  await expect(admin.delete(`${PATH}/trash/statements/5`), 204);
  await expect(admin.post(`${PATH}/tags`, { key: "again", label: "Again" }), 201);
  const undo = async () => {
    const { number } = (await admin.all(`${PATH}/actions`))[0];
    return expect(admin.post(`${PATH}/actions/${number}/undo`), 200);
  };
  for (let times = 0; times < 3; times++) await undo();
}

/** Makes it; the caller who did. @param {Stack} stack */
export async function makeBusy(stack) {
  const admin = await new Client(stack.origin).signIn("admin", stack.password);
  await fill(admin);
  await changeHighlights(admin);
  await changeProject(admin);
  await stack.psql(`SET timezone = 'UTC'; BEGIN;${BY_HAND} COMMIT;`, "postil_owner");
  await throwAway(admin);
  return admin;
}

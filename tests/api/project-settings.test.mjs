// @ts-check
// A project as a whole: its settings, and being archived.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { rights } from "./tables.mjs";
import { account, addMember, admin, highlight, project, slugOf, statement, stranger, tags, uuid } from "./world.mjs";

/** @param {string} path */
const lastAction = async (path) => (await admin.all(`${path}/events?limit=200`)).at(-1);

const path = await project();
const archived = await project();
await tags(archived, "law");
const text = await statement(archived, "some words of a text");
const mark = await highlight(archived, text, 0, 4, { taggings: [{ tag: "law" }] });
const apart = await highlight(archived, text, 5, 10);
await admin.delete(`${archived}/highlights/${apart.id}`, 1);
const reader = await account();
await addMember(slugOf(archived), reader, "reader");
const newcomer = await account();
const since = (await admin.patch(archived, { archived: true }, 1)).json;

test("what is given changes, the rest stays, and history has just that", async () => {
  const path = await project(admin, { description: "Old", language: "en", settings: { a: 1 } });
  const before = (await admin.get(path)).json;
  const changed = await admin.patch(path, { title: "New ✓", settings: { b: [2] } }, 1);
  assert.equal(changed.status, 200);
  assert.equal(changed.etag, '"2"');
  const wanted = { ...before, title: "New ✓", settings: { b: [2] }, revision: 2 };
  assert.deepEqual(changed.json, wanted);
  assert.deepEqual((await admin.get(path)).json, wanted);
  const { kind, events } = await lastAction(path);
  assert.equal(kind, "project_change");
  assert.equal(events.length, 1);
  assert.equal(events[0].table, "project");
  assert.deepEqual(events[0].before, { title: before.title, settings: { a: 1 }, revision: 1 });
  assert.deepEqual(events[0].after, { title: "New ✓", settings: { b: [2] }, revision: 2 });
});

test('"" takes description and language away, null leaves them', async () => {
  const path = await project(admin, { description: "Old", language: "en" });
  const left = (await admin.patch(path, { description: null, language: null }, 1)).json;
  assert.deepEqual([left.description, left.language], ["Old", "en"]);
  const taken = (await admin.patch(path, { description: "", language: "" }, 2)).json;
  assert.deepEqual([taken.description, taken.language], [null, null]);
});

const REFUSALS = /** @type {[string, any, string | undefined, Record<string, any>][]} */ ([
  ["without a revision", { title: "T" }, undefined, { status: 428, detail: "revision_needed" }],
  ["two revisions", { title: "T" }, '"1", "2"', { status: 422, detail: "bad_revision", field: "If-Match" }],
  ["an empty title", { title: "" }, '"1"', { status: 422, detail: "empty", field: "title" }],
  ["a long title", { title: "x".repeat(1001) }, '"1"', { status: 422, detail: "too_long", field: "title" }],
  ["a slug", { slug: "other" }, '"1"', { status: 422, detail: "unknown_field", field: "slug" }],
  ["no language", { language: "no language" }, '"1"', { status: 422, detail: "bad_language" }],
  ["settings that are a list", { settings: [] }, '"1"', { status: 422, detail: "wrong_type", field: "settings" }],
  ["archived by a word", { archived: "yes" }, '"1"', { status: 422, detail: "wrong_type", field: "archived" }],
  ["an old revision", { title: "T" }, '"7"', { status: 412, detail: "stale" }],
]);

test("what is no setting is refused, and nothing changes", async () => {
  const before = (await admin.get(path)).json;
  for (const [name, body, match, expected] of REFUSALS)
    assertRefused(await admin.patch(path, body, { headers: { "If-Match": match } }), expected, name);
  assert.deepEqual((await admin.get(path)).json, before);
  assert.equal((await admin.all(`${path}/events`)).length, 1);
});

test("whoever comes late is shown what there is", async () => {
  const { json } = await admin.patch(path, { title: "Late" }, 9);
  assert.deepEqual(json.current, { ...(await admin.get(path)).json, deleted_at: null });
});

test("of two who change the same revision one is late", async () => {
  const path = await project();
  const both = await Promise.all([
    admin.patch(path, { title: "A" }, 1),
    admin.patch(path, { title: "B" }, 1),
  ]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412]);
});

// --- archived -------------------------------------------------------------------------------

/** What changes something in a project: [name, method, path, body, If-Match] */
const CHANGES = /** @type {[string, string, string, any, number?][]} */ ([
  ["a statement", "POST", "/statements", { title: "T", text: "x" }],
  ["a tag", "POST", "/tags", { key: "new", label: "N" }],
  ["a new highlight", "PUT", `/highlights/${uuid()}`, { statement: text.id, start: 0, end: 4, taggings: [] }],
  ["a changed highlight", "PATCH", `/highlights/${mark.id}`, { note: "x" }, 1],
  ["a replaced highlight", "PUT", `/highlights/${mark.id}`, { statement: text.id, start: 0, end: 5, taggings: [] }, 1],
  ["a deleted highlight", "DELETE", `/highlights/${mark.id}`, undefined, 1],
  ["a restored highlight", "PUT", `/highlights/${apart.id}`, { statement: text.id, start: 5, end: 10, taggings: [] }, 2],
  ["a new member", "POST", "/members", { login: newcomer.account.login, role: "reader" }],
  ["another role", "PATCH", "/members/2", { role: "curator" }],
  ["a member taken out", "DELETE", "/members/2", undefined],
]);

test("in an archived project nothing is changed by anybody", async () => {
  assert.ok(Date.parse(since.archived_at) > 0);
  const before = await admin.get(`${archived}/export`);
  const actions = await admin.all(`${archived}/events?limit=200`);
  for (const [name, method, where, body, revision] of CHANGES) {
    const options = revision ? { headers: { "If-Match": `"${revision}"` } } : {};
    const reply = await admin.send(method, archived + where, body, options);
    assertRefused(reply, { status: 409, error: "conflict", detail: "archived" }, name);
  }
  assert.equal((await admin.get(`${archived}/export`)).text, before.text);
  assert.deepEqual(await admin.all(`${archived}/events?limit=200`), actions);
});

test("it is read as ever, and what is stored already is no change", async () => {
  assert.equal((await reader.get(`${archived}/statements/${text.id}`)).json.highlights.length, 1);
  assert.equal((await reader.get(archived)).json.archived_at, since.archived_at);
  const [listed] = await reader.all("/api/projects");
  assert.equal(listed.archived_at, since.archived_at);
  const same = { statement: text.id, start: 0, end: 4, taggings: [{ tag: "law" }] };
  assert.equal((await admin.put(`${archived}/highlights/${mark.id}`, same)).status, 200);
});

test("its settings can still be changed, and it can be taken back", async () => {
  const again = (await admin.patch(archived, { archived: true, title: "Old" }, 2)).json;
  assert.deepEqual([again.archived_at, again.title], [since.archived_at, "Old"]);
  const back = (await admin.patch(archived, { archived: false }, 3)).json;
  assert.equal(back.archived_at, null);
  const { kind, events } = await lastAction(archived);
  assert.equal(kind, "project_change");
  assert.deepEqual(events[0].after, { archived_at: null, revision: 4 });
  for (const [name, method, where, body, revision] of CHANGES) {
    const options = revision && where.includes(apart.id) ? { headers: { "If-Match": `"${revision}"` } } : {};
    if (revision && !options.headers) continue; // they would be in each other's way
    const reply = await admin.send(method, archived + where, body, options);
    assert.ok(reply.status < 300, `${name}: ${reply.text}`);
  }
});

// --- first data of the pages ----------------------------------------------------------------

/** @param {import("./client.mjs").Client} who @param {string} page */
async function stateOf(who, page) {
  const { status, text } = await who.get(page, { unchecked: true });
  assert.equal(status, 200, text);
  return JSON.parse(/** @type {any} */ (/id="state">(.*?)<\/script>/s.exec(text))[1]);
}

test("the page of settings begins with the project and its members", async () => {
  const { account, project, members, csrf } = await stateOf(admin, `/p/${slugOf(archived)}/settings`);
  assert.equal(csrf, admin.csrf);
  assert.equal(account.login, "admin");
  const { member_id, ...rest } = project;
  assert.deepEqual(rest, (await admin.get(archived)).json);
  assert.equal(member_id, 1);
  assert.deepEqual(members, (await admin.get(`${archived}/members`)).json);
});

test("the page of help shows the table of rights, and who is signed in if anybody is", async () => {
  const table = [...rights].map(([key, least]) => ({ key, least }));
  const open = await stateOf(stranger(), "/help");
  assert.deepEqual(Object.keys(open).sort(), ["build", "rights"]);
  assert.deepEqual(open.rights, table);
  const state = await stateOf(admin, "/help");
  assert.deepEqual(state.rights, table);
  assert.equal(state.account.login, "admin");
  assert.equal(state.csrf, admin.csrf);
  const ended = stranger();
  ended.cookies.set("postil", "not-a-session");
  assert.deepEqual(await stateOf(ended, "/help"), open);
});

// @ts-check
// Rights: every row of the table of routes, asked by everybody there is, in each way; what
// may be done is what the table of rights says, and nothing that is refused leaves a trace.

import assert from "node:assert/strict";
import { test } from "node:test";
import { WAYS, callersOf, isOwn, isSafe, settle, verdict } from "./callers.mjs";
import { SAMPLES, Things } from "./samples.mjs";
import { routes } from "./tables.mjs";
import { PASSWORD, account, addMember, admin, contents, each, project, slugOf, stack, statement, tags } from "./world.mjs";

/** @typedef {import("./callers.mjs").Caller} Caller @typedef {import("./tables.mjs").Route} Route
 * @typedef {{caller: Caller, route: Route, way: string, mine: boolean}} Cell */

const path = await project();
await tags(path, "law");
await statement(path, "some words of a text", { speaker: "Ms Envoy" });
const other = await account("Somebody else");
await addMember(slugOf(path), other, "annotator");
const spare = (await account("Spare")).account.login;
const world = { path, other, spare };
const callers = await callersOf(path);
const named = (/** @type {Route} */ { method, path }) => `${method} ${path}`;

/** Everything there is to ask of a row. @param {Route} route @returns {Cell[]} */
const cellsOf = (route) =>
  callers.flatMap((caller) =>
    [false, true]
      .filter((mine) => !mine || (isOwn(route) && caller.hand && caller.role))
      .flatMap((mine) => WAYS.map((way) => ({ caller, route, way, mine }))),
  );

/** @param {Cell} cell */
const judge = ({ caller, route, way, mine }) => verdict(caller, route, way, mine);

/** @param {Cell} cell */
const tell = ({ caller, route, way, mine }) =>
  `${named(route)} by ${caller.name}, ${way}${mine ? ", his own" : ""}`;

/** @type {Map<string, any>} */
const standing = new Map();

/** The request of a cell. @param {Cell} cell @param {boolean} [anew] about a fresh thing */
async function sampleOf({ caller, route, mine }, anew = false) {
  const maker = mine ? /** @type {any} */ (caller.hand) : other;
  return await SAMPLES[named(route)](new Things(world, maker, anew ? (caller.hand ?? other) : undefined, standing));
}

/** @param {Cell} cell @param {import("./samples.mjs").Sample} sample */
async function ask({ caller, route, way }, sample) {
  const { slug = slugOf(path), params = {}, query = "", body, text, revision } = sample;
  const known = /** @type {Record<string, any>} */ ({ slug, ...params });
  const where = route.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(known[name])) + query;
  /** @type {Record<string, string | undefined>} */
  const headers = {};
  if (revision) headers["if-match"] = `"${revision}"`;
  if (text) headers["content-type"] = "text/plain";
  if (caller.bearer) headers.authorization = `Bearer ${caller.bearer}`;
  if (way === WAYS[1]) headers["x-csrf-token"] = undefined;
  if (way === WAYS[2]) headers.origin = "https://elsewhere.example";
  return await caller.client.send(route.method, where, body, { headers, raw: text, unchecked: !route.params });
}

/** The rows of all that a caller could have changed. */
async function rows() {
  const logins = [...callers.map(({ hand, client }) => (hand ?? client).account?.login), spare, other.account.login];
  return {
    project: await contents(path),
    accounts: await stack.psql(`SELECT a.*, (SELECT array_agg((t.id, t.label, t.scope, t.revoked_at) ORDER BY t.id)
        FROM api_token t WHERE t.account_id = a.id), (SELECT count(*) FROM session s WHERE s.account_id = a.id)
      FROM account a WHERE a.login IN (${logins.map((login) => `'${login}'`)}) ORDER BY a.id`),
  };
}

/** The same, and as a member sees it. */
const everything = async () => ({
  ...(await rows()),
  export: (await admin.get(`${path}/export`)).text,
  events: await admin.all(`${path}/events?limit=200`),
});

/** A page's refusal is a page, or the way to sign in.
 * @param {import("./client.mjs").Reply} reply @param {NonNullable<import("./callers.mjs").Verdict>} wanted @param {string} cell */
function checkPage(reply, { status, detail }, cell) {
  assert.equal(reply.status, status === 401 ? 303 : status, cell);
  if (status === 401) assert.match(String(reply.headers.location), /^\/login\?next=\//, cell);
  else assert.ok(reply.text.includes(`"detail":"${detail}"`), cell);
}

/** @param {Cell} cell */
async function refused(cell) {
  const wanted = /** @type {NonNullable<import("./callers.mjs").Verdict>} */ (judge(cell));
  const reply = await ask(cell, await sampleOf(cell));
  if (!cell.route.params) return checkPage(reply, wanted, tell(cell));
  const { status, json } = reply;
  assert.deepEqual({ status, detail: json?.detail }, wanted, `${tell(cell)}\n${reply.text.slice(0, 400)}`);
}

const USUAL = /** @type {Record<string, number>} */ ({ GET: 200, POST: 201, PUT: 201, PATCH: 200, DELETE: 204 });

/** Signs a caller in again whose session went with what he did. @param {Caller} caller @param {Map<string, string>} had */
async function restore(caller, had) {
  caller.client.cookies = had;
  if (caller.bearer) await caller.client.signIn("admin", stack.password);
  else if (caller.hand) await caller.client.signIn(caller.hand.account.login, PASSWORD);
}

/** @param {Cell} cell */
async function done(cell) {
  const sample = await sampleOf(cell, true);
  const had = new Map(cell.caller.client.cookies);
  const reply = await ask(cell, sample);
  assert.equal(reply.status, sample.status ?? USUAL[cell.route.method], `${tell(cell)}\n${reply.text.slice(0, 400)}`);
  if (sample.ends) await restore(cell.caller, had);
}

const cells = routes.filter((route) => named(route) in SAMPLES).map((route) => cellsOf(route));
// What one may not change any more was made when one could.
for (const cell of cells.flat()) if (cell.way === WAYS[0]) await sampleOf(cell);
await settle(path, callers);
const before = await everything();
const { project: held, accounts } = before;

test("each row of the table of routes has its sample", () => {
  assert.deepEqual(Object.keys(SAMPLES).sort(), routes.map(named).sort());
});

for (const row of cells) {
  const wrong = row.filter((cell) => judge(cell));
  if (wrong.length)
    test(`${named(row[0].route)}: ${wrong.length} times refused, and nothing is changed`, async () => {
      await each(wrong, refused);
      if (!isSafe(row[0].route.method)) assert.deepEqual(await rows(), { project: held, accounts });
    });
}

test("after all that was refused everything is as it was", async () => {
  assert.deepEqual(await everything(), before);
});

for (const row of cells) {
  const right = row.filter((cell) => !judge(cell));
  test(`${named(row[0].route)}: ${right.length} times done`, async () => {
    assert.ok(right.length > 0, "somebody may");
    if (isSafe(row[0].route.method)) await each(right, done);
    else for (const cell of right) await done(cell);
  });
}

test("how much was asked", (t) => {
  const all = cells.flat();
  const no = all.filter(judge).length;
  t.diagnostic(`${cells.length} routes × ${callers.length} callers × ${WAYS.length} ways: ` +
    `${all.length} requests, ${no} refused, ${all.length - no} done`);
  assert.ok(all.length >= cells.length * callers.length * WAYS.length);
});

// @ts-check
// callers.mjs: who asks, and what the table of rights says to them.  The walk of
// rights.test.mjs lets each of them ask for everything.

import assert from "node:assert/strict";
import { rights } from "./tables.mjs";
import { account, addMember, admin, project, slugOf, stack, stranger } from "./world.mjs";

/** @typedef {import("./client.mjs").Client} Client @typedef {import("./tables.mjs").Role} Role @typedef {import("./tables.mjs").Route} Route */

export const ROLES = /** @type {Role[]} */ (["reader", "annotator", "curator", "manager"]);

/**
 * @typedef {object} Caller
 * @property {string} name
 * @property {Client} client sends the requests
 * @property {Client} [hand] of the same account, by session: makes what is the caller's own
 * @property {Role} [role] in the project that is walked
 * @property {"session" | "read" | "write" | "elsewhere"} [scope] absent: nobody that there is (any more)
 * @property {string} [bearer] sent beside a cookie, which must not count
 * @property {boolean} [isAdmin]
 */

/** The outcome that the table asks for; undefined: it may. @typedef {{status: number, detail: string} | undefined} Verdict */

/** How a request comes: as from our own page, without the token of one, or from another site. */
export const WAYS = /** @type {const} */ (["as ours", "without a CSRF token", "from another site"]);

const SCOPES = ["read", "write", "session"];

/** @param {string} method */
export const isSafe = (method) => method === "GET" || method === "HEAD";

/** What the request itself is refused for, before anybody asks who sends it.
 * @param {Caller} caller @param {Route} route @param {string} way @returns {Verdict} */
function ofRequest(caller, route, way) {
  if (isSafe(route.method)) return undefined;
  if (way === WAYS[2]) return { status: 403, detail: "origin" };
  const byCookie = caller.client.cookies.size > 0 && !caller.bearer;
  if (rights.get(route.right) !== "anyone" && byCookie && way === WAYS[1])
    return { status: 403, detail: "csrf" };
}

/** What the token is not good for. @param {Caller} caller @param {Route} route @returns {Verdict} */
function ofToken(caller, route) {
  const own = rights.get(route.right) === "own_account";
  const needed = own ? "session" : isSafe(route.method) ? "read" : "write";
  if (SCOPES.indexOf(caller.scope ?? "") < SCOPES.indexOf(needed)) return { status: 403, detail: "scope" };
}

/** @param {Caller} caller @param {Route} route @returns {Verdict} */
function ofAccess(caller, route) {
  const least = rights.get(route.right);
  if (least === "anyone") return undefined;
  if (caller.bearer && !route.params) return { status: 401, detail: "sign_in" }; // pages know cookies alone
  if (!caller.scope) return { status: 401, detail: caller.bearer ? "bad_bearer" : "sign_in" };
  return (caller.bearer && ofToken(caller, route)) || ofRole(caller, route.right);
}

/** @param {Caller} caller @param {string} right @returns {Verdict} */
function ofRole(caller, right) {
  const least = rights.get(right);
  if (least === "site_admin" && !caller.isAdmin) return { status: 403, detail: "role" };
  if (!ROLES.includes(/** @type {any} */ (least))) return undefined;
  if (!caller.role) return { status: 404, detail: "project" };
  if (ROLES.indexOf(caller.role) < ROLES.indexOf(/** @type {Role} */ (least)))
    return { status: 403, detail: "role" };
}

/** Whether it matters whose thing it is. @param {Route} route */
export const isOwn = (route) => route.right.endsWith("_own") && rights.has(anyOf(route.right));

/** @param {string} right */
const anyOf = (right) => right.replace(/_own$/, "_any");

/** What the table says to this request. @param {Caller} caller @param {Route} route
 * @param {string} way @param {boolean} mine about a thing of the caller's own @returns {Verdict} */
export function verdict(caller, route, way, mine) {
  const first = ofRequest(caller, route, way) ?? ofAccess(caller, route);
  if (first || mine || !isOwn(route)) return first;
  return ofRole(caller, anyOf(route.right));
}

/** @param {string} slug @param {Role} role */
async function member(slug, role) {
  const client = await account(`A ${role}`);
  await addMember(slug, client, role);
  return client;
}

/** A manager's token, sent with the cookie of a site admin, who may other things.
 * @param {string} name @param {Client} hand @param {object} fields */
async function tokenOf(name, hand, fields) {
  const made = await hand.post("/api/account/tokens", { label: name, ...fields });
  assert.equal(made.status, 201, made.text);
  const client = await stranger().signIn("admin", stack.password);
  return { name, client, hand, role: /** @type {const} */ ("manager"), bearer: made.json.token };
}

/** One that was good until yesterday. @param {string} slug */
async function expired(slug) {
  const hand = await member(slug, "manager");
  const token = await tokenOf("expired token", hand, { scope: "write", expires: "2100-01-01" });
  await stack.psql(`UPDATE api_token t SET expires = current_date - 2 FROM account a
    WHERE a.id = t.account_id AND a.login = '${hand.account.login}'`);
  return token;
}

/** One that is good for a project of the same account's alone. @param {string} slug */
async function bound(slug) {
  const hand = await member(slug, "manager");
  const fields = { scope: "write", project: slugOf(await project(hand)) };
  return { ...(await tokenOf("token for another project", hand, fields)), scope: /** @type {const} */ ("elsewhere") };
}

/** With its session still in the browser. @param {string} slug */
async function disabled(slug) {
  const client = await member(slug, "manager");
  const gone = await admin.patch(`/api/accounts/${client.account.login}`, { disabled: true });
  assert.equal(gone.status, 200, gone.text);
  return { name: "disabled account", client };
}

/** @param {string} name @param {Client} client @param {object} [more] */
const bySession = (name, client, more) => ({ name, client, hand: client, scope: "session", ...more });

async function elsewhere() {
  const client = await account("Manager elsewhere");
  await project(client);
  return bySession("manager of another project", client);
}

async function siteAdmin() {
  const client = await account("Site admin");
  const raised = await admin.patch(`/api/accounts/${client.account.login}`, { is_admin: true });
  assert.equal(raised.status, 200, raised.text);
  return bySession("admin who is no member", client, { isAdmin: true });
}

/** All of them, for a project of the admin's.  Those with a role are annotators until
 * settle() gives it to them: a reader, too, may have things of his own.
 * @param {string} path @returns {Promise<Caller[]>} */
export async function callersOf(path) {
  const slug = slugOf(path);
  const roles = [];
  for (const role of ROLES) roles.push(bySession(role, await member(slug, "annotator"), { role }));
  return /** @type {Caller[]} */ ([
    { name: "nobody", client: stranger() },
    await elsewhere(),
    ...roles,
    await siteAdmin(),
    { ...(await tokenOf("read token", await member(slug, "manager"), { scope: "read" })), scope: "read" },
    { ...(await tokenOf("write token", await member(slug, "manager"), { scope: "write" })), scope: "write" },
    await bound(slug),
    await expired(slug),
    await disabled(slug),
  ]);
}

/** @param {string} path @param {Caller[]} callers */
export async function settle(path, callers) {
  const members = await admin.all(`${path}/members`);
  for (const { role, client, bearer } of callers) {
    if (!role || bearer) continue;
    const { id } = members.find(({ login }) => login === client.account.login);
    const given = await admin.patch(`${path}/members/${id}`, { role });
    assert.equal(given.status, 200, given.text);
  }
}

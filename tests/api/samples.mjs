// @ts-check
// samples.mjs: for each row of the table of routes a request that does what the row is for.

import { Client } from "./client.mjs";
import { PASSWORD, account, addMember, admin, fresh, highlight, project, slugOf, stack, statement, uuid } from "./world.mjs";

/**
 * @typedef {object} Sample
 * @property {string} [slug] of another project than the one that is walked
 * @property {Record<string, string | number>} [params] of the path, beside slug
 * @property {string} [query]
 * @property {any} [body] sent as JSON
 * @property {string} [text] sent as it is, as text/plain
 * @property {number} [revision] of If-Match
 * @property {number} [status] when it is done; else the method's usual one
 * @property {boolean} [ends] the session that it is sent with
 *
 * @typedef {object} World
 * @property {string} path of the project that is walked; the admin's
 * @property {Client} other an annotator in it, whose things are no caller's own
 * @property {string} spare the login of an account that does nothing
 */

/**
 * What a request is about: a thing that stands there for all to try in vain or, where the
 * request may succeed, a fresh one each time.
 */
export class Things {
  /** @param {World} world @param {Client} maker whose things they are
   * @param {Client | undefined} hand the caller's: things are fresh, and there must be one
   * for what only he can have; undefined: things stand there
   * @param {Map<string, any>} standing */
  constructor(world, maker, hand, standing) {
    this.world = world;
    this.path = world.path;
    this.maker = maker;
    this.hand = hand;
    this.standing = standing;
  }

  /** @template T @param {string} kind @param {() => Promise<T>} make @returns {Promise<T>} */
  async thing(kind, make) {
    if (this.hand) return await make();
    const key = `${kind} of ${this.maker.account.login}`;
    if (!this.standing.has(key)) this.standing.set(key, await make());
    return this.standing.get(key);
  }

  /** @returns {Promise<{id: number, revision: number}>} */
  statement() {
    return this.thing("statement", () => statement(this.path, "some words", {}, this.maker));
  }

  /** @returns {Promise<{id: string, statement: number, revision: number}>} */
  highlight() {
    return this.thing("highlight", async () => {
      const on = await statement(this.path, "some words", {}, this.maker);
      return await highlight(this.path, on, 0, 4, { note: "as it was" }, this.maker);
    });
  }

  /** One that lies in the trash. */
  deletedHighlight() {
    return this.thing("deleted highlight", async () => {
      const on = await statement(this.path, "some words", {}, this.maker);
      const { id } = await highlight(this.path, on, 0, 4, {}, this.maker);
      await this.maker.delete(`${this.path}/highlights/${id}`, 1);
      return id;
    });
  }

  deletedStatement() {
    return this.thing("deleted statement", async () => {
      const { id } = await statement(this.path, "some words", {}, this.maker);
      await admin.delete(`${this.path}/statements/${id}`, 1);
      return id;
    });
  }

  /** The number of an action. */
  action() {
    return this.thing("action", async () => {
      await statement(this.path, "some words", {}, this.maker);
      return await stack.psql(`SELECT last_action FROM project WHERE slug = '${slugOf(this.path)}'`);
    });
  }

  /** The login of somebody who is no member. */
  newcomer() {
    return this.thing("newcomer", async () => (await account()).account.login);
  }

  /** The number of a member. @returns {Promise<number>} */
  member() {
    return this.thing("member", async () => {
      const who = await account();
      await addMember(slugOf(this.path), who, "reader");
      const members = await admin.all(`${this.path}/members`);
      return members.find(({ login }) => login === who.account.login).id;
    });
  }

  /** A project as a whole: a fresh one is the caller's. */
  async project() {
    const path = this.hand ? await project(this.hand) : this.path;
    return { slug: slugOf(path), revision: (await (this.hand ?? admin).get(path)).revision };
  }

  /** A project that the caller is no member of. */
  async others() {
    return { slug: slugOf(this.hand ? await project(this.world.other) : this.path) };
  }

  /** The number of a session that its owner does not use just now. */
  session() {
    const owner = this.hand ?? this.world.other;
    return this.thing("session", async () => {
      await new Client(owner.origin).signIn(owner.account.login, PASSWORD);
      const sessions = (await owner.get("/api/account/sessions")).json.items;
      return sessions.find((/** @type {any} */ one) => !one.current).id;
    });
  }

  token() {
    const owner = this.hand ?? this.world.other;
    return this.thing("token", async () => {
      const made = await owner.post("/api/account/tokens", { label: "spare", scope: "read" });
      return made.json.id;
    });
  }

  /** The token of a one-time link. @returns {Promise<string>} */
  link() {
    return this.thing("link", async () => {
      const made = await admin.post(`/api/accounts/${this.world.spare}/reset`, {});
      return made.json.link.split("#")[1];
    });
  }
}

const nothing = () => ({});
const taggings = /** @type {any[]} */ ([]);

/** @param {Things} t @param {(on: {id: string, statement: number, revision: number}) => any} [body] */
async function onHighlight(t, body) {
  const on = await t.highlight();
  return { params: { id: on.id }, revision: on.revision, body: body?.(on) };
}

/** One's own is made by PUT; another's is put over. @param {Things} t @returns {Promise<Sample>} */
async function putHighlight(t) {
  const body = (/** @type {number} */ on) => ({ statement: on, start: 0, end: 4, note: "put", taggings });
  if (t.maker === t.world.other)
    return { ...(await onHighlight(t, (on) => body(on.statement))), status: 200 };
  return { params: { id: uuid() }, body: body((await t.statement()).id) };
}

const id = async (/** @type {Promise<number | string>} */ found) => ({ params: { id: await found } });
const PROJECT = "/api/projects/{slug}";

/** @type {Record<string, (t: Things) => Sample | Promise<Sample>>} */
export const SAMPLES = {
  "GET /healthz": nothing,
  "GET /readyz": nothing,

  "POST /api/session": (t) => ({ body: { login: t.world.spare, password: PASSWORD }, status: 200, ends: true }),
  "GET /api/session": nothing,
  "DELETE /api/session": () => ({ ends: true }),

  "PATCH /api/account": () => ({ body: { name: fresh("Name") } }),
  "GET /api/account/settings": nothing,
  "PUT /api/account/settings": () => ({ status: 200, body: { settings: { keys: { nextSentence: "l" } } } }),
  "GET /api/account/sessions": nothing,
  "DELETE /api/account/sessions": nothing,
  "DELETE /api/account/sessions/{id}": (t) => id(t.session()),
  "GET /api/account/tokens": nothing,
  "POST /api/account/tokens": () => ({ body: { label: "new", scope: "read" } }),
  "DELETE /api/account/tokens/{id}": (t) => id(t.token()),

  "POST /api/accounts": () => ({ body: { login: fresh("made"), name: "Made", password: PASSWORD } }),
  "GET /api/accounts": nothing,
  "PATCH /api/accounts/{login}": (t) => ({ params: { login: t.world.spare }, body: { name: fresh("Name") } }),
  "POST /api/accounts/{login}/reset": (t) => ({ params: { login: t.world.spare }, body: {}, status: 200 }),
  "POST /api/reset": async (t) => ({ body: { token: await t.link(), password: PASSWORD }, status: 204 }),

  "GET /api/site": nothing,
  "GET /api/site/projects": nothing,
  "POST /api/site/projects/{slug}/join": async (t) => ({ ...(await t.others()), body: { role: "reader" } }),

  "GET /api/projects": nothing,
  "POST /api/projects": () => ({ body: { slug: fresh("p"), title: "New" } }),
  [`GET ${PROJECT}`]: nothing,
  [`PATCH ${PROJECT}`]: async (t) => ({ ...(await t.project()), body: { title: "Changed" } }),
  [`DELETE ${PROJECT}`]: (t) => t.project(),

  [`GET ${PROJECT}/members`]: nothing,
  [`POST ${PROJECT}/members`]: async (t) => ({ body: { login: await t.newcomer(), role: "reader" } }),
  [`PATCH ${PROJECT}/members/{id}`]: async (t) => ({ ...(await id(t.member())), body: { role: "curator" } }),
  [`DELETE ${PROJECT}/members/{id}`]: (t) => id(t.member()),

  [`GET ${PROJECT}/statements`]: () => ({ query: "?q=statement" }),
  [`POST ${PROJECT}/statements`]: () => ({ body: { title: "New", text: "new words" } }),
  [`GET ${PROJECT}/statements/{id}`]: async (t) => id(t.statement().then((on) => on.id)),
  [`PATCH ${PROJECT}/statements/{id}`]: async (t) => {
    const on = await t.statement();
    return { params: { id: on.id }, revision: on.revision, body: { state: "done" } };
  },
  [`DELETE ${PROJECT}/statements/{id}`]: async (t) => {
    const on = await t.statement();
    return { params: { id: on.id }, revision: on.revision };
  },

  [`PUT ${PROJECT}/statements/{id}/left_uncoded/{start}`]: async (t) =>
    ({ params: { id: (await t.statement()).id, start: 0 }, body: { end: 10 } }),
  [`DELETE ${PROJECT}/statements/{id}/left_uncoded/{start}`]: async (t) =>
    ({ params: { id: (await t.statement()).id, start: 0 } }),

  [`PUT ${PROJECT}/highlights/{id}`]: putHighlight,
  [`GET ${PROJECT}/highlights/{id}`]: (t) => id(t.highlight().then((on) => on.id)),
  [`PATCH ${PROJECT}/highlights/{id}`]: (t) => onHighlight(t, () => ({ note: "changed" })),
  [`DELETE ${PROJECT}/highlights/{id}`]: (t) => onHighlight(t),

  [`GET ${PROJECT}/tags`]: nothing,
  [`POST ${PROJECT}/tags`]: () => ({ body: { key: fresh("tag"), label: "New" } }),
  [`GET ${PROJECT}/stances`]: nothing,
  [`GET ${PROJECT}/actors`]: nothing,
  [`GET ${PROJECT}/events`]: () => ({ query: "?limit=5" }),
  [`GET ${PROJECT}/export`]: () => ({ query: "?format=json" }),
  [`POST ${PROJECT}/import`]: () => ({ query: "?format=txt", text: `A title\n${fresh()}`, status: 200 }),

  [`GET ${PROJECT}/actions`]: nothing,
  [`POST ${PROJECT}/actions/{number}/undo`]: async (t) => ({ params: { number: await t.action() }, status: 200 }),
  [`GET ${PROJECT}/trash`]: nothing,
  [`DELETE ${PROJECT}/trash`]: nothing,
  [`DELETE ${PROJECT}/trash/statements/{id}`]: (t) => id(t.deletedStatement()),
  [`DELETE ${PROJECT}/trash/highlights/{id}`]: (t) => id(t.deletedHighlight()),

  "GET /login": nothing,
  "GET /reset": nothing,
  "GET /help": nothing,
  "GET /account": nothing,
  "GET /admin": nothing,
  "GET /": nothing,
  "GET /p/{slug}": nothing,
  "GET /p/{slug}/s/{id}": async (t) => id(t.statement().then((on) => on.id)),
  "GET /p/{slug}/h/{id}": (t) => id(t.highlight().then((on) => on.id)),
  "GET /p/{slug}/codebook": nothing,
  "GET /p/{slug}/activity": nothing,
  "GET /p/{slug}/trash": nothing,
  "GET /p/{slug}/settings": nothing,
};

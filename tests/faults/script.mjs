// @ts-check
// script.mjs: a thread in which a script works as the API's description tells it to: it
// sends again what was not answered, and takes `current` for done where that is what it
// wished.  A POST it sends once: what became of it, only the database knows.

import { visit, below, goesOn, odd, pause, pick, tally } from "./page.mjs";
import { inProject, send } from "../../static/js/api.js";
import { bodyOf, contentOf, sameContent } from "../../static/js/desk/content.js";
import { uuid7 } from "../../static/js/desk/uuid.js";
import { parentPort } from "node:worker_threads";

/** @typedef {import("./ledger.mjs").Wish} Wish */
/** @typedef {import("./ledger.mjs").Claim} Claim */
/** @typedef {any} Row */

/** @type {Wish[]} */ const wishes = [];
/** @type {Claim[]} */ const claims = [];
/** @type {import("./ledger.mjs").Attempt[]} */ const attempts = [];
/** @type {import("./ledger.mjs").Undo[]} */ const undos = [];
/** As last told. @type {Map<string, Row>} */ const rows = new Map();
const { id: statement, text } = visit.statement;
const points = [...text];

/** @param {Row} row @param {string} how @returns {Claim} */
const claimOf = (row, how) => ({
  id: row.id, revision: row.revision, how, content: row.deleted_at ? null : contentOf(row, statement),
});

/** @param {Row} row @param {any} wish */
const fulfils = (row, wish) =>
  wish ? !row.deleted_at && sameContent(contentOf(row, statement), wish) : Boolean(row.deleted_at);

/** Sends until it is answered: the answer, or the refusal.
 * @param {string} method @param {string} path @param {any} [body] @param {number} [revision] @returns {Promise<any>} */
async function insist(method, path, body, revision) {
  for (;;) {
    try {
      return await send(method, path, { body, revision });
    } catch (error) {
      const { status, passing } = /** @type {any} */ (error);
      if (!passing && status !== 500) return error;
      await pause(20 + below(40));
    }
  }
}

/** Changes a highlight as it is wished; how it then is, or null: it is not there.
 * @param {string} method @param {string} id @param {any} wish @param {any} [body] @param {number} [revision]
 * @returns {Promise<Row | null>} */
async function change(method, id, wish, body, revision) {
  wishes.push({ id, content: wish });
  const { status, data, current, detail, message, ...answer } = await insist(method, inProject("highlights", id), body, revision);
  if (status < 300) {
    const row = data ?? { ...rows.get(id), revision: answer.revision, deleted_at: "now" };
    claims.push({ ...claimOf(row, method), done: status === 201 || Boolean(revision) });
    return row;
  }
  if (current) {
    claims.push(claimOf(current, "current"));
    if (!fulfils(current, wish)) tally.outdone = (tally.outdone ?? 0) + 1;
  } else if (detail !== "highlight") odd.push(`${method} ${id}: ${status} ${message}`);
  return current ?? null;
}

function content() {
  const start = below(points.length - 1);
  const end = start + 1 + below(Math.min(40, points.length - start - 1));
  const taggings = visit.tags.filter(() => below(2)).map((tag) => ({ tag, stance: null }));
  return { statement, start, end, quote: points.slice(start, end).join(""), note: word(), actor: null, taggings };
}

const word = () => `${visit.seed}/${wishes.length}`;

/** @param {boolean} deleted */
const some = (deleted) => pick([...rows.values()].filter((row) => Boolean(row.deleted_at) === deleted));

/** What is done with one highlight or none. @type {Record<string, () => Promise<Row | null | void>>} */
const deeds = {
  async put() {
    if (rows.size >= visit.marks) return;
    const wish = content();
    return change("PUT", uuid7(), wish, bodyOf(wish));
  },
  async patch() {
    const row = some(false);
    if (!row) return;
    const { note, taggings } = content();
    const wish = { ...contentOf(row, statement), note, taggings };
    return change("PATCH", row.id, wish, { note, taggings }, row.revision);
  },
  async remove() {
    const row = some(false);
    if (row) return change("DELETE", row.id, null, undefined, row.revision);
  },
  async restore() {
    const row = some(true);
    if (!row) return;
    const wish = content();
    return change("PUT", row.id, wish, bodyOf(wish), row.revision);
  },
  async read() {
    const row = some(false);
    if (!row) return;
    const answer = await send("GET", inProject("highlights", row.id)).catch(() => null);
    if (answer) claims.push(claimOf(answer.data, "GET"));
  },
  async post() {
    const title = `${visit.seed} ${attempts.length}`;
    attempts.push({ title, id: null, dropped: false });
    const answer = await send("POST", inProject("statements"), { body: { title, text: title } }).catch(() => null);
    if (answer) attempts[attempts.length - 1].id = answer.data.id;
  },
  async drop() {
    const one = pick(attempts.filter(({ id, dropped }) => id && !dropped));
    if (!one) return;
    const { status } = await insist("DELETE", inProject("statements", /** @type {number} */ (one.id)), undefined, 1);
    one.dropped = status === 204 || status === 404; // gone, by this try or the one before
  },
  async undo() {
    const last = await insist("GET", `${inProject("actions")}?limit=1&member=${visit.state.member}`);
    const [action] = last.data.items;
    if (!action?.highlight || action.kind === "undo" || action.undone_by) return;
    const { status, data } = await insist("POST", inProject("actions", action.number, "undo"));
    undos.push({ undoes: action.number, number: status === 200 ? data.number : null });
  },
};
const usual = ["put", "patch", "patch", "patch", "remove", "restore", "read", "post", "drop", "undo"];

while (goesOn()) {
  const row = await deeds[pick(usual)]();
  if (row) rows.set(row.id, row);
  await pause(below(30));
}
parentPort?.postMessage({ wishes, claims, views: [], tally, odd, attempts, undos });
parentPort?.close();

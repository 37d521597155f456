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
/** Statements that were sent. @type {{title: string, id: number | null}[]} */ const attempts = [];
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

/** Sends until it is answered; how the highlight then is, or null: it is not there.
 * @param {string} method @param {string} id @param {any} wish @param {any} [body] @param {number} [revision]
 * @returns {Promise<Row | null>} */
async function insist(method, id, wish, body, revision) {
  wishes.push({ id, content: wish });
  for (;;) {
    try {
      const answer = await send(method, inProject("highlights", id), { body, revision });
      const row = answer.data ?? { ...rows.get(id), revision: answer.revision, deleted_at: "now" };
      claims.push({ ...claimOf(row, method), match: revision ?? null, done: answer.status === 201 || Boolean(revision) });
      return row;
    } catch (error) {
      const { status, passing, current, detail, message } = /** @type {any} */ (error);
      if (current) {
        claims.push(claimOf(current, "current"));
        if (!fulfils(current, wish)) tally.outdone = (tally.outdone ?? 0) + 1;
        return current;
      }
      if (detail === "highlight") return null;
      if (!passing && status !== 500) odd.push(`${method} ${id}: ${status} ${message}`);
      if (process.env.TRACE && below(1000) === 0) console.log(method, id, status, message);
      await pause(20 + below(40));
    }
  }
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
    return insist("PUT", uuid7(), wish, bodyOf(wish));
  },
  async patch() {
    const row = some(false);
    if (!row) return;
    const { note, taggings } = content();
    const wish = { ...contentOf(row, statement), note, taggings };
    return insist("PATCH", row.id, wish, { note, taggings }, row.revision);
  },
  async remove() {
    const row = some(false);
    if (row) return insist("DELETE", row.id, null, undefined, row.revision);
  },
  async restore() {
    const row = some(true);
    if (!row) return;
    const wish = { ...content(), note: word() };
    return insist("PUT", row.id, wish, bodyOf(wish), row.revision);
  },
  async read() {
    const row = some(false);
    if (!row) return;
    const answer = await send("GET", inProject("highlights", row.id)).catch(() => null);
    if (answer) claims.push(claimOf(answer.data, "GET"));
  },
  async post() {
    const title = `${visit.seed} ${attempts.length}`;
    attempts.push({ title, id: null });
    const answer = await send("POST", inProject("statements"), { body: { title, text: title } }).catch(() => null);
    if (answer) attempts[attempts.length - 1].id = answer.data.id;
  },
};
const usual = ["put", "patch", "patch", "patch", "remove", "restore", "read", "post"];

while (goesOn()) {
  const row = await deeds[pick(usual)]();
  if (row) rows.set(row.id, row);
  await pause(below(30));
}
parentPort?.postMessage({ wishes, claims, views: [], tally, odd, attempts });
parentPort?.close();

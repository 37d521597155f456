// @ts-check
// page.mjs: what a thread needs so that modules of the desk run in it as in a browser's
// page: its state, its cookie, its fetch.  To be imported before them.

import "../support/browser-like.mjs";
import { parentPort, workerData } from "node:worker_threads";
import { pickFrom, randomFrom } from "../support/random.mjs";
import { Pulse } from "./pulse.mjs";

/**
 * @typedef {object} Visit What a thread is told.
 * @property {string} origin
 * @property {string} cookie a desk's
 * @property {string} token a script's
 * @property {any} state as the server puts it into a page
 * @property {{id: number, text: string}} statement on which it works
 * @property {string[]} tags
 * @property {number} seed
 * @property {number} marks how many highlights there may be of it at a time
 * @property {number} most deeds, after which it rests
 * @property {Pulse["shared"]} pulse
 * @property {boolean} byToken
 */

/** @type {Visit} */
export const visit = workerData;
const random = randomFrom(visit.seed);
export const below = random;
/** @template T @param {readonly T[]} list @returns {T} */
export const pick = (list) => pickFrom(random, list);
/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** How many answers of each status; 0: none came. @type {Record<string, number>} */
export const tally = {};
/** Answers that no fault explains. @type {string[]} */
export const odd = [];
const EXPECTED = [0, 200, 201, 204, 409, 412, 502, 503, 504];

let deedsLeft = visit.most;
parentPort?.on("message", () => (deedsLeft = 0));

/** Is there anything more to do? Each time it is asked is a deed. */
export const goesOn = () => deedsLeft-- > 0;

/** Requests under way. @type {Set<AbortController>} */
const open = new Set();

/** As when a page is left: what is under way is broken off. */
export function leave() {
  for (const one of open) one.abort(new Error("the page was left"));
}

/** @param {string} method @param {string} path @param {number} status @param {() => Promise<string>} text */
async function note(method, path, status, text) {
  tally[status] = (tally[status] ?? 0) + 1;
  if (status >= 200 && status < 300) pulse.beat();
  if (EXPECTED.includes(status)) return;
  const said = await text().catch(String);
  if (status !== 404 || !/"detail":"(highlight|statement)"/.test(said)) odd.push(`${method} ${path}: ${status} ${said}`);
}

const native = globalThis.fetch;
const pulse = new Pulse(visit.pulse);
const credentials = visit.byToken ? { Authorization: `Bearer ${visit.token}` } : { Cookie: visit.cookie };

/** @param {string} path @param {RequestInit} init @param {AbortSignal} signal */
async function once(path, init, signal) {
  const headers = { ...(/** @type {any} */ (init.headers)), ...credentials };
  try {
    const answer = await native(visit.origin + path, { ...init, headers, signal });
    await note(init.method ?? "GET", path, answer.status, () => answer.clone().text());
    return answer;
  } catch (error) {
    await note(init.method ?? "GET", path, 0, async () => "");
    throw error;
  }
}

/** A browser sends again by itself what came to nothing on a connection that it had kept.
 * @param {any} error @param {RequestInit} init */
const isResent = (error, init) =>
  /ECONNRESET|UND_ERR_SOCKET/.test(error?.cause?.code) && init.method !== "POST" && random(2) === 0;

/** What lies beside the modules is read from the disk. @param {string | URL} path @param {RequestInit} [init] */
globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ path, /** @type {RequestInit} */ init = {}) => {
  if (String(path).startsWith("file:")) return native(path, init);
  const abort = new AbortController();
  const pass = () => abort.abort(init.signal?.reason);
  init.signal?.addEventListener("abort", pass);
  open.add(abort);
  try {
    return await once(path, init, abort.signal).catch((error) => {
      if (!isResent(error, init)) throw error;
      return once(path, init, abort.signal);
    });
  } finally {
    init.signal?.removeEventListener("abort", pass);
    open.delete(abort);
  }
});

globalThis.document = /** @type {any} */ ({
  getElementById: () => ({ textContent: JSON.stringify(visit.state) }),
});

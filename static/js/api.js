// @ts-check
// api.js: the one way to the server.  Answers are JSON; what goes wrong is a Refusal.

import { state } from "./state.js";
import { knows, say } from "./words.js";

/**
 * What went wrong, in the reader's language; else as the server says it.
 * @param {number} status @param {{detail?: string, message?: string}} body
 */
export function sentenceOf(status, { detail, message }) {
  const key = `error.${detail}`;
  return knows(key) ? say(key) : message ?? say("answered", { status: String(status) });
}

/**
 * The server said no, or (status 0, error "network") it could not be reached at all.
 * `current` is the present state of the item, with every 409 and 412.
 */
export class Refusal extends Error {
  /** @param {number} status @param {Record<string, any>} [body] @param {unknown} [cause] */
  constructor(status, body = {}, cause) {
    super(sentenceOf(status, body), { cause });
    this.name = "Refusal";
    this.status = status;
    /** @type {string} */ this.error = body.error ?? "internal";
    /** @type {string} */ this.detail = body.detail ?? "";
    /** @type {string | undefined} */ this.field = body.field;
    /** @type {number | undefined} byte position */ this.at = body.at;
    /** @type {any} */ this.current = body.current;
    /** @type {number | undefined} seconds, with a 429 or 503 */ this.wait = body.wait;
  }

  /** Nothing was decided: the same request may be sent again. */
  get passing() {
    return [0, 429, 502, 503, 504].includes(this.status);
  }
}

/**
 * @typedef {object} Options
 * @property {unknown} [body] sent as JSON
 * @property {number} [revision] sent as If-Match
 * @property {AbortSignal} [signal] an abort is thrown as it is, not as a Refusal
 * @property {boolean} [keepalive] let it finish when the page goes
 */
/** @typedef {{status: number, data: any, revision: number | null, action: number | null}} Answer action: that it was in the history */

let csrf = state.csrf;

/**
 * One request.  A token that no longer fits, because the same account signed in again in
 * another tab, is fetched anew once.
 * @param {string} method @param {string} path @param {Options} [options]
 * @returns {Promise<Answer>}
 */
export async function send(method, path, options = {}) {
  try {
    return await attempt(method, path, options);
  } catch (error) {
    const stale = error instanceof Refusal && error.detail === "csrf";
    if (!stale || !(await renewToken())) throw error;
    return attempt(method, path, options);
  }
}

/** @param {string} path @param {Options} [options] @returns {Promise<any>} */
export const get = async (path, options) => (await send("GET", path, options)).data;

/** @param {string} path @param {unknown} body @param {Options} [options] @returns {Promise<any>} */
export const post = async (path, body, options) =>
  (await send("POST", path, { ...options, body })).data;

/**
 * The path of the page's project in the API, with `parts` behind it, each escaped.
 * @param {...(string | number)} parts
 */
export function inProject(...parts) {
  const names = ["projects", state.project?.slug ?? "", ...parts];
  return "/api/" + names.map(encodeURIComponent).join("/");
}

/** Where to sign in so that this page comes back. */
export const signInAgain = () =>
  "/login?next=" + encodeURIComponent(location.pathname + location.search);

/**
 * What went wrong, in words, where nothing can be lost; who was signed out is led to the door.
 * @param {unknown} error
 */
export function wordsOf(error) {
  if (!(error instanceof Refusal)) throw error;
  if (error.status === 401) location.assign(signInAgain());
  return error.message;
}

/**
 * @param {string} method @param {string} path @param {Options} options
 * @returns {Promise<Answer>}
 */
async function attempt(method, path, { body, revision, signal, keepalive }) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (csrf) headers["X-CSRF-Token"] = csrf;
  if (revision) headers["If-Match"] = `"${revision}"`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const [response, text] = await reach(path, { method, headers, body: sent, signal, keepalive });
  const data = parsed(text);
  if (!response.ok) throw new Refusal(response.status, { ...data, wait: waitOf(response) });
  if (text && data === undefined) throw new Refusal(502);
  return { status: response.status, data, revision: revisionOf(response), action: actionOf(response) };
}

/** @param {string} path @param {RequestInit} init @returns {Promise<[Response, string]>} */
async function reach(path, init) {
  try {
    const response = await fetch(path, { ...init, credentials: "same-origin", cache: "no-store" });
    return [response, await response.text()];
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new Refusal(0, { error: "network", message: say("unreachable") }, cause);
  }
}

/** @param {string} text @returns {any} undefined: not JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {Response} response */
function revisionOf(response) {
  const [, digits] = /^(?:W\/)?"(\d+)"$/.exec(response.headers.get("ETag") ?? "") ?? [];
  return digits ? Number(digits) : null;
}

/** @param {Response} response */
const actionOf = (response) => Number(response.headers.get("Postil-Action")) || null;

/** @param {Response} response */
function waitOf(response) {
  const digits = /^\d+$/.exec(response.headers.get("Retry-After") ?? "");
  return digits ? Number(digits[0]) : undefined;
}

/** A new token, but never for somebody else's account. */
async function renewToken() {
  const { data } = await attempt("GET", "/api/session", {});
  if (!data?.csrf || data.csrf === csrf || data.account?.id !== state.account?.id) return false;
  csrf = data.csrf;
  return true;
}

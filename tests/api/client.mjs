// @ts-check
// client.mjs: a caller of the API with a cookie jar, who sends the CSRF token as a page does
// and holds every answer against the document (contract.mjs).

import assert from "node:assert/strict";
import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { check } from "./contract.mjs";

/** Security headers that stand on each answer: design section 7. */
export const SECURITY = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
    "img-src 'self' blob: data:; font-src 'self'; form-action 'self'; base-uri 'none'; " +
    "frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
};

/**
 * @typedef {{headers?: Record<string, string | undefined>, raw?: string | Buffer, unchecked?: boolean}} Options
 *   headers: undefined leaves out one that would go along; raw: bytes of the body instead of JSON;
 *   unchecked: the answer is no matter of the document (a page, an asset)
 * @typedef {import("./contract.mjs").Answer & {bytes: Buffer, etag: string | undefined, revision: number}} Reply
 */

/** One HTTP request, as it is.
 * @param {string} origin @param {string} method @param {string} path
 * @param {Record<string, string>} headers @param {string | Buffer} [body]
 * @param {string} [localAddress] where it comes from
 * @returns {Promise<Reply>} */
export function exchange(origin, method, path, headers, body, localAddress) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const options = { hostname, port, method, path, headers, localAddress, agent: false };
    const outgoing = request(options, (incoming) => {
      /** @type {Buffer[]} */
      const chunks = [];
      incoming.on("data", (chunk) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => resolve(replyOf(incoming, Buffer.concat(chunks))));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** @param {import("node:http").IncomingMessage} incoming @param {Buffer} bytes @returns {Reply} */
function replyOf(incoming, bytes) {
  const plain = incoming.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes;
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain);
  const isJson = String(incoming.headers["content-type"]).startsWith("application/json");
  const etag = incoming.headers.etag;
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    bytes,
    text,
    json: isJson && text ? JSON.parse(text) : undefined,
    etag,
    revision: Number(/"(\d+)"/.exec(etag ?? "")?.[1]),
  };
}

export class Client {
  /** @param {string} origin */
  constructor(origin) {
    this.origin = origin;
    /** @type {Map<string, string>} */
    this.cookies = new Map();
    this.csrf = "";
    /** An API token; it goes along with whatever cookies there are. */
    this.bearer = "";
    /** The web server counts sign-ins by address; each caller has one. */
    this.address = `127.${[0, 0, 0].map(() => 1 + Math.floor(Math.random() * 254)).join(".")}`;
    /** @type {any} */
    this.account = undefined;
  }

  /** @param {string} method @param {string} path @param {any} [body] a value, sent as JSON
   * @param {Options} [options] */
  async send(method, path, body, options = {}) {
    const bytes = options.raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const headers = this.headersFor(method, bytes, options.headers ?? {});
    const reply = await exchange(this.origin, method, path, headers, bytes, this.address);
    this.keep(reply);
    if (!options.unchecked) {
      check({ method, path, headers, body: options.raw === undefined ? body : undefined }, reply);
      checkUsual(reply, `${method} ${path}`);
    }
    return reply;
  }

  /** @param {string} method @param {string | Buffer | undefined} bytes
   * @param {Record<string, string | undefined>} wanted @returns {Record<string, string>} */
  headersFor(method, bytes, wanted) {
    /** @type {Record<string, string | undefined>} */
    const headers = {};
    if (this.cookies.size)
      headers.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (this.csrf && !["GET", "HEAD"].includes(method)) headers["x-csrf-token"] = this.csrf;
    if (this.bearer) headers.authorization = `Bearer ${this.bearer}`;
    if (bytes !== undefined) {
      headers["content-type"] = "application/json";
      headers["content-length"] = String(Buffer.byteLength(bytes));
    }
    for (const [name, value] of Object.entries(wanted)) headers[name.toLowerCase()] = value;
    return /** @type {any} */ (
      Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
    );
  }

  /** @param {Reply} reply */
  keep(reply) {
    for (const line of reply.headers["set-cookie"] ?? []) {
      const [, name, value] = /** @type {RegExpExecArray} */ (/^([^=]+)=([^;]*)/.exec(line));
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
  }

  /** @param {string} path @param {Options} [options] */
  get(path, options) {
    return this.send("GET", path, undefined, options);
  }

  /** @param {string} path @param {any} [body] @param {Options} [options] */
  post(path, body, options) {
    return this.send("POST", path, body, options);
  }

  /** @param {string} path @param {any} body @param {number | Options} [revision] of If-Match, or options */
  put(path, body, revision) {
    return this.send("PUT", path, body, withRevision(revision));
  }

  /** @param {string} path @param {any} body @param {number | Options} [revision] */
  patch(path, body, revision) {
    return this.send("PATCH", path, body, withRevision(revision));
  }

  /** @param {string} path @param {number | Options} [revision] */
  delete(path, revision) {
    return this.send("DELETE", path, undefined, withRevision(revision));
  }

  /** All items of a list. @param {string} path @returns {Promise<any[]>} */
  async all(path) {
    const items = [];
    for (let cursor = ""; ;) {
      const sign = path.includes("?") ? "&" : "?";
      const page = (await this.get(path + (cursor ? `${sign}cursor=${cursor}` : ""))).json;
      items.push(...page.items);
      if (!page.next) return items;
      assert.notEqual(page.next, cursor, "a page that leads to itself");
      cursor = page.next;
    }
  }

  /** @param {string} login @param {string} password */
  async signIn(login, password) {
    const reply = await this.post("/api/session", { login, password });
    assert.equal(reply.status, 200, reply.text);
    this.csrf = reply.json.csrf;
    this.account = reply.json.account;
    return this;
  }
}

/** @param {number | Options | undefined} revision @returns {Options | undefined} */
function withRevision(revision) {
  return typeof revision === "number" ? { headers: { "If-Match": `"${revision}"` } } : revision;
}

/** What every answer of the program carries. @param {Reply} reply @param {string} where */
export function checkUsual(reply, where) {
  for (const [name, value] of Object.entries(SECURITY))
    assert.equal(reply.headers[name], value, `${where}: ${name}`);
  assert.equal(reply.headers["cache-control"], "no-store", `${where}: cache-control`);
}

/** Holds a refusal against what it should be: {status, error?, detail, field?, at?}.
 * @param {Reply} reply @param {Record<string, any>} expected @param {string} [what] */
export function assertRefused(reply, expected, what = "") {
  const { status, ...body } = expected;
  const got = Object.fromEntries(Object.keys(body).map((key) => [key, reply.json?.[key]]));
  assert.deepEqual({ status: reply.status, ...got }, expected, `${what} ${reply.text.slice(0, 600)}`);
}

// @ts-check
// fake-server.mjs: the API's rules for one highlight's PUT and DELETE, in memory, with every
// way in which a request can go wrong; and a clock that stands until it is moved.

/** @typedef {import("../../../static/js/desk/queue.js").Request} Request */
/** @typedef {import("../../../static/js/desk/queue.js").Failure} Failure */
/** @typedef {"lost" | "answer lost" | "hold" | Failure} Mishap lost: it never arrived; answer lost: it was done */

export class FakeServer {
  constructor() {
    /** @type {Map<string, any>} */ this.rows = new Map();
    /** @type {Request[]} */ this.log = [];
    /** For the next requests, one each. @type {Mishap[]} */ this.mishaps = [];
    /** @type {Mishap | null} */ this.always = null;
    /** @type {(() => void)[]} */ this.held = [];
    this.under = new Map();
    this.mostUnder = 0;
  }

  /** @param {Request} request */
  send = async (request) => {
    this.log.push(structuredClone(request));
    this.under.set(request.id, (this.under.get(request.id) ?? 0) + 1);
    this.mostUnder = Math.max(this.mostUnder, ...this.under.values());
    try {
      return await this.answer(structuredClone(request));
    } finally {
      this.under.set(request.id, this.under.get(request.id) - 1);
    }
  };

  /** @param {Request} request */
  async answer(request) {
    const mishap = this.mishaps.shift() ?? this.always;
    if (mishap === "hold") await new Promise((go) => this.held.push(() => go(undefined)));
    if (mishap === "lost") throw { status: 0 };
    if (mishap && typeof mishap === "object") throw mishap;
    const answer = request.method === "PUT" ? this.put(request) : this.remove(request);
    if (mishap === "answer lost") throw { status: 0 };
    return answer;
  }

  /** @param {Request} request */
  put({ id, revision, body }) {
    const row = this.rows.get(id);
    const made = { author: { id: 1, name: "Ada" }, ...body, id, deleted_at: null };
    if (!revision && !row) return this.keep({ ...made, revision: 1 }, 201);
    if (!revision && same(row, made) && !row.deleted_at) return this.keep(row, 200);
    if (!row) throw { status: 404, detail: "highlight" };
    this.check(row, revision);
    return this.keep({ ...made, revision: row.revision + 1 }, 200);
  }

  /** @param {Request} request */
  remove({ id, revision }) {
    const row = this.rows.get(id);
    if (!row) throw { status: 404, detail: "highlight" };
    if (row.deleted_at) throw { status: 409, detail: "deleted", current: structuredClone(row) };
    this.check(row, revision);
    const { revision: now } = this.keep({ ...row, deleted_at: "2026-03-11T09:00:00Z", revision: row.revision + 1 }, 204);
    return { status: 204, data: null, revision: now };
  }

  /** @param {any} row @param {number | null} revision */
  check(row, revision) {
    if (row.revision === revision) return;
    const current = structuredClone(row);
    throw row.deleted_at ? { status: 409, detail: "deleted", current } : { status: 412, detail: "stale", current };
  }

  /** @param {any} row @param {number} status */
  keep(row, status) {
    this.rows.set(row.id, row);
    return { status, data: structuredClone(row), revision: row.revision };
  }
}

/** @param {any} a @param {any} b */
const same = (a, b) => ["start", "end", "note", "actor", "taggings"].every((name) =>
  JSON.stringify(a[name]) === JSON.stringify(b[name]));

export class FakeClock {
  time = 1_000_000;
  /** @type {{at: number, call: () => void}[]} */ alarms = [];
  now = () => this.time;
  random = () => 0.5;
  /** @param {number} ms @param {() => void} call */
  after = (ms, call) => void this.alarms.push({ at: this.time + ms, call });

  /** @param {number} ms */
  async pass(ms) {
    const end = this.time + ms;
    await settled();
    for (;;) {
      const next = this.alarms.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.alarms.splice(this.alarms.indexOf(next), 1);
      this.time = Math.max(this.time, next.at);
      next.call();
      await settled();
    }
    this.time = end;
    await settled();
  }
}

/** Whatever can happen now has happened. */
export const settled = () => new Promise((go) => setTimeout(go, 0));

/** What a browser keeps. */
export class FakeShelf {
  /** @type {Map<string, string>} */ items = new Map();
  full = false;
  get length() { return this.items.size; }
  /** @param {number} i */
  key(i) { return [...this.items.keys()][i] ?? null; }
  /** @param {string} name */
  getItem(name) { return this.items.get(name) ?? null; }
  /** @param {string} name @param {string} value */
  setItem(name, value) {
    if (this.full) throw new Error("no room");
    this.items.set(name, value);
  }
  /** @param {string} name */
  removeItem(name) { this.items.delete(name); }
}

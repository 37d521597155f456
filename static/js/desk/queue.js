// @ts-check
// queue.js: takes every change to the server, one request at a time for each highlight, and
// loses none.  A *wish* is how a highlight should be (null: removed); its *base* is how the
// server last had it.  What went out and was not answered may or may not have happened: it is
// *tried*, and recognised when the server turns out to have it.  A wish stays in the store
// until the server has it, or until its author gives it up.
//
// What is said here of highlights is as true of paragraphs that are left uncoded: left.js
// makes them look like these.

import { bodyOf, contentOf, sameContent } from "./content.js";

/** @import {Content, Row} from "./content.js" */
/** @import {Highlight} from "../types.js" */

/** @typedef {{revision: number, content: Content | null}} Base content null: deleted there */
/** No status: broken off. @typedef {{status?: number, detail?: string, message?: string, current?: any}} Failure */
/** @typedef {{method: "PUT" | "DELETE", id: string, revision: number | null, body?: object}} Request */
/** @typedef {{status: number, data: any, revision: number | null, action?: number | null}} Answer */
/** @typedef {"waiting" | "sending" | "conflict" | "refused"} Progress */
/** step: what came then came with others. @typedef {{wish: Content | null, at: number, step?: string}} Before */
/**
 * @typedef {object} Kept What survives a reload.
 * @property {string} id
 * @property {Content | null} wish
 * @property {Base | null} base null: never seen on the server
 * @property {(Content | null)[]} tried
 * @property {number} since milliseconds
 * @property {number} [at] when it was wished: of two, the later counts
 * @property {Before[]} [past] what was wished before, until when
 */
/**
 * @typedef {object} Pending
 * @property {Progress} progress
 * @property {Content | null} [sent] while it is sending
 * @property {number} failures of its own since it last got an answer
 * @property {number} notBefore milliseconds; 0: it may go out
 * @property {Highlight} [current] conflict: the server's state
 * @property {string} [message] refused: why
 */
/** @typedef {Kept & Pending} Entry */
/** @typedef {"" | "away" | "signed out"} Trouble */
/** @typedef {{now: () => number, after: (ms: number, call: () => void) => void, random: () => number}} Clock */
/**
 * @typedef {object} Store What it answers is waited for: nothing goes out that is not kept.
 * @property {() => Kept[]} all what was kept when it was opened
 * @property {(kept: Kept) => void | Promise<void>} put
 * @property {(id: string, at?: number) => void | Promise<void>} remove but no later wish
 */
/**
 * @typedef {object} Told
 * @property {(entry: Entry) => void} [wished]
 * @property {(id: string, row: Highlight | null | undefined, until: number) => void} [had] the server
 *   has it so, or as before (undefined); no wish of that moment or before it is open any more
 * @property {(act: Act, id: string) => void} [asked] of the one that leads
 */
/** @typedef {"wake" | "retry" | "discard" | "insist"} Act */
/**
 * @typedef {object} Parts
 * @property {(request: Request) => Promise<Answer>} send rejects with a Failure
 * @property {Store} store
 * @property {boolean} [unread] what was kept comes later, by `restore`
 * @property {Clock} clock
 * @property {(id: string, row: Highlight | null) => void} saved the server has it so; null: gone
 * @property {() => void} changed
 * @property {(id: string, action: number) => void} [acted] what it was in the history; 0: not told
 */

/** Requests at one time: of different highlights, and only while the server answers. */
const atOnce = 4;
const firstWait = 1000;
const longestWait = 20_000;

/** The server as a whole does not answer; any other failure concerns one request. */
const away = [0, 408, 429, 502, 503, 504];

/** Nothing was decided: the same may go out again. @param {number} status */
const isPassing = (status) => status >= 500 || away.includes(status);

export class SaveQueue {
  /** @param {Parts} parts @param {number} statement @param {readonly Row[]} rows */
  constructor(parts, statement, rows) {
    this.parts = parts;
    this.statement = statement;
    /** @type {Trouble} */ this.trouble = "";
    this.awayFor = 0;
    this.stamp = 0;
    this.ready = !parts.unread;
    /** Of several tabs one sends; tabs.js says which. */ this.leads = true;
    /** Who is told of what happens here. @type {Told} */ this.told = {};
    /** @type {Map<string, Base>} */ this.bases = new Map();
    /** @type {Map<string, Entry>} */ this.entries = new Map();
    for (const row of rows) this.bases.set(row.id, this.baseOf(row));
    for (const kept of parts.store.all()) this.entries.set(kept.id, waiting(kept));
  }

  /** What was kept before this page, or by another that is gone. @param {Kept[]} all */
  restore(all) {
    for (const kept of all) {
      const { at = -1 } = this.entries.get(kept.id) ?? {};
      if (at < (kept.at ?? 0)) this.entries.set(kept.id, waiting(kept));
    }
    this.ready = true;
    this.parts.changed();
    this.start();
  }

  /** Sends what is due. */
  start() {
    for (const entry of this.due()) this.dispatch(entry);
  }

  /** @param {string} id @param {Content | null} wish @param {string} [step] */
  set(id, wish, step) {
    const entry = this.entries.get(id) ?? this.fresh(id);
    const { past = [] } = entry;
    if (!sameContent(wish, entry.wish)) entry.past = [...past, { wish: entry.wish, at: this.tick(), step }];
    this.wish(entry, wish);
  }

  /** A moment after all before, whatever the clock says. */
  tick() {
    this.stamp = Math.max(this.stamp + 1, this.parts.clock.now());
    return this.stamp;
  }

  /** @param {Entry} entry @param {Content | null} wish @param {number} [at] */
  wish(entry, wish, at = this.tick()) {
    const { id } = entry;
    entry.wish = wish;
    entry.at = at;
    if (entry.progress === "refused") entry.progress = "waiting";
    this.entries.set(id, entry);
    if (!this.leads || !this.settleUnsent(entry)) this.keep(entry);
    this.told.wished?.(entry);
    this.parts.changed();
    this.start();
  }

  /** The server may be back: no more waiting. */
  wake() {
    if (!this.leads) return this.told.asked?.("wake", "");
    this.reached();
    this.parts.changed();
    this.start();
  }

  /** Sends a refused change once more. @param {string} id */
  retry(id) {
    if (!this.leads) return this.told.asked?.("retry", id);
    const entry = this.entries.get(id);
    if (entry?.progress === "refused") this.again(entry);
  }

  /** Gives a change up. @param {string} id */
  discard(id) {
    if (!this.leads) return this.told.asked?.("discard", id);
    const entry = this.entries.get(id);
    if (entry) this.settle(entry, entry.current);
  }

  /** After a conflict: the wish stands against what the server has now. @param {string} id */
  insist(id) {
    if (!this.leads) return this.told.asked?.("insist", id);
    const entry = this.entries.get(id);
    if (!entry?.current) return;
    this.rebase(entry, entry.current);
    this.again(entry);
  }

  /** @param {Progress} progress @returns {Entry[]} oldest first */
  having(progress) {
    return [...this.entries.values()].filter((entry) => entry.progress === progress);
  }

  /** @param {string} id @returns {Entry} */
  fresh(id) {
    const since = this.parts.clock.now();
    const base = this.bases.get(id) ?? null;
    return waiting({ id, wish: base?.content ?? null, base, tried: [], since });
  }

  /** How the server has it now, where nothing waits to change that. @param {string} id @param {Highlight | null} row */
  learn(id, row) {
    if (this.entries.has(id)) return;
    if (row) this.bases.set(id, this.baseOf(row));
    else this.bases.delete(id);
    this.parts.saved(id, row?.deleted_at ? null : row);
    this.told.had?.(id, row, -1);
    this.parts.changed();
  }

  /**
   * Back to where the server is anyway, with nothing under way: no request needed.
   * @param {Entry} entry
   */
  settleUnsent(entry) {
    const same = sameContent(entry.wish, entry.base?.content ?? null);
    if (!same || entry.progress !== "waiting" || entry.tried.length) return false;
    this.entries.delete(entry.id);
    this.parts.store.remove(entry.id, entry.at);
    this.told.had?.(entry.id, undefined, entry.at ?? Infinity);
    return true;
  }

  /**
   * The entries to send now, at most one that probes while the server is away.
   * @returns {Entry[]}
   */
  due() {
    if (!this.leads || this.trouble === "signed out") return [];
    const free = (this.trouble ? 1 : atOnce) - this.having("sending").length;
    const ready = this.having("waiting").filter((entry) => entry.notBefore === 0);
    return ready.slice(0, Math.max(0, free));
  }

  /** @param {Entry} entry */
  async dispatch(entry) {
    const request = requestFor(entry);
    Object.assign(entry, { progress: "sending", sent: entry.wish });
    const kept = this.keep(entry);
    this.parts.changed();
    await kept;
    const [answer, failure] = await this.outcome(request);
    if (answer) this.answered(entry, answer);
    else this.failed(entry, failure ?? {});
    this.start();
  }

  /** @param {Request} request @returns {Promise<[Answer] | [null, Failure]>} */
  async outcome(request) {
    try {
      return [await this.parts.send(request)];
    } catch (failure) {
      return [null, /** @type {Failure} */ (failure)];
    }
  }

  /** @param {Entry} entry @param {Answer} answer */
  answered(entry, answer) {
    const { sent = null } = entry;
    this.reached();
    const revision = answer.revision ?? answer.data?.revision ?? 0;
    const base = { revision, content: sent && contentOf(answer.data ?? sent, this.statement) };
    Object.assign(entry, { base, tried: [], failures: 0 });
    this.bases.set(entry.id, base);
    this.parts.acted?.(entry.id, answer.action ?? 0);
    if (sameContent(entry.wish, sent)) return this.settle(entry, answer.data ?? null);
    entry.past = [{ wish: sent, at: entry.at ?? 0 }];
    this.parts.saved(entry.id, answer.data ?? null);
    this.told.had?.(entry.id, answer.data ?? null, -1);
    this.again(entry);
  }

  /** @param {Entry} entry @param {Failure} failure */
  failed(entry, failure) {
    const { status = 0, detail, current } = failure;
    if (status === 401 || detail === "csrf") return this.signedOut(entry);
    if (isPassing(status)) return this.later(entry, status);
    this.reached();
    entry.failures = 0;
    if ((status === 409 || status === 412) && current) return this.meet(entry, current);
    if (status === 404 && detail === "highlight") return this.vanished(entry);
    this.rest(entry, "refused", { message: failure.message ?? "" });
  }

  /** The server answers: whoever waited for that waits no more. */
  reached() {
    this.trouble = "";
    this.awayFor = 0;
    for (const other of this.having("waiting")) other.notBefore = 0;
  }

  /** @param {Entry} entry */
  signedOut(entry) {
    this.trouble = "signed out";
    this.again(entry);
  }

  /** Whether it happened is not known. @param {Entry} entry @param {number} status */
  later(entry, status) {
    const { clock } = this.parts;
    const { sent = null } = entry;
    if (!entry.tried.some((tried) => sameContent(tried, sent))) entry.tried.push(sent);
    const failures = away.includes(status) ? this.awayFor++ : entry.failures++;
    const ms = Math.min(longestWait, firstWait * 2 ** failures) * (0.75 + clock.random() / 2);
    const until = clock.now() + ms;
    entry.notBefore = until;
    this.rest(entry, "waiting", {});
    if (away.includes(status)) this.pause(entry);
    clock.after(ms, () => this.ripen(until));
  }

  /**
   * Who waited until then waits no more, whatever the clock says: it may have been set back.
   * @param {number} until
   */
  ripen(until) {
    for (const entry of this.having("waiting")) if (entry.notBefore <= until) entry.notBefore = 0;
    this.start();
  }

  /** The others wait as long, and this one goes behind them. @param {Entry} entry */
  pause(entry) {
    this.trouble = "away";
    for (const other of this.having("waiting")) other.notBefore = entry.notBefore;
    this.entries.delete(entry.id);
    this.entries.set(entry.id, entry);
    this.parts.changed();
  }

  /**
   * The server has something else than our base: our own earlier try, our wish, or
   * another's.
   * @param {Entry} entry @param {Highlight} current
   */
  meet(entry, current) {
    const base = this.baseOf(current);
    this.parts.acted?.(entry.id, 0);
    if (sameContent(entry.wish, base.content)) return this.settle(entry, current);
    const ours = [...entry.tried, entry.sent ?? null].some((tried) => sameContent(tried, base.content));
    if (!ours) return this.rest(entry, "conflict", { current });
    this.rebase(entry, current);
    this.again(entry);
  }

  /** No such highlight there: then it is removed as wished, or made anew. @param {Entry} entry */
  vanished(entry) {
    this.bases.delete(entry.id);
    Object.assign(entry, { base: null, tried: [] });
    if (entry.wish) this.again(entry);
    else this.settle(entry, null);
  }

  /** @param {Entry} entry @param {Highlight} current */
  rebase(entry, current) {
    entry.base = this.baseOf(current);
    this.bases.set(entry.id, entry.base);
    Object.assign(entry, { tried: [], current: undefined });
  }

  /** @param {Entry} entry */
  again(entry) {
    entry.notBefore = 0;
    this.rest(entry, "waiting", {});
    this.start();
  }

  /**
   * No request is under way for it any more.
   * @param {Entry} entry @param {Progress} progress @param {Partial<Entry>} why
   */
  rest(entry, progress, why) {
    Object.assign(entry, { progress, sent: undefined, ...why });
    this.keep(entry);
    this.parts.changed();
  }

  /**
   * @param {Entry} entry
   * @param {Highlight | null} [row] undefined: the server's state did not change
   */
  settle(entry, row) {
    this.entries.delete(entry.id);
    this.parts.store.remove(entry.id, entry.at);
    if (row?.revision) this.bases.set(entry.id, this.baseOf(row));
    if (row !== undefined) this.parts.saved(entry.id, row?.deleted_at ? null : row);
    this.told.had?.(entry.id, row, entry.at ?? Infinity);
    this.parts.changed();
  }

  /** @param {Entry} entry */
  keep({ id, wish, base, tried, since, at, past, progress, sent = null }) {
    const perhaps = progress === "sending" ? [...tried, sent] : tried;
    return this.parts.store.put({ id, wish, base, tried: perhaps, since, at, past });
  }

  /** @param {Row} row @returns {Base} */
  baseOf(row) {
    return { revision: row.revision, content: row.deleted_at ? null : contentOf(row, this.statement) };
  }
}

/** @param {Kept} kept @returns {Entry} */
const waiting = (kept) => ({ ...kept, progress: "waiting", failures: 0, notBefore: 0 });

/**
 * What was made and removed before its first answer has revision 1, if it is there.
 * @param {Entry} entry @returns {Request}
 */
function requestFor({ id, wish, base }) {
  if (!wish) return { method: "DELETE", id, revision: base?.revision ?? 1 };
  return { method: "PUT", id, revision: base?.revision ?? null, body: bodyOf(wish) };
}

// @ts-check
// desk.mjs: a thread in which an analyst marks passages: the desk's own queue, with its
// store, its transport and its rules, only twenty times as impatient.  Tells in the end
// what was wished, what the server said, and what the page then showed.

import { visit, below, goesOn, leave, odd, pause, pick, tally } from "./page.mjs";
import { carry } from "../../static/js/desk/transport.js";
import { contentOf } from "../../static/js/desk/content.js";
import { keeper } from "../../static/js/desk/keep.js";
import { SaveQueue } from "../../static/js/desk/queue.js";
import { uuid7 } from "../../static/js/desk/uuid.js";
import { get, inProject } from "../../static/js/api.js";
import { parentPort } from "node:worker_threads";

/** @typedef {import("../../static/js/desk/queue.js").Request} Request */
/** @typedef {import("../../static/js/desk/queue.js").Answer} Answer */
/** @typedef {import("./ledger.mjs").Wish} Wish */
/** @typedef {import("./ledger.mjs").Claim} Claim */
/** @typedef {any} Row */

const HASTE = 20;
const STANCES = ["affirms", "opposes", "calls-for", null];
const ACTORS = ["Kestria", "Lumenda", "Norvane"];

/** @type {Wish[]} */ const wishes = [];
/** @type {Claim[]} */ const claims = [];
/** What the page shows. @type {Map<string, Row | null>} */ const shown = new Map();
/** What was removed and may be taken back. @type {Map<string, any>} */ const removed = new Map();
const { id: statement, text } = visit.statement;
const points = [...text];

/** The browser's. */
const shelf = new (class {
  /** @type {Map<string, string>} */ items = new Map();
  get length() { return this.items.size; }
  key(/** @type {number} */ i) { return [...this.items.keys()][i] ?? null; }
  getItem(/** @type {string} */ name) { return this.items.get(name) ?? null; }
  setItem(/** @type {string} */ name, /** @type {string} */ value) { this.items.set(name, value); }
  removeItem(/** @type {string} */ name) { this.items.delete(name); }
})();

/** @param {Row} row @param {string} how @returns {Claim} */
const claimOf = (row, how) => ({
  id: row.id, revision: row.revision, how,
  content: row.deleted_at ? null : contentOf(row, statement),
});

/** Carries a request and notes what the server says of it. @param {Request} request @returns {Promise<Answer>} */
async function carryNoting(request) {
  const { method, id, revision } = request;
  try {
    const answer = await carry(request);
    const row = answer.data ?? { id, revision: answer.revision, deleted_at: "now" };
    claims.push({ ...claimOf(row, method), match: revision, done: answer.status === 201 || revision !== null });
    return answer;
  } catch (failure) {
    const { current } = /** @type {any} */ (failure);
    if (current) claims.push(claimOf(current, "current"));
    throw failure;
  }
}

/** A page from its loading until it is left; what came later it does not hear. */
class Page {
  /** @param {Row[]} rows */
  constructor(rows) {
    this.open = true;
    const store = keeper(/** @type {any} */ (shelf), 1, "faults", statement);
    const clock = {
      now: () => performance.now() * HASTE,
      after: (/** @type {number} */ ms, /** @type {() => void} */ call) =>
        void setTimeout(() => this.open && call(), ms / HASTE),
      random: () => below(1000) / 1000,
    };
    this.queue = new SaveQueue({
      send: (request) => this.send(request), store, clock,
      saved: (id, row) => void shown.set(id, row), changed: () => {},
    }, statement, rows);
  }

  /** @param {Request} request @returns {Promise<Answer>} */
  send(request) {
    return new Promise((resolve, reject) => {
      carryNoting(request).then(
        (answer) => this.open && resolve(answer),
        (failure) => this.open && reject(failure),
      );
    });
  }

  /** @param {string} id @param {any} content */
  wish(id, content) {
    wishes.push({ id, content });
    this.queue.set(id, content);
  }

  /** An analyst who looks at a conflict decides it, this way or that. */
  decide() {
    for (const { id, wish } of this.queue.having("conflict")) {
      if (below(2)) {
        wishes.push({ id, content: wish });
        this.queue.insist(id);
      } else this.queue.discard(id);
    }
  }
}

/** The statement's highlights; asks until it is told. @returns {Promise<Row[]>} */
async function load() {
  for (;;) {
    const data = await get(inProject("statements", statement)).catch(() => null);
    if (data) {
      claims.push(...data.highlights.map((/** @type {Row} */ row) => claimOf(row, "GET")));
      return data.highlights;
    }
    await pause(20);
  }
}

/** A page as it comes from the server, with what the browser has kept. */
async function visitPage() {
  const rows = await load();
  shown.clear();
  for (const row of rows) shown.set(row.id, row);
  const page = new Page(rows);
  page.queue.start();
  return page;
}

/** Something that nobody has wished before. */
function content() {
  const start = below(points.length - 1);
  const end = start + 1 + below(Math.min(60, points.length - start - 1));
  const chosen = visit.tags.filter(() => below(3) === 0);
  return {
    statement, start, end, quote: points.slice(start, end).join(""),
    note: `${visit.seed}/${wishes.length}`,
    actor: below(8) ? null : { name: pick(ACTORS) },
    taggings: chosen.map((tag) => ({ tag, stance: pick(STANCES) })),
  };
}

/** Ids of highlights that the page shows. */
const there = () => [...shown].filter(([, row]) => row).map(([id]) => id);
const mine = () => there().filter((id) => shown.get(id).author.id === visit.state.member);

/** @type {Record<string, (page: Page) => void>} */
const deeds = {
  mark: (page) => void (mine().length < visit.marks && page.wish(uuid7(), content())),
  change: (page) => void (there().length && page.wish(pick(there()), content())),
  changeOwn: (page) => void (mine().length && page.wish(pick(mine()), content())),
  remove(page) {
    const own = mine();
    if (own.length < visit.marks / 3) return;
    const id = pick(own);
    removed.set(id, contentOf(shown.get(id), statement));
    page.wish(id, null);
  },
  takeBack(page) {
    if (!removed.size) return;
    const id = pick([...removed.keys()]);
    page.wish(id, removed.get(id));
    removed.delete(id);
  },
  markAndRemove(page) {
    const id = uuid7();
    page.wish(id, content());
    if (below(2)) page.wish(id, content());
    page.wish(id, null);
  },
  wake: (page) => page.queue.wake(),
};

/** One of them, as often as analysts do it. */
const usual = ["mark", "mark", "mark", "change", "changeOwn", "changeOwn", "remove", "takeBack", "markAndRemove", "wake"];

async function work() {
  let page = await visitPage();
  while (goesOn()) {
    if (below(200) === 0) {
      page.open = false;
      leave();
      page = await visitPage();
    }
    do {
      page.decide();
      await pause(below(40));
    } while (page.queue.entries.size >= 12);
    deeds[pick(usual)](page);
  }
  return page;
}

/** Until nothing waits any more. @param {Page} page */
async function finish(page) {
  while (page.queue.entries.size) {
    page.decide();
    for (const { id, message } of page.queue.having("refused")) {
      odd.push(`refused: ${id} ${message}`);
      page.queue.discard(id);
    }
    page.queue.wake();
    await pause(50);
  }
}

/** The page's own word for each highlight: how it shows it, or that it is gone. */
const views = () =>
  [...shown].map(([id, row]) => ({ id, content: row && contentOf(row, statement), revision: row?.revision ?? null }));

const page = await work();
await finish(page);
parentPort?.postMessage({ wishes, claims, views: views(), tally, odd, attempts: [], undos: [] });
parentPort?.close();

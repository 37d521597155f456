// @ts-check
// kept-db.js: the same as keep.js in the browser's own database, which all tabs share.  Where
// the browser gives none, it is kept as before.  Nothing here keeps a page waiting.
//
// Two tabs may write the same entry: the later wish stays, whoever wrote last.
//
// A page that is left takes its unfinished writes with it: what is still on its way into the
// database is then kept as before, at once, and the next page takes it over.

import { below, change, openDb } from "./db.js";
import { keeper } from "./keep.js";

/** @import {Shelf} from "./keep.js" */
/** @import {Kept} from "./queue.js" */
/**
 * @typedef {object} Keeper
 * @property {Set<string>} unkept changes that live on this page alone
 * @property {() => Kept[]} all what is there at once: nothing
 * @property {() => Promise<Kept[]>} read the oldest first
 * @property {(kept: Kept) => Promise<void>} put
 * @property {(id: string, at?: number) => Promise<void>} remove but no later wish than that
 * @property {() => void} leave the page may be gone the next moment
 */

/** A disk that does not answer for so long is not waited for: the server may be quicker. */
const patience = 3000;

/**
 * @param {Shelf | null} shelf where it was kept before
 * @param {...(string | number)} whose
 * @returns {Keeper}
 */
export function openKept(shelf, ...whose) {
  const before = keeper(shelf, ...whose);
  const { unkept } = before;
  const way = onTheWay(before);
  const opened = soon(openDb()).then((db) => takeOver(before, db, whose), () => before);
  return {
    unkept,
    all: () => [],
    read: () => opened.then((kept) => kept.all()).catch(() => before.all()),
    put: async (kept) => {
      way.begin(kept);
      const done = await attempt(async () => (await opened).put(kept));
      if (done) way.end(kept.id, kept.at, await opened);
      else unkept.add(kept.id);
    },
    remove: async (id, at) => {
      unkept.delete(id);
      await attempt(async () => (await opened).remove(id, at));
      way.end(id, at, await opened);
    },
    leave: way.leave,
  };
}

/** What is not in the database yet. @param {Before} before */
function onTheWay(before) {
  /** @type {Map<string, Kept>} */ const all = new Map();
  /** Kept as before too. @type {Set<string>} */ const left = new Set();
  return {
    /** @param {Kept} kept */
    begin: (kept) => void all.set(kept.id, kept),
    /** @param {string} id @param {number | undefined} until no later wish @param {object} where it is now */
    end: (id, until = Infinity, where) => {
      if ((all.get(id)?.at ?? 0) > until) return;
      all.delete(id);
      if (where !== before && left.delete(id)) before.remove(id);
    },
    leave: () => {
      for (const kept of all.values()) {
        before.put(kept);
        left.add(kept.id);
      }
    },
  };
}

/** @typedef {ReturnType<typeof keeper>} Before */

/** @param {Before} before @param {IDBDatabase} db @param {(string | number)[]} whose */
async function takeOver(before, db, whose) {
  const kept = keptIn(db, whose, before.unkept);
  for (const one of before.all()) await kept.put(one).then(() => before.remove(one.id), () => {});
  return kept;
}

/** @param {IDBDatabase} db @param {(string | number)[]} whose @param {Set<string>} unkept */
function keptIn(db, whose, unkept) {
  const at = (/** @type {string} */ id) => [...whose, id];
  return {
    all: async () => /** @type {Kept[]} */ (await below(db, whose)).sort((a, b) => a.since - b.since),
    /** @param {Kept} kept */
    put: async (kept) => {
      await change(db, at(kept.id), (was) => withLaterWish(was, kept));
      unkept.delete(kept.id);
    },
    /** @param {string} id @param {number} [until] */
    remove: (id, until = Infinity) =>
      change(db, at(id), (was) => ((was?.at ?? 0) > until ? was : undefined)),
  };
}

/** @param {Kept | undefined} was @param {Kept} kept @returns {Kept} */
const withLaterWish = (was, kept) =>
  ((was?.at ?? 0) > (kept.at ?? 0) ? { ...kept, wish: was?.wish ?? null, at: was?.at } : kept);

/** @param {() => Promise<unknown>} act */
async function attempt(act) {
  try {
    await soon(act());
    return true;
  } catch {
    return false;
  }
}

/** @template T @param {Promise<T>} promise @returns {Promise<T>} */
const soon = (promise) => Promise.race([
  promise,
  new Promise((_, reject) => void setTimeout(() => reject(new Error("the disk does not answer")), patience)),
]);

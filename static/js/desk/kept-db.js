// @ts-check
// kept-db.js: the same as keep.js in the browser's own database, which all tabs share.  Where
// the browser gives none, it is kept as before.
//
// Two tabs may write the same entry: the later wish stays, whoever wrote last.

import { below, change, openDb } from "./db.js";
import { keeper } from "./keep.js";

/** @import {Shelf} from "./keep.js" */
/** @import {Kept} from "./queue.js" */
/**
 * @typedef {object} Keeper
 * @property {Set<string>} unkept changes that live on this page alone
 * @property {() => Kept[]} all what was there when it was opened, the oldest first
 * @property {() => Promise<Kept[]>} reread what is there now
 * @property {(kept: Kept) => void | Promise<void>} put
 * @property {(id: string, at?: number) => void | Promise<void>} remove but no later wish than that
 */

/** A disk that does not answer for so long is not waited for: the server may be quicker. */
const patience = 3000;

/**
 * @param {Shelf | null} shelf where it was kept before
 * @param {...(string | number)} whose
 * @returns {Promise<Keeper>}
 */
export async function openKept(shelf, ...whose) {
  const before = keeper(shelf, ...whose);
  const plain = { ...before, reread: async () => before.all() };
  try {
    const db = await soon(openDb());
    const kept = keptIn(db, whose);
    await moveAll(before, kept);
    const found = await soon(kept.reread());
    return { ...kept, all: () => found };
  } catch {
    return plain;
  }
}

/** @param {IDBDatabase} db @param {(string | number)[]} whose */
function keptIn(db, whose) {
  /** @type {Set<string>} */
  const unkept = new Set();
  const at = (/** @type {string} */ id) => [...whose, id];
  return {
    unkept,
    reread: async () => /** @type {Kept[]} */ (await below(db, whose)).sort((a, b) => a.since - b.since),
    /** @param {Kept} kept */
    put: (kept) => attempt(() => change(db, at(kept.id), (was) => withLaterWish(was, kept))).then(
      (done) => void (done ? unkept.delete(kept.id) : unkept.add(kept.id)),
    ),
    /** @param {string} id @param {number} [until] */
    remove: async (id, until = Infinity) => {
      unkept.delete(id);
      await attempt(() => change(db, at(id), (was) => ((was?.at ?? 0) > until ? was : undefined)));
    },
  };
}

/** @param {Kept | undefined} was @param {Kept} kept @returns {Kept} */
const withLaterWish = (was, kept) =>
  ((was?.at ?? 0) > (kept.at ?? 0) ? { ...kept, wish: was?.wish ?? null, at: was?.at } : kept);

/** @param {{all: () => Kept[], remove: (id: string) => void}} before @param {ReturnType<typeof keptIn>} kept */
async function moveAll(before, kept) {
  for (const one of before.all()) {
    await kept.put(one);
    if (!kept.unkept.has(one.id)) before.remove(one.id);
  }
}

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

// @ts-check
// keep.js: what the server does not have yet is kept by the browser too, one entry for each
// highlight under account, project and statement, so that neither a reload nor a second tab
// on the same statement loses or overwrites any.

/** @import {Kept} from "./queue.js" */
/** @typedef {Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">} Shelf */

/**
 * @param {Shelf | null} shelf null: the browser keeps nothing
 * @param {...(string | number)} whose
 */
export function keeper(shelf, ...whose) {
  const prefix = ["postil:kept", ...whose, ""].join(":");
  /** @type {Set<string>} */
  const unkept = new Set();
  return {
    /** Changes that live on this page alone, for want of room. */
    unkept,
    all: () => (shelf ? entries(shelf, prefix) : []),
    /** @param {Kept} kept */
    put: (kept) => {
      const done = attempt(() => shelf?.setItem(prefix + kept.id, JSON.stringify(kept)));
      if (done && shelf) unkept.delete(kept.id);
      else unkept.add(kept.id);
    },
    /** @param {string} id */
    remove: (id) => {
      unkept.delete(id);
      attempt(() => shelf?.removeItem(prefix + id));
    },
  };
}

/** The browser's own, or null where it gives none. @returns {Shelf | null} */
export function browserShelf() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** @param {Shelf} shelf @param {string} prefix @returns {Kept[]} oldest first */
function entries(shelf, prefix) {
  const names = Array.from({ length: shelf.length }, (_, i) => shelf.key(i) ?? "");
  return names
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => parsed(shelf.getItem(name) ?? ""))
    .sort((a, b) => a.since - b.since);
}

/** @param {string} json @returns {Kept[]} none, when it is not ours */
function parsed(json) {
  try {
    const kept = JSON.parse(json);
    return typeof kept.id === "string" && Array.isArray(kept.tried) ? [kept] : [];
  } catch {
    return [];
  }
}

/** @param {() => void} act */
function attempt(act) {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

// @ts-check
// recent.js: the tags that were put last, newest first, and what was put on the last passage,
// kept by the browser for each account and project.

/** @import {Shelf} from "./keep.js" */
/** @import {Tagging} from "../types.js" */

const most = 20;

/** @param {Shelf | null} shelf @param {...(string | number)} whose */
export function recentTags(shelf, ...whose) {
  const name = ["postil:recent", ...whose].join(":");
  const lastName = ["postil:last", ...whose].join(":");
  let keys = read(shelf, name).filter((key) => typeof key === "string");
  /** @type {Tagging[]} */
  let last = read(shelf, lastName).filter(isTagging);
  return {
    all: () => keys,
    /** @param {string} key */
    add: (key) => {
      keys = [key, ...keys.filter((other) => other !== key)].slice(0, most);
      write(shelf, name, keys);
    },
    last: () => last,
    /** What a passage was given, to be put on the next one. @param {Tagging[]} taggings */
    keep: (taggings) => {
      last = taggings;
      write(shelf, lastName, taggings);
    },
  };
}

/** @param {Shelf | null} shelf @param {string} name @returns {any[]} */
function read(shelf, name) {
  try {
    const found = JSON.parse(shelf?.getItem(name) ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

/** @param {Shelf | null} shelf @param {string} name @param {unknown} what */
function write(shelf, name, what) {
  try {
    shelf?.setItem(name, JSON.stringify(what));
  } catch {
    // No room: it is remembered until the page is left.
  }
}

/** @param {any} found @returns {found is Tagging} */
const isTagging = (found) => typeof found?.tag === "string"
  && (found.stance === null || typeof found.stance === "string");

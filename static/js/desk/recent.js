// @ts-check
// recent.js: the tags that were put last, newest first, kept by the browser for each account
// and project.

/** @import {Shelf} from "./keep.js" */

const most = 20;

/** @param {Shelf | null} shelf @param {...(string | number)} whose */
export function recentTags(shelf, ...whose) {
  const name = ["postil:recent", ...whose].join(":");
  let keys = read(shelf, name);
  return {
    all: () => keys,
    /** @param {string} key */
    add: (key) => {
      keys = [key, ...keys.filter((other) => other !== key)].slice(0, most);
      try {
        shelf?.setItem(name, JSON.stringify(keys));
      } catch {
        // No room: they are remembered until the page is left.
      }
    },
  };
}

/** @param {Shelf | null} shelf @param {string} name @returns {string[]} */
function read(shelf, name) {
  try {
    const keys = JSON.parse(shelf?.getItem(name) ?? "[]");
    return Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [];
  } catch {
    return [];
  }
}

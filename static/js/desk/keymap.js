// @ts-check
// keymap.js: the desk's keys as an account has them: any that writes a character may be another
// one, or none.  Kept with the account, so they are the same in every browser.

import { keys } from "./keys.js";

/** @import {Key} from "./keys.js" */
/** By act, the character; empty: none. @typedef {Record<string, string>} OwnKeys */

/** Those that may be changed. */
export const changeable = keys.filter(({ key, act }) => act && key.length === 1);

/**
 * @param {unknown} settings the account's
 * @param {(keys: OwnKeys) => void} save
 */
export function createKeymap(settings, save) {
  let own = ownKeys(/** @type {any} */ (settings)?.keys);
  const rows = () => keysWith(own);

  return {
    rows,
    /** What is to be pressed for it, or nothing. @param {string} act */
    capOf: (act) => rows().find((row) => row.act === act)?.cap ?? "",
    /** @param {string} act @param {string} key empty: none @returns {Key | null} which has it already */
    change: (act, key) => {
      const taken = rows().find((row) => row.key === key && row.act && row.act !== act);
      if (taken) return taken;
      own = ownKeys({ ...own, [act]: key });
      save(own);
      return null;
    },
    reset: () => {
      own = {};
      save(own);
    },
    isOwn: () => Object.keys(own).length > 0,
  };
}

/** @param {OwnKeys} own @returns {Key[]} without those that are off */
export const keysWith = (own) => keys
  .map((row) => (row.act in own ? { ...row, key: own[row.act], cap: own[row.act] } : row))
  .filter(({ key }) => key);

/** What of it are keys of ours, and not as they are anyway. @param {unknown} found @returns {OwnKeys} */
function ownKeys(found) {
  const given = /** @type {Record<string, unknown>} */ (found && typeof found === "object" ? found : {});
  return Object.fromEntries(changeable.flatMap(({ act, key }) => {
    const own = given[act];
    return typeof own === "string" && own !== key && /^\S?$/u.test(own) ? [[act, own]] : [];
  }));
}

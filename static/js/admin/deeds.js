// @ts-check
// deeds.js: what an admin can do with an account: the table of its menu.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { send } from "../api.js";
import { askOnce } from "../ask-once.js";
import { accountPath, isOwn, who } from "./account.js";
import { newLink } from "./link.js";
import { rename } from "./rename.js";
import { say } from "./say.js";

/** @import {AccountEntry} from "../types.js" */
/** @typedef {(account: AccountEntry) => void} Changed */
/**
 * @typedef {object} Deed
 * @property {"rename" | "link" | "admin" | "no-admin" | "disable" | "enable"} key
 * @property {(account: AccountEntry) => boolean} offered
 * @property {(account: AccountEntry, changed: Changed) => void} begin opens a dialog
 */

/** @type {Deed[]} */
const deeds = [
  { key: "rename", offered: () => true, begin: rename },
  { key: "link", offered: ({ disabled_at }) => !disabled_at, begin: newLink },
  { key: "admin", offered: ({ is_admin, disabled_at }) => !is_admin && !disabled_at, begin: patching("admin", { is_admin: true }, false) },
  { key: "no-admin", offered: ({ is_admin }) => is_admin, begin: patching("no-admin", { is_admin: false }, true) },
  { key: "disable", offered: ({ disabled_at }) => !disabled_at, begin: patching("disable", { disabled: true }, true) },
  { key: "enable", offered: ({ disabled_at }) => Boolean(disabled_at), begin: patching("enable", { disabled: false }, false) },
];

/** @param {AccountEntry} account */
export const deedsFor = (account) => deeds.filter(({ offered }) => offered(account));

/**
 * A deed that changes one field, once it was asked about.
 * @param {"admin" | "no-admin" | "disable" | "enable"} key
 * @param {Record<string, boolean>} body @param {boolean} grave
 * @returns {Deed["begin"]}
 */
function patching(key, body, grave) {
  return (account, changed) => askOnce({
    title: say(`deed.${key}.title`),
    words: html`
      <p>${who(account)}</p>
      <p>${say(`deed.${key}.about`)}</p>
      ${isOwn(account) ? html`<p>${say("deed.own")}</p>` : nothing}`,
    yes: say(`deed.${key}.yes`),
    grave,
    act: async () => changed((await send("PATCH", accountPath(account.login), { body })).data),
    done: () => { if (isOwn(account)) location.reload(); },
  });
}

// @ts-check
// own-settings.js: what somebody has set for himself, kept with the account: language, keys.
// The server keeps it whole; what another page changed meanwhile stays, and pages of one
// browser change it one after the other.

import { get, send } from "./api.js";

/** @typedef {Record<string, unknown>} Settings */

const path = "/api/account/settings";

/**
 * Rejects with a Refusal.
 * @param {(kept: Settings) => Settings} change of what is kept now
 */
export const changeSettings = (change) => inTurn(async () => {
  const { settings } = await get(path);
  await send("PUT", path, { body: { settings: change(settings ?? {}) } });
});

/** Where the browser has no locks, pages may meet. @param {() => Promise<void>} act */
async function inTurn(act) {
  if (!navigator.locks) return act();
  await navigator.locks.request("postil:own-settings", act);
}

// @ts-check
// own-settings.js: what somebody has set for himself, kept with the account: language, keys.
// The server keeps it whole; what another page changed meanwhile stays.

import { get, send } from "./api.js";

/** @typedef {Record<string, unknown>} Settings */

const path = "/api/account/settings";

/**
 * Rejects with a Refusal.
 * @param {(kept: Settings) => Settings} change of what is kept now
 */
export async function changeSettings(change) {
  const { settings } = await get(path);
  await send("PUT", path, { body: { settings: change(settings ?? {}) } });
}

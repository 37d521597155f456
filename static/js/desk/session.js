// @ts-check
// session.js: signed out while working: looks whether the same account is signed in again,
// in another tab, and says who is, when it is another one.

import { get } from "../api.js";

/** @import {Account} from "../types.js" */

/** @param {Account | undefined} account @returns {Promise<{back: boolean, stranger: string}>} */
export async function lookForSession(account) {
  try {
    const { account: now } = await get("/api/session");
    const back = now.id === account?.id;
    return { back, stranger: back ? "" : now.name };
  } catch {
    return { back: false, stranger: "" };
  }
}

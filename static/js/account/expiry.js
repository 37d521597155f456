// @ts-check
// expiry.js: the last day of a token, as it was chosen.  The server counts days in UTC.

import { readDate } from "../dates.js";
import { say } from "./say.js";

/** @import {Draft, Faults} from "../form.js" */

/** In days; or a day that is named; or none. */
export const spans = /** @type {const} */ (["30", "90", "365", "day", "never"]);

/** @param {Draft} draft @param {Date} [now] @returns {string | null} `2027-01-31`; null: none, or none that can be read */
export function endOf({ expires, day }, now = new Date()) {
  if (expires === "never") return null;
  return expires === "day" ? wholeDay(day) : utcDay(now, Number(expires));
}

/** @param {Draft} draft @param {Date} [now] @returns {Faults} */
export function endFault(draft, now = new Date()) {
  if (draft.expires !== "day") return {};
  const end = endOf(draft, now);
  if (!end) return { day: say("token.day.wrong") };
  return end < utcDay(now, 0) ? { day: say("token.day.past") } : {};
}

/** @param {string | undefined} typed */
function wholeDay(typed) {
  const date = readDate(typed ?? "");
  return date?.length === 10 ? date : null;
}

/** @param {Date} now @param {number} days after it */
const utcDay = (now, days) =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

// @ts-check
// times.js: moments, which the server tells in UTC, in the words and the time zone of the reader.

import { dateWords, dayMonthWords } from "./dates.js";
import { say } from "./words.js";

/** @param {string} iso RFC 3339 @param {Date} [now] */
export function momentWords(iso, now = new Date()) {
  const then = new Date(iso);
  const time = clock(then);
  const distance = daysBetween(then, now);
  if (Math.abs(distance) <= 1) return say(`time.${near[distance + 1]}`, { time });
  const date = localDate(then);
  if (then.getFullYear() !== now.getFullYear()) return dateWords(date);
  return say("time.then", { date: dayMonthWords(date), time });
}

const near = /** @type {const} */ (["yesterday", "today", "tomorrow"]);

/** How many midnights lie between. @param {Date} then @param {Date} now */
export function daysBetween(then, now) {
  const [a, b] = [then, now].map((at) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()));
  return Math.round((a - b) / 86_400_000);
}

/** `2026-03-01`, where the reader is. @param {Date} at */
export const localDate = (at) =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** `14:03`. @param {Date} at */
export const clock = (at) => `${two(at.getHours())}:${two(at.getMinutes())}`;

/** @param {number} n */
const two = (n) => String(n).padStart(2, "0");

/**
 * How long, rounded up, so that nobody comes too early.
 * @param {number} seconds
 */
export function spanWords(seconds) {
  if (seconds < 100) return say("time.seconds", { n: Math.ceil(seconds) });
  if (seconds < 100 * 60) return say("time.minutes", { n: Math.ceil(seconds / 60) });
  return say("time.hours", { n: Math.ceil(seconds / 3600) });
}

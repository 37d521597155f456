// @ts-check
// by-day.js: what happened, by the days of the reader, and a day as a heading.

import { dateWords, dayMonthWords, weekdayWords } from "./dates.js";
import { daysBetween, localDate } from "./times.js";
import { say } from "./words.js";

/**
 * Neighbours of the same day together, in the order given.
 * @template T @param {readonly T[]} items @param {(item: T) => string} at RFC 3339
 * @returns {{at: Date, items: T[]}[]} at: a moment of that day
 */
export function byDay(items, at) {
  /** @type {{at: Date, items: T[]}[]} */
  const days = [];
  for (const item of items) {
    const when = new Date(at(item));
    const last = days.at(-1);
    if (last && daysBetween(last.at, when) === 0) last.items.push(item);
    else days.push({ at: when, items: [item] });
  }
  return days;
}

/**
 * How near a day is, where that says more than its date, and the date: without its year when
 * that is this one.
 * @param {Date} day @param {Date} now @returns {{near: "today" | "yesterday" | "", date: string}}
 */
export function dayWords(day, now) {
  const written = day.getFullYear() === now.getFullYear() ? dayMonthWords : dateWords;
  const local = localDate(day);
  const date = say("time.day", { weekday: weekdayWords(local), date: written(local) });
  return { near: near(daysBetween(day, now)), date };
}

/** @param {number} distance in days */
const near = (distance) => (distance === 0 ? "today" : distance === -1 ? "yesterday" : "");

// @ts-check
// moments.js: when something happened, in words and in the reader's own time zone.

const format = (/** @type {Intl.DateTimeFormatOptions} */ options) =>
  new Intl.DateTimeFormat("en-GB", options);
const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = format({ weekday: "long", day: "numeric", month: "long" });
const dated = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const plain = format({ day: "numeric", month: "long", year: "numeric" });

/** `14:05` @param {string} at RFC 3339 */
export const clockWords = (at) => clock.format(new Date(at));

/** `27 November 2025` @param {string} at */
export const dayOf = (at) => plain.format(new Date(at));

/** `27 November 2025 at 14:05` @param {string} at */
export const momentWords = (at) => `${dayOf(at)} at ${clockWords(at)}`;

/**
 * A day as a heading: how near it is, where that says more, and its date.
 * @param {string} at @param {Date} now
 * @returns {{near: "today" | "yesterday" | "", date: string}}
 */
export function dayWords(at, now) {
  const day = new Date(at);
  const words = day.getFullYear() === now.getFullYear() ? weekday : dated;
  return { near: near(day, now), date: words.format(day).replace(",", "") };
}

/** @param {Date} day @param {Date} now */
function near(day, now) {
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (sameDay(day, now)) return "today";
  return sameDay(day, yesterday) ? "yesterday" : "";
}

/** @param {Date} a @param {Date} b */
const sameDay = (a, b) => a.toDateString() === b.toDateString();

/**
 * Neighbours of the same day together, in the order given.
 * @template T @param {readonly T[]} items @param {(item: T) => string} at
 * @returns {{at: string, items: T[]}[]} at: a moment of the day
 */
export function byDay(items, at) {
  /** @type {{at: string, items: T[]}[]} */
  const days = [];
  for (const item of items) {
    const last = days.at(-1);
    if (last && sameDay(new Date(last.at), new Date(at(item)))) last.items.push(item);
    else days.push({ at: at(item), items: [item] });
  }
  return days;
}

// @ts-check
// dates.js: dates as precise as they are known, `2015`, `2015-09` or `2015-09-28`, and words.
// No time zones: a statement's date is the one on its paper.

import { locale } from "./catalogue.js";
import { fold } from "./fold.js";

/** @typedef {"year" | "month" | "day" | "weekday"} Part */

/** @param {string} locale @param {Part[]} told */
const writer = (locale, told) => new Intl.DateTimeFormat(locale, {
  ...Object.fromEntries(told.map((part) => [part, part === "month" || part === "weekday" ? "long" : "numeric"])),
  timeZone: "UTC",
});

const whole = writer(locale, ["day", "month", "year"]);
const ofMonth = writer(locale, ["month", "year"]);
const inYear = writer(locale, ["day", "month"]);
const ofWeek = writer(locale, ["weekday"]);

/** @param {string | null} date @returns {string} `28 September 2015`, or what is known of it */
export const dateWords = (date) => (parts(date).day ? whole.format(moment(date)) : monthWords(date));

/** The month, or the year where no month is known. @param {string | null} date */
export function monthWords(date) {
  const { year, month } = parts(date);
  return month ? ofMonth.format(moment(date)) : year ?? "";
}

/** `28 September`. @param {string} date a whole one */
export const dayMonthWords = (date) => inYear.format(moment(date));

/** @param {string} date a whole one */
export const weekdayWords = (date) => ofWeek.format(moment(date));

/** The day of the month, or nothing. @param {string | null} date */
export const dayWords = (date) => String(parts(date).day ?? "");

/** @param {string | null} date */
function moment(date) {
  const { year, month = 1, day = 1 } = parts(date);
  return new Date(0).setUTCFullYear(Number(year), month - 1, day);
}

/**
 * Neighbours of the same month together, in the order given.
 * @template {{date: string | null}} T @param {readonly T[]} items
 * @returns {{month: string, items: T[]}[]} month: `2015-09`, `2015` or empty
 */
export function byMonth(items) {
  /** @type {{month: string, items: T[]}[]} */
  const groups = [];
  for (const item of items) {
    const month = (item.date ?? "").slice(0, 7);
    const last = groups.at(-1);
    if (last?.month === month) last.items.push(item);
    else groups.push({ month, items: [item] });
  }
  return groups;
}

/**
 * What somebody typed as a date: one of the three shapes, or in words, `28 September 2015`.
 * Shapes that two countries read differently are not guessed.
 * @param {string} typed @returns {string | null} null: no date
 */
export function readDate(typed) {
  const text = typed.normalize("NFC").trim().replace(/[.,]/g, " ").replace(/\s+/g, " ");
  for (const { shape, order } of shapes) {
    const found = shape.exec(text);
    if (found) return dateOf(order(found));
  }
  return null;
}

/** @type {{shape: RegExp, order: (found: string[]) => (string | undefined)[]}[]} */
const shapes = [
  { shape: /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/, order: ([, y, m, d]) => [y, m, d] },
  { shape: /^(\d{1,2})(?:er)? (\p{L}{3,}) (\d{4})$/u, order: ([, d, m, y]) => [y, m, d] },
  { shape: /^(?:ngày )?(\d{1,2}) tháng (\d{1,2}) (?:năm )?(\d{4})$/iu, order: ([, d, m, y]) => [y, m, d] },
  { shape: /^tháng (\d{1,2}) (?:năm )?(\d{4})$/iu, order: ([, m, y]) => [y, m] },
  { shape: /^(\p{L}{3,}) (\d{1,2}) (\d{4})$/u, order: ([, m, d, y]) => [y, m, d] },
  { shape: /^(\p{L}{3,}) (\d{4})$/u, order: ([, m, y]) => [y, m] },
];

/** @param {(string | undefined)[]} found year, month in digits or words, day */
function dateOf([year = "", month, day]) {
  if (year === "0000") return null;
  if (month === undefined) return year;
  const m = /^\d/.test(month) ? Number(month) : monthOf(month);
  if (m < 1 || m > 12) return null;
  const yearMonth = `${year}-${String(m).padStart(2, "0")}`;
  if (day === undefined) return yearMonth;
  const d = Number(day);
  return d >= 1 && d <= lastDay(Number(year), m) ? `${yearMonth}-${String(d).padStart(2, "0")}` : null;
}

/** What months are called: as the page has it, and in English. @type {string[][]} */
const calendars = [locale, "en"].map((language) => {
  const name = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, month) => fold(name.format(Date.UTC(2000, month))));
});

/** @param {string} word @returns {number} 0: no month begins so, or several do */
function monthOf(word) {
  const found = calendars.map((names) => names.flatMap((name, i) => (name.startsWith(fold(word)) ? [i + 1] : [])));
  return found.find(({ length }) => length === 1)?.[0] ?? 0;
}

/** @param {number} year @param {number} month */
function lastDay(year, month) {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** @param {string | null} date @returns {{year?: string, month?: number, day?: number}} */
function parts(date) {
  const [year, month, day] = (date ?? "").split("-");
  return {
    year: year ? String(Number(year)) : undefined,
    month: month ? Number(month) : undefined,
    day: day ? Number(day) : undefined,
  };
}

// @ts-check
// words.js: what the program says.  All of it stands in i18n/, by key; here it is put together.

import en from "../i18n/en.js";

/** @typedef {string | {one: string, other: string}} Saying */
/** @typedef {Record<string, string | number>} Values */

const plural = new Intl.PluralRules("en");
const number = new Intl.NumberFormat("en");

/**
 * Makes a `say` for a table of sayings: `{name}` is filled in, and of `one` and `other` the
 * value `n` decides.
 * @template {Record<string, Saying>} T @param {T} table
 * @returns {(key: keyof T & string, values?: Values) => string}
 */
export const speaker = (table) => (key, values = {}) => {
  const saying = table[key];
  const text = typeof saying === "string" ? saying : saying[form(values.n)];
  return text.replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
};

/**
 * Makes a `tell` for a table of sayings: as `say`, for sentences with markup in them.
 * @template {Record<string, Saying>} T @param {T} table
 * @returns {(key: keyof T & string, parts: Record<string, unknown>) => unknown[]} to be drawn in this order
 */
export const teller = (table) => (key, parts) => {
  const saying = table[key];
  const text = typeof saying === "string" ? saying : saying[form(Number(parts.n))];
  return text.split(/\{(\w+)\}/).map((piece, i) => (i % 2 ? drawn(parts[piece]) : piece));
};

/** @param {unknown} part */
const drawn = (part) => (typeof part === "number" ? number.format(part) : part);

/** @param {string | number | undefined} n @returns {"one" | "other"} */
const form = (n) => (plural.select(Number(n)) === "one" ? "one" : "other");

/** @param {string | number | undefined} value */
const shown = (value) => (typeof value === "number" ? number.format(value) : (value ?? ""));

export const say = speaker(en);
export const tell = teller(en);

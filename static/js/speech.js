// @ts-check
// speech.js: sayings put together by the rules of their language: places, plurals, numbers.

/** @typedef {typeof import("../i18n/en.json")} Catalogue */
/** One text, or one for each plural form. @typedef {string | Partial<Record<Intl.LDMLPluralRule, string>> & {other: string}} Saying */
/** @typedef {Record<string, string | number>} Values */
/** The name of a saying. @typedef {keyof Catalogue} Key */
/**
 * The names that begin with P, without it.
 * @template {string} P
 * @typedef {{[K in Key]: K extends `${P}${infer Rest}` ? Rest : never}[Key]} WordOf
 */

/** @param {string} locale @param {Record<string, Saying>} sayings */
export function speech(locale, sayings) {
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);

  /** @param {string} key @param {unknown} n */
  function textOf(key, n) {
    const saying = sayings[key] ?? key;
    return typeof saying === "string" ? saying : saying[plural.select(Number(n))] ?? saying.other;
  }

  /** @param {unknown} value */
  const drawn = (value) => (typeof value === "number" ? number.format(value) : value);

  return {
    /**
     * Makes a `say` for the sayings whose keys begin with `prefix`: `{name}` is filled in, and
     * the value `n` decides which plural form is taken.
     * @template {string} P @param {P} prefix
     * @returns {(key: WordOf<P>, values?: Values) => string}
     */
    speaker: (prefix) => (key, values = {}) =>
      textOf(prefix + key, values.n).replace(/\{(\w+)\}/g, (_, name) => String(drawn(values[name]) ?? "")),

    /**
     * Makes a `tell`: as `say`, for sentences with markup in them.
     * @template {string} P @param {P} prefix
     * @returns {(key: WordOf<P>, parts: Record<string, unknown>) => unknown[]} to be drawn in this order
     */
    teller: (prefix) => (key, parts) =>
      textOf(prefix + key, parts.n).split(/\{(\w+)\}/).map((piece, i) => (i % 2 ? drawn(parts[piece]) : piece)),

    /** Whether there are words for it. @param {string} key @returns {key is Key} */
    knows: (key) => key in sayings,
  };
}

// @ts-check
// asked.js: what is asked of the library: filters by their names in the API.  They stand in
// the page's address under the same names, so that a list can be sent to a colleague.

/** @typedef {typeof names[number]} Name */
/** @typedef {Record<Name, string>} Asked empty: whatever it is */

export const names = /** @type {const} */ ([
  "q", "state", "delegation", "speaker", "tag", "stance", "from", "to",
]);

/** @param {string} question of an address @returns {Asked} */
export function askedIn(question) {
  const query = new URLSearchParams(question);
  return /** @type {Asked} */ (Object.fromEntries(names.map((name) => [name, query.get(name)?.trim() ?? ""])));
}

/** Behind a path; empty where nothing is asked. @param {Asked} asked */
export function questionOf(asked) {
  const given = filtersOf(asked).map((name) => [name, asked[name].trim()]);
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

/** Those that are set, in their order. @param {Asked} asked @returns {Name[]} */
export const filtersOf = (asked) => names.filter((name) => asked[name].trim());

/** @param {Asked} asked @param {Name} name @returns {Asked} */
export const without = (asked, name) => ({ ...asked, [name]: "" });

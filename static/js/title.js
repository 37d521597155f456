// @ts-check
// title.js: the title that a text suggests: its first non-empty line, cut to 200.

const longest = 200;

/** @param {string} text @returns {string} */
export function titleOf(text) {
  const line = /\S[^\r\n]*/u.exec(text)?.[0].trim() ?? "";
  // Two units at most for each code point, so that a long line is not taken apart whole.
  return [...line.slice(0, 2 * longest)].slice(0, longest).join("").trimEnd();
}

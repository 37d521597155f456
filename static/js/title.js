// @ts-check
// title.js: the title that a text suggests: its first non-empty line, cut to 200.

const longest = 200;

/** @param {string} text @returns {string} */
export function titleOf(text) {
  const line = /\S[^\r\n]*/u.exec(text)?.[0].trim() ?? "";
  const points = [...line.slice(0, 2 * longest)];
  return points.length > longest ? points.slice(0, longest).join("").trimEnd() : line;
}

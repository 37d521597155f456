// @ts-check
// lines.js: a text as its lines.  Each line ends with its line feed, so that all lines
// together are the text again; positions are UTF-16.

/** Where each line begins. @param {string} text @returns {number[]} never empty */
export function lineStarts(text) {
  const starts = [0];
  for (let at = text.indexOf("\n") + 1; at > 0 && at < text.length; at = text.indexOf("\n", at) + 1) {
    starts.push(at);
  }
  return starts;
}

/**
 * The line in which `unit` lies, the last one for the end of the text.
 * @param {number[]} starts @param {number} unit
 */
export function lineAt(starts, unit) {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Nothing to be seen: empty, or white space alone. @param {string} line */
export const isBlank = (line) => !/\S/.test(line);

/**
 * A stretch without the white space at its ends; as it was when it holds nothing else.
 * @param {string} text @param {number} start @param {number} end @returns {[number, number]}
 */
export function trimmed(text, start, end) {
  const words = text.slice(start, end);
  const left = words.length - words.trimStart().length;
  const right = words.length - words.trimEnd().length;
  return left === words.length ? [start, end] : [start + left, end - right];
}

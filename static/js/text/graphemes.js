// @ts-check
// graphemes.js: what a reader takes for one character may be many code points.
// A selection is widened so that it cuts none of them.  Positions are UTF-16.

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * The smallest stretch of whole graphemes around `[start, end)`.
 * @param {string} text @param {number} start @param {number} end @returns {[number, number]}
 */
export function wholeGraphemes(text, start, end) {
  return [edges(text, start)[0], end > start ? edges(text, end)[1] : edges(text, start)[0]];
}

/** The graphemes of a short text. @param {string} text @returns {string[]} */
export const graphemes = (text) => [...segmenter.segment(text)].map(({ segment }) => segment);

/** `text`, or its beginning with «…». @param {string} text @param {number} most graphemes */
export function shortened(text, most) {
  if (text.length <= most) return text;
  const start = text.slice(0, most * 8);
  let [n, end] = [0, start.length];
  for (const { index } of segmenter.segment(start)) {
    if (n++ < most) continue;
    end = index;
    break;
  }
  return end < text.length ? `${text.slice(0, end).trimEnd()}…` : text;
}

/**
 * The next boundary between graphemes; `unit` at the text's end or beginning.
 * @param {string} text @param {number} unit @param {1 | -1} way
 */
export function nextGrapheme(text, unit, way) {
  if (way > 0) return unit < text.length ? edges(text, unit + 1)[1] : unit;
  return unit > 0 ? edges(text, unit - 1)[0] : unit;
}

/** Of these no two belong together, but for CR and LF. */
const alone = /[\n\x20-\x7e\xa0-\xac\xae-\u02ff]/;
/** Nearer than this lies a sign that begins a grapheme, in UTF-16 units, but for heaps of marks. */
const near = 128;

/**
 * Whether a grapheme ends at `unit`: quick, however long the line is.
 * @param {string} text @param {number} unit
 */
export function isBoundary(text, unit) {
  if (unit <= 0 || unit >= text.length) return true;
  if (alone.test(text[unit]) && alone.test(text[unit - 1])) return true;
  let from = unit - 1;
  while (from > 0 && unit - from < near && !alone.test(text[from])) from--;
  if (!alone.test(text[from]) && from > 0) return edges(text, unit)[0] === unit;
  return segmenter.segment(text.slice(from, unit + 2)).containing(unit - from)?.index === unit - from;
}

/**
 * The grapheme boundaries before and after `unit`: both `unit` where it is one.  A line feed
 * always is a boundary, so one line is enough to look at.
 * @param {string} text @param {number} unit
 */
function edges(text, unit) {
  const from = text.lastIndexOf("\n", unit - 1) + 1;
  const feed = text.indexOf("\n", unit);
  const line = text.slice(from, feed < 0 ? text.length : feed + 1);
  const found = unit > 0 ? segmenter.segment(line).containing(unit - from) : undefined;
  if (!found || found.index === unit - from) return [unit, unit];
  return [from + found.index, from + found.index + found.segment.length];
}

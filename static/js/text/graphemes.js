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
  const kept = graphemes(text.slice(0, most * 8)).slice(0, most).join("");
  return kept.length < text.length ? `${kept.trimEnd()}…` : text;
}

/**
 * The next boundary between graphemes; `unit` at the text's end or beginning.
 * @param {string} text @param {number} unit @param {1 | -1} way
 */
export function nextGrapheme(text, unit, way) {
  if (way > 0) return unit < text.length ? edges(text, unit + 1)[1] : unit;
  return unit > 0 ? edges(text, unit - 1)[0] : unit;
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

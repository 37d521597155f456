// @ts-check
// find.js: where words occur in a text, whatever their case, accents and line breaks.  A hit
// never begins or ends within what a reader takes for one character, and crosses no empty
// line.  Positions are UTF-16.

import { cameFrom, fold } from "./folding.js";
import { isBoundary } from "./graphemes.js";
import { unspaced } from "./script.js";

/** @import {Stretch} from "./edges.js" */
/** @import {Folded} from "./folding.js" */
/** @typedef {{typed: string, whole: boolean, language: string | null}} Query whole: words only */

/** As many places are looked at in one go. */
const bite = 500;
/** Around a place, in UTF-16 units: enough to see where words end that no space parts. */
const around = 60;

/**
 * @param {string} text @param {Folded} folded the same text @param {Query} query
 * @returns {Generator<Stretch[], void>} hits in the text's order, and never two on one letter;
 *   it may pause where it yields
 */
export function* finding(text, { letters, pieces }, { typed, whole, language }) {
  const wanted = wantedOf(typed);
  if (!wanted) return;
  const fits = whole ? wholeWords(text, language) : () => true;
  /** @type {Stretch[]} */ let hits = [];
  let looked = 0;
  for (let at = letters.indexOf(wanted); at >= 0; looked++) {
    const hit = cameFrom(pieces, at, at + wanted.length);
    const found = hit && isBoundary(text, hit.from) && isBoundary(text, hit.to) && fits(hit);
    if (found) hits.push(hit);
    at = letters.indexOf(wanted, at + (found ? wanted.length : 1));
    if (looked % bite !== bite - 1) continue;
    yield hits;
    hits = [];
  }
  yield hits;
}

/** What is looked for, as a text is searched. @param {string} typed */
const wantedOf = (typed) => fold(typed.trim().replace(/\s+/g, " ")).letters;

/**
 * The hit at or behind a place, else the first.
 * @param {readonly Stretch[]} hits @param {number} unit @returns {number} -1: there is none
 */
export function hitFrom(hits, unit) {
  const at = firstFrom(hits, unit);
  return at < hits.length ? at : hits.length ? 0 : -1;
}

/** How many hits begin before a place. @param {readonly Stretch[]} hits @param {number} unit */
export function firstFrom(hits, unit) {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hits[middle].from < unit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Whether a stretch begins and ends where words do.  Where a script writes no spaces, the
 * language says where that is.
 * @param {string} text @param {string | null} language @returns {(hit: Stretch) => boolean}
 */
function wholeWords(text, language) {
  const segmenter = segmenterFor(language);
  const parted = (/** @type {number} */ unit) => {
    const [before, after] = [lastSign(text, unit), firstSign(text, unit)];
    if (!inWord.test(before) || !inWord.test(after)) return true;
    if (!unspaced.test(before) || !unspaced.test(after)) return false;
    const from = Math.max(text.lastIndexOf("\n", unit - 1) + 1, unit - around);
    return segmenter.segment(text.slice(from, unit + around)).containing(unit - from)?.index === unit - from;
  };
  return ({ from, to }) => parted(from) && parted(to);
}

const inWord = /[\p{L}\p{N}\p{M}_]/u;

/** The code point before a place, or nothing. @param {string} text @param {number} unit */
const lastSign = (text, unit) => /.$/su.exec(text.slice(Math.max(0, unit - 2), unit))?.[0] ?? "";

/** The code point behind a place, or nothing. @param {string} text @param {number} unit */
const firstSign = (text, unit) => (unit < text.length ? String.fromCodePoint(text.codePointAt(unit) ?? 0) : "");

/** @param {string | null} language */
function segmenterFor(language) {
  try {
    return new Intl.Segmenter(language ?? undefined, { granularity: "word" });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: "word" });
  }
}

// @ts-check
// words.js: steps through a text by word and by sentence, as its language parts them
// (Intl.Segmenter).  A line's end ends a sentence.  Positions are UTF-16.

import { lineAt, trimmed } from "./lines.js";

/** @typedef {"word" | "sentence"} Step */
/** @typedef {readonly [start: number, end: number]} Stretch */
/** @typedef {{text: string, starts: number[], language: string | null}} Source */
/** @typedef {(step: Step, unit: number) => Stretch | null} Find */
/**
 * @typedef {object} Steps
 * @property {Find} at the one around `unit`, else the next
 * @property {Find} next the first that begins at `unit` or later
 * @property {Find} previous the last that ends at `unit` or before
 */

/** As many lines as a reader crosses in one go are kept. */
const kept = 16;

/** @param {Source} source @returns {Steps} */
export function stepsThrough(source) {
  const segmenters = {
    word: segmenterFor(source.language, "word"),
    sentence: segmenterFor(source.language, "sentence"),
  };
  /** @type {Map<string, Stretch[]>} */
  const cache = new Map();

  /** @param {Step} step @param {number} line */
  function inLine(step, line) {
    const name = `${step} ${line}`;
    const found = cache.get(name) ?? cut(source, line, segmenters[step]);
    cache.set(name, found);
    if (cache.size > kept) cache.delete([...cache.keys()][0]);
    return found;
  }

  /** @param {Step} step @param {number} unit @param {(stretch: Stretch) => boolean} fits */
  function forward(step, unit, fits) {
    for (let line = lineAt(source.starts, unit); line < source.starts.length; line++) {
      const found = inLine(step, line).find(fits);
      if (found) return found;
    }
    return null;
  }

  /** @param {Step} step @param {number} unit */
  function backward(step, unit) {
    for (let line = lineAt(source.starts, unit); line >= 0; line--) {
      const found = inLine(step, line).findLast(([, end]) => end <= unit);
      if (found) return found;
    }
    return null;
  }

  return {
    at: (step, unit) => forward(step, unit, ([, end]) => end > unit),
    next: (step, unit) => forward(step, unit, ([start]) => start >= unit),
    previous: backward,
  };
}

/**
 * @param {Source} source @param {number} line @param {Intl.Segmenter} segmenter
 * @returns {Stretch[]}
 */
function cut({ text, starts }, line, segmenter) {
  const from = starts[line];
  const segments = segmenter.segment(text.slice(from, starts[line + 1] ?? text.length));
  const wordLike = segmenter.resolvedOptions().granularity === "word";
  return wordLike ? words(segments, from) : sentences(segments, from, text);
}

/** @param {Intl.Segments} segments @param {number} from @returns {Stretch[]} */
const words = (segments, from) =>
  [...segments]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => [from + index, from + index + segment.length]);

/**
 * @param {Intl.Segments} segments @param {number} from @param {string} text
 * @returns {Stretch[]}
 */
function sentences(segments, from, text) {
  /** @type {Stretch[]} */
  const found = [];
  let open = -1;
  let end = from;
  for (const { index, segment } of segments) {
    if (!segment.trim()) continue;
    if (open < 0) open = from + index;
    end = from + index + segment.length;
    if (goesOn(segment)) continue;
    found.push(trimmed(text, open, end));
    open = -1;
  }
  if (open >= 0) found.push(trimmed(text, open, end));
  return found;
}

/**
 * The full stop of an abbreviation or initial ends no sentence: «H.E. Ms. Talvik», «para.
 * 5».
 * @param {string} segment
 */
const goesOn = (segment) =>
  /(?:^|[\s(])(?:\p{Lu}|(?:\p{L}\.)+\p{L}|Mrs?|Ms|Dr|Prof|St|Nos?|Arts?|paras?|pp?|vol|cf|Amb|Gen|Rev)\.\s*$/u
    .test(segment) && !/\n\s*$/.test(segment);

/** @param {string | null} language @param {Step} granularity */
function segmenterFor(language, granularity) {
  try {
    return new Intl.Segmenter(language ?? undefined, { granularity });
  } catch {
    return new Intl.Segmenter(undefined, { granularity });
  }
}

/** @param {string} text @param {string | null} language */
export const countWords = (text, language) =>
  [...segmenterFor(language, "word").segment(text)].filter(({ isWordLike }) => isWordLike).length;

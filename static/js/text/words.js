// @ts-check
// words.js: steps through a text by word, by sentence, as its language parts them
// (Intl.Segmenter), and by clause, as its commas do.  A line's end ends a sentence.
// Positions are UTF-16.

import { lineAt, trimmed } from "./lines.js";
import { unspaced } from "./script.js";

/** @typedef {"word" | "clause" | "sentence"} Step */
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
  const sentence = segmenterFor(source.language, "sentence");
  const byStep = { word: segmenterFor(source.language, "word"), clause: sentence, sentence };
  /** @type {Map<string, Stretch[]>} */
  const cache = new Map();

  /** @param {Step} step @param {number} line */
  function inLine(step, line) {
    const name = `${step} ${line}`;
    const found = cache.get(name) ?? cuts[step](source, line, byStep[step]);
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

/** @typedef {(source: Source, line: number, segmenter: Intl.Segmenter) => Stretch[]} Cut */

/** @type {Cut} */
const words = ({ text, starts }, line, segmenter) => {
  const from = starts[line];
  return [...segmenter.segment(text.slice(from, starts[line + 1] ?? text.length))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => [from + index, from + index + segment.length]);
};

/** @type {Cut} */
const sentences = ({ text, starts }, line, segmenter) => {
  const from = starts[line];
  return sentencesOf(segmenter.segment(text.slice(from, starts[line + 1] ?? text.length)), from, text);
};

/** @type {Cut} */
const clauses = (source, line, segmenter) =>
  sentences(source, line, segmenter).flatMap((sentence) => clausesOf(source.text, sentence));

/** @type {Record<Step, Cut>} */
const cuts = { word: words, clause: clauses, sentence: sentences };

/**
 * Behind these a clause ends, or before them: commas and the like, dashes, brackets; where
 * words are not spaced, a space.
 */
const parted = new RegExp([
  "[,;:،؛][\\p{Pe}\\p{Pf}\"']*(?=\\s)", "[、，；：]", "\\s[–—-]+(?=\\s)", "—",
  "(?=\\p{Ps})", "(?<=\\p{Pe})(?=\\s)", `(?<=${unspaced.source})\\s+`,
].join("|"), "gu");
/** What parts two clauses belongs to neither. */
const between = /(?<![,;:،؛、，；：–—\s-])[,;:،؛、，；：–—\s-]+$/u;

/** @param {string} text @param {Stretch} sentence @returns {Stretch[]} each with a word in it */
function clausesOf(text, [start, end]) {
  /** @type {Stretch[]} */
  const found = [];
  let open = start;
  for (const { index, 0: mark } of [...text.slice(start, end).matchAll(parted), { index: end - start, 0: "" }]) {
    const reached = start + index + mark.length;
    const words = text.slice(open, reached);
    if (!/[\p{L}\p{N}]/u.test(words)) continue;
    found.push(trimmed(text, open, reached - (between.exec(words)?.[0].length ?? 0)));
    open = reached;
  }
  return found;
}

/**
 * @param {Intl.Segments} segments @param {number} from @param {string} text
 * @returns {Stretch[]}
 */
function sentencesOf(segments, from, text) {
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

/** Made once: each takes milliseconds. @type {Map<string, Intl.Segmenter>} */
const segmenters = new Map();

/** @param {string | null} language @param {"word" | "sentence"} granularity */
function segmenterFor(language, granularity) {
  const name = `${granularity} ${language}`;
  const segmenter = segmenters.get(name) ?? makeSegmenter(language, granularity);
  segmenters.set(name, segmenter);
  return segmenter;
}

/** @param {string | null} language @param {"word" | "sentence"} granularity */
function makeSegmenter(language, granularity) {
  try {
    return new Intl.Segmenter(language ?? undefined, { granularity });
  } catch {
    return new Intl.Segmenter(undefined, { granularity });
  }
}

/** @param {string} text @param {string | null} language */
export const countWords = (text, language) =>
  [...segmenterFor(language, "word").segment(text)].filter(({ isWordLike }) => isWordLike).length;

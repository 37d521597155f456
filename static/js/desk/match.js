// @ts-check
// match.js: finds what was typed in a name: at its beginning, at a word's beginning, inside,
// or letter by letter.  Case and accents do not count.

/** @typedef {{score: number, hits: Set<number>}} Match hits: which code points of the name */
/** @typedef {{text: string, hit: boolean}} Piece */

const scores = { begin: 100, word: 80, inside: 50, letters: 30, around: 20, meaning: 10 };

/** As many foldings as a codebook has texts are kept: each key typed asks for all of them. */
const kept = 4000;

/**
 * Every word typed must be found in the name, or at a word's beginning in what stands around
 * it (its family's name, its key), or in what it means.
 * @param {string} typed @param {string} name @param {string} [around] @param {string} [meaning]
 * @returns {Match | null} null: not found
 */
export function match(typed, name, around = "", meaning = "") {
  const letters = folded(name);
  const hits = new Set();
  let score = 0;
  for (const word of typed.trim().split(/\s+/).filter(Boolean)) {
    const found = inName(folded(word), letters)
      ?? beside(word, around, scores.around) ?? beside(word, meaning, scores.meaning);
    if (!found) return null;
    score += found.score;
    for (const hit of found.hits) hits.add(hit);
  }
  return { score: score - Math.min(letters.length, 60) / 100, hits };
}

/** @param {string} name @param {Set<number>} hits @returns {Piece[]} the name in pieces */
export function pieces(name, hits) {
  /** @type {Piece[]} */
  const found = [];
  [...name].forEach((text, i) => {
    const last = found.at(-1);
    if (last && last.hit === hits.has(i)) last.text += text;
    else found.push({ text, hit: hits.has(i) });
  });
  return found;
}

/** @param {string[]} word @param {string[]} name @returns {Match | null} */
function inName(word, name) {
  const runs = name.flatMap((_, at) => (runsAt(word, name, at) ? [at] : []));
  const best = runs.find((at) => beginsWord(name, at)) ?? runs[0];
  if (best === undefined) return byLetters(word, name);
  const kind = best === 0 ? "begin" : beginsWord(name, best) ? "word" : "inside";
  return { score: scores[kind], hits: new Set(word.map((_, i) => best + i)) };
}

/** @param {string[]} word @param {string[]} name @param {number} at */
const runsAt = (word, name, at) => word.every((letter, i) => name[at + i] === letter);

/**
 * One letter after the other, the first at a word's beginning.
 * @param {string[]} word @param {string[]} name @returns {Match | null}
 */
function byLetters(word, name) {
  if (word.length < 2) return null;
  for (let from = 0; from < name.length; from++) {
    if (name[from] !== word[0] || !beginsWord(name, from)) continue;
    const hits = follow(word, name, from);
    const far = hits ? Math.min(20, spread(hits) - word.length) : 0;
    if (hits) return { score: scores.letters - far, hits: new Set(hits) };
  }
  return null;
}

/**
 * @param {string[]} word @param {string[]} name @param {number} from
 * @returns {number[] | null}
 */
function follow(word, name, from) {
  const hits = [];
  let at = from;
  for (const letter of word) {
    while (at < name.length && name[at] !== letter) at++;
    if (at === name.length) return null;
    hits.push(at++);
  }
  return hits;
}

/** @param {number[]} hits */
const spread = (hits) => hits[hits.length - 1] - hits[0] + 1;

/** @param {string} word @param {string} around @param {number} score @returns {Match | null} */
function beside(word, around, score) {
  const [letters, name] = [folded(word), folded(around)];
  const found = name.some((_, at) => beginsWord(name, at) && runsAt(letters, name, at));
  return found ? { score, hits: new Set() } : null;
}

/** @param {string[]} name @param {number} at */
const beginsWord = (name, at) => at === 0 || !/[\p{L}\p{N}]/u.test(name[at - 1]);

/** @type {Map<string, string[]>} */
const foldings = new Map();

/** One folded letter for each code point. @param {string} text @returns {string[]} */
export function folded(text) {
  const known = foldings.get(text);
  if (known) return known;
  const letters = [...text]
    .map((letter) => letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase() || letter);
  if (foldings.size >= kept) foldings.clear();
  foldings.set(text, letters);
  return letters;
}

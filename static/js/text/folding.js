// @ts-check
// folding.js: a text as it is searched: case, accents and what cannot be seen do not count, and
// white space of any kind is one space.  That makes letters fewer or more, so it is kept, piece
// by piece, what came from where: a place in the folded text is a place in the text, never a
// guess.  Positions are UTF-16.

/**
 * @typedef {object} Piece
 * @property {number} at where its letters begin in the folded text
 * @property {number} length of them
 * @property {number} from where that begins in the text from which they came
 * @property {number} span how much of it
 * @property {boolean} whole one sign, not to be parted; else unit by unit
 */
/** @typedef {{letters: string, pieces: Piece[]}} Folded */

/**
 * What goes with a letter and makes it no other one: accents, Hebrew and Arabic points,
 * variation selectors.  The vowel signs of India and Thailand are letters, and so is the mark
 * that makes a kana voiced.
 */
const mark =
  /(?![\u3099\u309a])(?=[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\u0483-\u0487])\p{M}/u;
const marks = new RegExp(mark, "gu");
/** What is written behind a letter as a part of it: a kana's mark, the rest of a syllable of Hangul. */
const rest = /[\u200c\u3099\u309a\u1160-\u11ff]/;
/** Soft hyphens, joiners, signs of direction; and the stroke that only widens a word. */
const unseen = /[\p{Default_Ignorable_Code_Point}\u0640]/u;
/** Between paragraphs: an empty line, or a sign that parts more than lines. */
const parts = /\n[^\S\n]*\n|[\f\v\u2029]/;
/** It stands for that; nothing that is looked for holds it. */
const pause = "\n";

/** Letters that no normal form takes apart. */
const plain = new Map(Object.entries({
  "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th",
}));
/** Quotation marks and hyphens, as one types them. @type {[RegExp, string][]} */
const typed = [[/[\u2018-\u201b\u02bc]/g, "'"], [/[\u201c-\u201f]/g, '"'], [/[\u2010\u2011]/g, "-"]];

/** So much of a text is taken in one go, in UTF-16 units. */
const bite = 8192;

/** @param {string} text @returns {Generator<void, Folded>} it may pause where it yields */
export function* folding(text) {
  const folded = new Writer();
  for (let at = 0, stop = bite; at < text.length; stop += bite) {
    while (at < Math.min(stop, text.length)) at = step(text, at, folded);
    yield;
  }
  return folded.done();
}

/** @param {string} text a short one @returns {Folded} */
export function fold(text) {
  const steps = folding(text);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** @param {string} text @param {number} at @param {Writer} folded @returns {number} where it goes on */
function step(text, at, folded) {
  const kind = kindAt(text, at);
  const end = endOf(text, at, kind);
  if (kind === kinds.letter && end === at + 1) folded.letter(letters[text.charCodeAt(at)], at);
  else if (kind === kinds.space) folded.sign(parts.test(text.slice(at, end)) ? pause : " ", at, end - at);
  else if (kind !== kinds.unseen) folded.sign(foldedSign(text.slice(at, end)), at, end - at);
  return end;
}

/**
 * A letter takes what goes with it, white space all that follows.
 * @param {string} text @param {number} at @param {number} kind
 */
function endOf(text, at, kind) {
  let end = at + (kind === kinds.pair ? 2 : 1);
  if (kind === kinds.space) while (kindAt(text, end) === kinds.space) end++;
  else if (kind !== kinds.unseen) while (follows(text, end)) end += kindAt(text, end) === kinds.pair ? 2 : 1;
  return end;
}

/** @param {string} text @param {number} at */
function follows(text, at) {
  const kind = kindAt(text, at);
  return kind === kinds.mark
    || (kind === kinds.pair && mark.test(String.fromCodePoint(text.codePointAt(at) ?? 0)));
}

/** letter: one that folds to one; pair: half of a code point that UTF-16 has in two. */
const kinds = { none: 0, letter: 1, mark: 2, unseen: 3, space: 4, sign: 5, pair: 6 };
/** What is known of each UTF-16 unit, and what it folds to. */
const kindOf = new Uint8Array(0x10000);
const letters = new Uint16Array(0x10000);

/** @param {string} text @param {number} at */
function kindAt(text, at) {
  if (at >= text.length) return kinds.none;
  const unit = text.charCodeAt(at);
  return kindOf[unit] || (kindOf[unit] = learned(unit));
}

/** @param {number} unit */
function learned(unit) {
  const sign = String.fromCharCode(unit);
  if (unit >= 0xd800 && unit < 0xdc00) return kinds.pair;
  if (mark.test(sign) || rest.test(sign)) return kinds.mark;
  if (unseen.test(sign)) return kinds.unseen;
  if (/\s/.test(sign)) return kinds.space;
  const folded = newlyFolded(sign);
  letters[unit] = folded.charCodeAt(0);
  return folded.length === 1 ? kinds.letter : kinds.sign;
}

/** As many units are kept before they become a string. */
const room = 4096;

class Writer {
  letters = "";
  /** @type {Piece[]} */ pieces = [];
  buffer = new Uint16Array(room);
  filled = 0;

  /** One unit for one. @param {number} unit @param {number} from */
  letter(unit, from) {
    const last = this.pieces.at(-1);
    if (last && !last.whole && last.from + last.span === from) {
      last.length++;
      last.span++;
    } else this.pieces.push({ at: this.length, length: 1, from, span: 1, whole: false });
    this.push(unit);
  }

  /** @param {string} folded @param {number} from @param {number} span */
  sign(folded, from, span) {
    const { length } = folded;
    if (length === 1 && span === 1) return this.letter(folded.charCodeAt(0), from);
    if (length) this.pieces.push({ at: this.length, length, from, span, whole: true });
    for (let i = 0; i < length; i++) this.push(folded.charCodeAt(i));
  }

  get length() {
    return this.letters.length + this.filled;
  }

  /** @param {number} unit */
  push(unit) {
    this.buffer[this.filled++] = unit;
    if (this.filled === room) this.empty();
  }

  empty() {
    this.letters += String.fromCharCode(...this.buffer.subarray(0, this.filled));
    this.filled = 0;
  }

  /** @returns {Folded} */
  done() {
    this.empty();
    return { letters: this.letters, pieces: this.pieces };
  }
}

/** A text has few signs, many times. @type {Map<string, string>} */
const known = new Map();

/** @param {string} sign with what goes with it @returns {string} empty: a mark on its own */
function foldedSign(sign) {
  let found = known.get(sign);
  if (found === undefined) known.set(sign, found = newlyFolded(sign));
  return found;
}

/** @param {string} sign */
function newlyFolded(sign) {
  const apart = sign.normalize("NFKD");
  const bare = (/\s/.test(apart) ? sign.normalize("NFD") : apart).replace(marks, "");
  // By way of its capital: that of «ß» is two letters, and «ς» has the same as «σ».
  const small = [...bare].map((letter) => letter.toLowerCase().toUpperCase().toLowerCase()).join("").normalize("NFD").replace(marks, "");
  const letters = [...small].map((letter) => plain.get(letter) ?? letter).join("").normalize("NFC");
  return typed.reduce((text, [signs, plain]) => text.replace(signs, plain), letters);
}

/**
 * The stretch of the text from which folded letters came.
 * @param {readonly Piece[]} pieces @param {number} start of the letters @param {number} end
 * @returns {{from: number, to: number} | null} null: it would part a sign
 */
export function cameFrom(pieces, start, end) {
  const first = pieceAt(pieces, start);
  const last = pieceAt(pieces, end - 1);
  if (!first || !last) return null;
  if ((first.whole && first.at !== start) || (last.whole && last.at + last.length !== end)) return null;
  return {
    from: first.from + (start - first.at),
    to: last.whole ? last.from + last.span : last.from + (end - last.at),
  };
}

/** @param {readonly Piece[]} pieces @param {number} at */
function pieceAt(pieces, at) {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle].at <= at) low = middle;
    else high = middle - 1;
  }
  return pieces[low];
}

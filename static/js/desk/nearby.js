// @ts-check
// nearby.js: the stretch of the text that is drawn beside and upon: all of it, or, where there
// are thousands of highlights, what stands near the window.  It moves on by steps, before the
// reader comes to its edge.

import { firstThat } from "./order.js";

/** @import {Stretch} from "../text/edges.js" */
/** @import {Passages} from "./passages.js" */

/** As many highlights are drawn wherever they are. */
export const few = 600;
/**
 * So far beyond the window, in windows, is drawn; nearer than `least` it moves on.  After a jump
 * less comes at first: to style all of it takes longer than a frame.
 */
const ahead = 0.8;
const least = 0.4;
const first = 0.1;
/** Of a paragraph taller than this, in windows, only a part is taken. */
const tall = 2;
/** Frames that are waited for the text to be laid out. */
const patience = 10;

/** @typedef {Stretch & {middle: number}} Near middle: in the window */

export const everything = { from: 0, to: Infinity, middle: 0 };

/** @param {Passages} passages */
export function createNearby(passages) {
  /** @type {Near} */ let stretch = everything;
  let waited = 0;
  /** It is to become longer. */ let young = false;

  return {
    get: () => stretch,
    grows: () => young,
    /** There is something to wait for first, though not for long. */
    waits() {
      waited = stretch === everything || isLaidOut(passages) ? 0 : waited + 1;
      return waited > 0 && waited < patience;
    },
    /** @param {number} n of highlights @returns {boolean} whether it moved on */
    follow(n) {
      const before = stretch;
      if (n <= few) stretch = everything;
      else if (young || stretch === everything || !isWithin(around(passages, least), stretch)) {
        const next = around(passages, ahead);
        young = stretch === everything || !meet(next, stretch);
        stretch = young ? around(passages, first) : next;
      }
      return stretch !== before;
    },
  };
}

/** @param {Stretch} a @param {Stretch} b */
const isWithin = (a, b) => a.from >= b.from && a.to <= b.to;

/** @param {Stretch} a @param {Stretch} b */
const meet = (a, b) => a.from < b.to && b.from < a.to;

/** @param {Passages} passages @param {number} more beyond the window, in windows */
const around = (passages, more) =>
  stretchBetween(passages, { top: -more * innerHeight, bottom: (1 + more) * innerHeight });

/** What one looks at is laid out by now: after a jump that takes a frame. @param {Passages} passages */
function isLaidOut({ article }) {
  const part = partsBetween(article, { top: innerHeight / 2, bottom: innerHeight / 2 })[0];
  return !part || isShown(part);
}

/**
 * What of the text stands between two heights in the window, and is laid out: what is not is
 * far away, and to ask for its place would have it laid out at once.
 * @param {Passages} passages @param {{top: number, bottom: number}} heights @returns {Near}
 */
function stretchBetween(passages, { top, bottom }) {
  const parts = partsBetween(passages.article, { top, bottom });
  const shown = parts.filter(isShown);
  const paragraphs = shown.flatMap(paragraphsIn);
  const begins = paragraphs.find((paragraph) => boxOf(paragraph).bottom >= top);
  const ends = paragraphs.findLast((paragraph) => boxOf(paragraph).top <= bottom);
  const from = begins ? unitIn(passages, begins, top) : passages.unitAt(parts[0], 0);
  const to = ends ? unitIn(passages, ends, bottom) : from;
  return { from, to, middle: (from + to) / 2 };
}

/** @param {HTMLElement} article @param {{top: number, bottom: number}} heights @returns {HTMLElement[]} one at least */
function partsBetween(article, { top, bottom }) {
  const parts = /** @type {HTMLCollectionOf<HTMLElement>} */ (article.children);
  const first = firstThat(parts.length - 1, (i) => boxOf(parts[i]).bottom >= top);
  const last = Math.max(first, firstThat(parts.length, (i) => boxOf(parts[i]).top > bottom) - 1);
  return Array.from({ length: last - first + 1 }, (_, i) => parts[first + i]);
}

/** @param {Element} element */
const boxOf = (element) => element.getBoundingClientRect();

/** @param {HTMLElement} part */
const isShown = (part) =>
  part.querySelector("p:not([hidden])")?.checkVisibility({ contentVisibilityAuto: true }) ?? false;

/** @param {HTMLElement} part */
const paragraphsIn = (part) => [...part.querySelectorAll("p")].filter((paragraph) => !paragraph.hidden);

/**
 * Where a height cuts a paragraph; of one that is not tall, its edge beyond.
 * @param {Passages} passages @param {HTMLElement} paragraph @param {number} y
 */
function unitIn(passages, paragraph, y) {
  const { unitAt, range } = passages;
  const [from, to] = [unitAt(paragraph, 0), unitAt(paragraph, paragraph.childNodes.length)];
  const { top, height } = boxOf(paragraph);
  const isEnd = y > innerHeight / 2;
  if (height <= tall * innerHeight) return isEnd ? to : from;
  if (y <= top) return from;
  return from + firstThat(to - from, (i) => range(from + i, from + i + 1).getBoundingClientRect().bottom >= y);
}

// @ts-check
// nearby.js: the stretch of the text that is drawn beside and upon: all of it, or, where there
// are thousands of highlights, what stands near the window.  It moves on by steps, before the
// reader comes to its edge.

import { firstThat } from "./order.js";

/** @import {Stretch} from "../text/edges.js" */
/** @import {Passages} from "./passages.js" */

/** As many highlights are drawn wherever they are. */
export const few = 400;
/** So far beyond the window, in windows, is drawn; nearer than this it moves on. */
const ahead = 1.25;
const least = 0.5;
/** Of a paragraph taller than this, in windows, only a part is taken. */
const tall = 2;

/** @typedef {Stretch & {middle: number}} Near middle: in the window */

export const everything = { from: 0, to: Infinity, middle: 0 };

/** @param {Passages} passages */
export function createNearby(passages) {
  /** @type {Near} */ let stretch = everything;

  return {
    get: () => stretch,
    /** @param {number} n of highlights @returns {boolean} whether it moved on */
    follow(n) {
      const before = stretch;
      if (n <= few) stretch = everything;
      else if (stretch === everything || !isWithin(around(passages, least), stretch)) {
        stretch = around(passages, ahead);
      }
      return stretch !== before;
    },
  };
}

/** @param {Stretch} a @param {Stretch} b */
export const isWithin = (a, b) => a.from >= b.from && a.to <= b.to;

/** @param {Passages} passages @param {number} more beyond the window, in windows */
const around = (passages, more) =>
  stretchBetween(passages, { top: -more * innerHeight, bottom: (1 + more) * innerHeight });

/**
 * What of the text stands between two heights in the window.  Of what is not laid out, because
 * it is far away, whole parts are taken.
 * @param {Passages} passages @param {{top: number, bottom: number}} heights @returns {Near}
 */
export function stretchBetween(passages, { top, bottom }) {
  const parts = /** @type {HTMLElement[]} */ ([...passages.article.children]);
  const first = firstThat(parts.length - 1, (i) => boxOf(parts[i]).bottom >= top);
  const last = firstThat(parts.length, (i) => boxOf(parts[i]).top > bottom) - 1;
  const begins = shownIn(parts[first]).find((paragraph) => boxOf(paragraph).bottom >= top);
  const ends = shownIn(parts[Math.max(first, last)]).findLast((paragraph) => boxOf(paragraph).top <= bottom);
  const from = begins ? unitIn(passages, begins, top) : startOf(passages, parts[first]);
  const to = ends ? unitIn(passages, ends, bottom) : endOf(passages, parts[Math.max(first, last)]);
  return { from, to, middle: (from + to) / 2 };
}

/** @param {Element} element */
const boxOf = (element) => element.getBoundingClientRect();

/** Its paragraphs, where they are laid out. @param {HTMLElement} part @returns {HTMLElement[]} */
function shownIn(part) {
  const first = part.querySelector("p:not([hidden])");
  if (!first?.checkVisibility({ contentVisibilityAuto: true })) return [];
  return [...part.querySelectorAll("p")].filter((paragraph) => !paragraph.hidden);
}

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

/** @param {Passages} passages @param {HTMLElement} part */
const startOf = ({ unitAt }, part) => unitAt(part, 0);

/** @param {Passages} passages @param {HTMLElement} part */
const endOf = ({ unitAt }, part) => unitAt(part, part.childNodes.length);

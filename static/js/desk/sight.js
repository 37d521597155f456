// @ts-check
// sight.js: what of the text is in sight, what lies under the pointer, and how to bring a
// stretch of it into sight.

/** @import {Passages} from "./passages.js" */

/** Above the text stand two bars; below it, on a narrow screen, the sheet. */
const margin = 24;
/** Between two lines one still points at the nearer: px above and below a line's letters. */
const reach = 6;

/**
 * The top and bottom of what is seen of the text.
 * @param {HTMLElement} bar the lower one
 * @param {HTMLElement[]} sheets on a narrow screen they lie over its end
 */
export function seenOfText(bar, sheets) {
  const over = sheets.filter((sheet) =>
    sheet.checkVisibility() && getComputedStyle(sheet).position === "fixed");
  return {
    top: bar.getBoundingClientRect().bottom,
    bottom: innerHeight - Math.max(0, ...over.map(({ offsetHeight }) => offsetHeight)),
  };
}

/** @param {Range} range @param {{top: number, bottom: number}} seen */
export function bringIntoSight(range, seen) {
  const paragraph = range.startContainer.parentElement?.closest("p");
  const near = paragraph?.checkVisibility({ contentVisibilityAuto: true });
  if (!near) paragraph?.scrollIntoView({ block: "center" });
  const { top, bottom } = range.getBoundingClientRect();
  const height = seen.bottom - seen.top;
  if (top >= seen.top + margin && bottom <= seen.bottom - margin) return;
  if (top >= seen.top + margin && top <= seen.top + height / 2 && bottom - top > height / 2) return;
  scrollBy({ top: top - seen.top - height / 3, behavior: "instant" });
}

/**
 * Some line of it can be read.
 * @param {Range} range @param {{top: number, bottom: number}} seen
 */
export const isInSight = (range, seen) =>
  [...range.getClientRects()].some(({ top, bottom }) => top >= seen.top && bottom <= seen.bottom);

/** Where the first paragraph in sight begins. @param {Passages} passages @param {number} top */
export function firstInSight({ article, unitAt }, top) {
  const below = (/** @type {Element} */ element) =>
    element.getBoundingClientRect().bottom > top + margin;
  const part = [...article.children].find(below) ?? article.lastElementChild;
  const shown = [...(part?.querySelectorAll("p:not([hidden])") ?? [])];
  const paragraph = shown.find(below) ?? shown.at(-1);
  return paragraph ? unitAt(paragraph, 0) : 0;
}

/**
 * The position in the text under a point of the window.
 * @param {Passages} passages @param {number} x @param {number} y @returns {number | null}
 */
export function unitUnder({ article, unitAt }, x, y) {
  const spot = placeUnder(x, y);
  return spot && article.contains(spot.node) ? unitAt(spot.node, spot.offset) : null;
}

/**
 * Where the letter under a point begins; the caret's place there may be before it or behind.
 * @param {Passages} passages @param {number} x @param {number} y @returns {number | null}
 */
export function letterUnder(passages, x, y) {
  const unit = unitUnder(passages, x, y);
  if (!unit) return unit;
  const within = [...passages.range(unit - 1, unit).getClientRects()].some(
    ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom);
  return within ? unit - 1 : unit;
}

/**
 * The marks whose words lie under a point, the smallest first.
 * @template {{from: number, to: number}} T
 * @param {readonly T[]} marks at the place in the text @param {(mark: T) => Range} rangeOf
 * @param {{x: number, y: number}} point @returns {T[]}
 */
export function marksUnder(marks, rangeOf, { x, y }) {
  const under = (/** @type {DOMRect} */ { left, right, top, bottom }) =>
    x >= left - 1 && x <= right + 1 && y >= top - reach && y <= bottom + reach;
  return marks
    .filter((mark) => [...rangeOf(mark).getClientRects()].some(under))
    .sort((a, b) => a.to - a.from - (b.to - b.from));
}

/**
 * @param {number} x @param {number} y
 * @returns {{node: globalThis.Node, offset: number} | null}
 */
function placeUnder(x, y) {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(x, y);
    return found && { node: found.offsetNode, offset: found.offset };
  }
  const range = document.caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

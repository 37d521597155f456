// @ts-check
// select.js: what the reader selects with mouse, finger or pen, or any other way the browser
// has: when it rests, it is offered for marking.

import { wholeGraphemes } from "../text/graphemes.js";
import { trimmed } from "../text/lines.js";

/** @import {Passages} from "./passages.js" */
/** @typedef {{from: number, to: number}} Stretch UTF-16 */

/** A selection that no pointer ends (handles, caret browsing, a screen reader) rests after this, in ms. */
const rest = 450;

/**
 * @param {Passages} passages
 * @param {{chosen: (stretch: Stretch, how: {touch: boolean}) => void}} calls
 */
export function watchSelection(passages, { chosen }) {
  let pressed = false;
  let touch = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
  let last = "";

  const offer = () => {
    const stretch = selectedIn(passages);
    const name = stretch ? `${stretch.from} ${stretch.to}` : "";
    if (stretch && name !== last) chosen(stretch, { touch });
    last = name;
  };
  /** @param {number} ms */
  const soon = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(offer, ms);
  };

  addEventListener("pointerdown", ({ pointerType, button }) => {
    pressed = button === 0 && pointerType !== "touch";
    touch = pointerType === "touch";
    if (pressed) last = "";
  }, { capture: true });
  for (const name of ["pointerup", "pointercancel"]) {
    addEventListener(name, () => { pressed = false; if (!touch) soon(0); }, { capture: true });
  }
  document.addEventListener("selectionchange", () => { if (!pressed) soon(rest); });
  document.addEventListener("copy", (event) => copyExactly(event, passages));
}

/** A stretch of any words, made of whole graphemes, without white space at its ends. @param {string} text @param {number} from @param {number} to @returns {Stretch | null} */
export function stretchOf(text, from, to) {
  const [start, end] = wholeGraphemes(text, ...trimmed(text, from, to));
  return text.slice(start, end).trim() ? { from: start, to: end } : null;
}

/** @param {Passages} passages @returns {Stretch | null} */
function selectedIn(passages) {
  const range = rangeIn(passages);
  if (!range) return null;
  return stretchOf(passages.text, ...units(passages, range));
}

/** The selection, if it began in the text. @param {Passages} passages @returns {Range | null} */
function rangeIn({ article }) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !article.contains(selection.anchorNode)) return null;
  return selection.getRangeAt(0);
}

/** @param {Passages} passages @param {Range} range @returns {[number, number]} */
const units = ({ unitAt }, { startContainer, startOffset, endContainer, endOffset }) =>
  [unitAt(startContainer, startOffset), unitAt(endContainer, endOffset)];

/** What is copied from the text is the text: its line feeds, and no paragraph numbers. @param {ClipboardEvent} event @param {Passages} passages */
function copyExactly(event, passages) {
  const range = rangeIn(passages);
  if (!range || !passages.article.contains(range.commonAncestorContainer)) return;
  event.clipboardData?.setData("text/plain", passages.text.slice(...units(passages, range)));
  event.preventDefault();
}

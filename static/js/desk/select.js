// @ts-check
// select.js: what the reader selects with mouse, finger or pen, or any other way the browser
// has: when it rests, it is offered for marking.

import { wholeGraphemes } from "../text/graphemes.js";
import { trimmed } from "../text/lines.js";

/** @import {Passages} from "./passages.js" */
/** @typedef {{from: number, to: number}} Stretch UTF-16 */

/**
 * A selection that no pointer ends (handles, caret browsing, a screen reader) rests after
 * this, in ms.
 */
const rest = 450;

/**
 * @param {Passages} passages
 * @param {{chosen: (at: Stretch, how: {touch: boolean}) => void, marked: () => Stretch | null}} calls
 *   marked: what is painted as selected while the browser's own selection is elsewhere
 */
export function watchSelection(passages, { chosen, marked }) {
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

  addEventListener("pointerdown", ({ pointerType, button, shiftKey, target }) => {
    pressed = button === 0 && pointerType !== "touch";
    touch = pointerType === "touch";
    if (!pressed) return;
    clearTimeout(timer);
    last = "";
    const inText = passages.article.contains(/** @type {Node} */ (target));
    // Or a press upon what is selected would begin to drag it away.
    if (inText && !shiftKey) getSelection()?.removeAllRanges();
  }, { capture: true });
  for (const name of ["pointerup", "pointercancel"]) {
    addEventListener(name, () => { pressed = false; if (!touch) soon(0); }, { capture: true });
  }
  document.addEventListener("selectionchange", () => { if (!pressed) soon(rest); });
  document.addEventListener("copy", (event) => {
    const stretch = unitsSelected(passages) ?? (fieldHasSelection(event.target) ? null : marked());
    if (stretch) copyExactly(event, passages.text.slice(stretch.from, stretch.to));
  });
}

/**
 * A stretch of any words, made of whole graphemes, without white space at its ends.
 * @param {string} text @param {number} from @param {number} to @returns {Stretch | null}
 */
export function stretchOf(text, from, to) {
  const [start, end] = wholeGraphemes(text, ...trimmed(text, from, to));
  return text.slice(start, end).trim() ? { from: start, to: end } : null;
}

/** @param {Passages} passages @returns {Stretch | null} */
function selectedIn(passages) {
  const units = unitsSelected(passages);
  return units && stretchOf(passages.text, units.from, units.to);
}

/**
 * The browser's selection, if it began in the text.
 * @param {Passages} passages @returns {Stretch | null}
 */
function unitsSelected({ article, unitsOf }) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !article.contains(selection.anchorNode)) return null;
  return unitsOf(selection.getRangeAt(0));
}

/** @param {EventTarget | null} target */
const fieldHasSelection = (target) =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
  && target.selectionStart !== target.selectionEnd;

/**
 * What is copied from the text is the text: its line feeds, and no paragraph numbers.
 * @param {ClipboardEvent} event @param {string} words
 */
function copyExactly(event, words) {
  event.clipboardData?.setData("text/plain", words);
  event.preventDefault();
}

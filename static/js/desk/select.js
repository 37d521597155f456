// @ts-check
// select.js: what the reader selects with mouse, finger or pen, or any other way the browser
// has: when it rests, it is offered for marking.

import { stretchOf } from "../text/edges.js";

/** @import {Passages} from "./passages.js" */
/** @import {Stretch} from "../text/edges.js" */

/**
 * A selection that no pointer ends (handles, caret browsing, a screen reader) rests after
 * this, in ms.
 */
const rest = 450;
/** A hand that clicks moves no further than this, in px. */
const still = 4;

/**
 * @param {Passages} passages
 * @param {object} calls
 * @param {(at: Stretch, how: {touch: boolean}) => void} calls.chosen
 * @param {() => Stretch | null} calls.marked what is painted as selected while the browser's own
 *   selection is elsewhere
 * @param {(x: number, y: number, clicks: number) => Stretch | null} calls.aimed what several
 *   clicks at one place mean
 * @param {() => number} calls.waits how long two clicks wait for a third, in ms
 */
export function watchSelection(passages, { chosen, marked, aimed, waits }) {
  let pressed = false;
  let touch = false;
  let clicks = 0;
  let place = { x: 0, y: 0 };
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
  let last = "";

  const offer = () => {
    const found = selectedIn(passages);
    const stretch = found && clicks > 1 ? aimed(place.x, place.y, clicks) ?? found : found;
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
  addEventListener("mousedown", ({ detail, clientX: x, clientY: y }) => {
    [clicks, place] = [detail, { x, y }];
  }, { capture: true });
  addEventListener("mousemove", ({ buttons, clientX: x, clientY: y }) => {
    if (buttons && Math.hypot(x - place.x, y - place.y) > still) clicks = 0;
  }, { capture: true });
  for (const name of ["pointerup", "pointercancel"]) {
    addEventListener(name, () => {
      pressed = false;
      if (!touch) soon(clicks === 2 ? waits() : 0);
    }, { capture: true });
  }
  document.addEventListener("selectionchange", () => { if (!pressed) soon(rest); });
  document.addEventListener("copy", (event) => {
    const stretch = unitsSelected(passages) ?? (fieldHasSelection(event.target) ? null : marked());
    if (stretch) copyExactly(event, passages.text.slice(stretch.from, stretch.to));
  });
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

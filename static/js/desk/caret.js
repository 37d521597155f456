// @ts-check
// caret.js: reading by keyboard: from sentence to sentence, from word to word; `v` begins a
// selection there and ends it.

import { stepsThrough } from "../text/words.js";

/** @import {Step, Stretch} from "../text/words.js" */
/** @import {Passages} from "./passages.js" */
/**
 * @typedef {object} CaretCalls
 * @property {() => number} home where to begin when nothing was read yet: the first line in sight
 * @property {(stretch: Stretch, selecting: boolean) => void} moved
 * @property {(stretch: Stretch) => void} chosen the selection was ended
 * @property {() => void} dropped
 */

/** @param {Passages} passages @param {string | null} language @param {CaretCalls} calls */
export function createCaret({ text, starts }, language, calls) {
  const steps = stepsThrough({ text, starts, language });
  /** @type {Stretch | null} */ let reading = null;
  /** @type {Step} */ let stepped = "sentence";
  /** @type {Stretch | null} */ let anchor = null;
  /** @type {number | null} */ let clicked = null;

  /** @returns {Stretch | null} */
  const selected = () =>
    reading && anchor && [Math.min(anchor[0], reading[0]), Math.max(anchor[1], reading[1])];
  const shown = () => anchor ? selected() : reading;

  /** @param {Step} step @param {1 | -1} way @returns {Stretch | null} */
  const target = (step, way) => {
    const from = clicked ?? (reading ? null : calls.home());
    if (from !== null) return way > 0 ? steps.at(step, from) : steps.previous(step, from);
    const [start, end] = /** @type {Stretch} */ (reading);
    const into = step === "word" && stepped === "sentence" && !anchor;
    if (way > 0) return steps.next(step, into ? start : end);
    const around = step === "sentence" && stepped === "word" ? steps.at(step, start) : null;
    return around && around[0] < start ? around : steps.previous(step, start);
  };

  /**
   * Words are stepped through from the beginning of a sentence, sentences from the one
   * around a word.
   * @param {Step} step @param {1 | -1} way
   */
  function move(step, way) {
    reading = target(step, way) ?? reading;
    stepped = step;
    clicked = null;
    const now = shown();
    if (now) calls.moved(now, anchor !== null);
  }

  /** `v`: begins here, or ends here. */
  function select() {
    if (anchor) return calls.chosen(/** @type {Stretch} */ (finish()));
    if (!reading) [reading, stepped] = [steps.at("word", clicked ?? calls.home()), "word"];
    anchor = reading;
    clicked = null;
    if (reading) calls.moved(reading, true);
  }

  /** The selection ends here, if one was begun. */
  function finish() {
    const stretch = selected();
    anchor = null;
    return stretch;
  }

  /** Lets the selection go, then the place. @returns {boolean} there was something to let go */
  function drop() {
    if (!anchor && !reading) return false;
    if (!anchor) reading = null;
    anchor = null;
    if (reading) calls.moved(reading, false);
    else calls.dropped();
    return true;
  }

  return {
    move, select, finish, drop,
    /** Reading goes on from here. @param {number} unit */
    placeAt: (unit) => { [clicked, reading, anchor] = [unit, null, null]; },
    /** @returns {Stretch | null} what is to be painted, of the text */
    shown,
    selecting: () => anchor !== null,
    /** Where reading is. @returns {number | null} */
    place: () => clicked ?? reading?.[0] ?? null,
  };
}

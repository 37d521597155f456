// @ts-check
// caret.js: reading by keyboard: from sentence to sentence, clause to clause, word to word;
// `v` begins a selection there and ends it.

import { snapped } from "../text/edges.js";
import { grown, reaching, selectionFrom, trimmedBy, turned } from "../text/selection.js";
import { stepsThrough } from "../text/words.js";

/** @import {Edge, Stretch} from "../text/edges.js" */
/** @import {Selection} from "../text/selection.js" */
/** @import {Step} from "../text/words.js" */
/** @import {Passages} from "./passages.js" */
/**
 * @typedef {object} CaretCalls
 * @property {() => number} home where to begin when nothing was read yet: the first line in sight
 * @property {(stretch: Stretch, edge: Edge | null) => void} moved edge: the one that moves of what
 *   is being selected
 * @property {(stretch: Stretch) => void} chosen the selection was ended
 * @property {() => void} dropped
 */

/** @type {Record<Step, number>} */
const size = { word: 0, clause: 1, sentence: 2 };

/** @param {Passages} passages @param {string | null} language @param {CaretCalls} calls */
export function createCaret({ text, starts }, language, calls) {
  const steps = stepsThrough({ text, starts, language });
  const words = { text, steps };
  /** @type {Stretch | null} */ let reading = null;
  /** @type {Step} */ let stepped = "sentence";
  /** @type {Selection | null} */ let selection = null;
  /** Reading goes on from here, and a selection from these words. @type {Stretch | null} */ let placed = null;

  const shown = () => selection?.whole ?? reading;
  const tell = () => {
    const now = shown();
    if (now) calls.moved(now, selection?.edge ?? null);
  };

  /** @param {Step} step @param {1 | -1} way */
  const target = (step, way) => {
    const from = placed?.from ?? (reading ? null : calls.home());
    if (from !== null) return way > 0 ? steps.at(step, from) : steps.previous(step, from);
    const { from: start, to: end } = /** @type {Stretch} */ (reading);
    if (way > 0) return steps.next(step, size[step] < size[stepped] ? start : end);
    const around = size[step] > size[stepped] ? steps.at(step, start) : null;
    return around && around[0] < start ? around : steps.previous(step, start);
  };

  /**
   * Words are stepped through from the beginning of a sentence, sentences from the one
   * around a word.
   * @param {Step} step @param {1 | -1} way
   */
  function move(step, way) {
    if (selection) selection = grown(words, selection, step, way);
    else reading = stretch(target(step, way)) ?? reading;
    stepped = step;
    placed = null;
    tell();
  }

  /** What a selection begins with when nothing is read: the words that were gone to, else one word. */
  function atHand() {
    if (placed && placed.to > placed.from) return snapped(words, placed);
    return stretch(steps.at("word", placed?.from ?? calls.home()));
  }

  /** `v`: begins here, or ends here. */
  function select() {
    if (selection) return calls.chosen(/** @type {Stretch} */ (finish()));
    if (!reading) [reading, stepped] = [atHand(), "word"];
    selection = reading && selectionFrom(reading);
    placed = null;
    tell();
  }

  /** The selection ends here, if one was begun; reading goes on from the edge that moved. */
  function finish() {
    if (!selection) return null;
    const { whole, edge } = selection;
    reading = stretch(steps.at(stepped, edge === "to" ? whole.to - 1 : whole.from)) ?? whole;
    selection = null;
    return whole;
  }

  /** Lets the selection go, then the place. @returns {boolean} there was something to let go */
  function drop() {
    if (!selection && !reading) return false;
    if (!finish()) reading = null;
    if (reading) tell();
    else calls.dropped();
    return true;
  }

  /** What is being selected becomes another. @param {(selection: Selection) => Selection} change @returns {boolean} something is */
  function change(change) {
    if (!selection) return false;
    selection = change(selection);
    tell();
    return true;
  }

  return {
    move, select, finish, drop, shown,
    /** Reading goes on from here. @param {number} unit @param {number} [to] and a selection takes these words */
    placeAt: (unit, to = unit) => { [placed, reading, selection] = [{ from: unit, to }, null, null]; },
    /** It reaches as far as these words. @param {Stretch} hit @returns {boolean} something is being selected */
    reach: (hit) => change((selection) => reaching(words, selection, hit)),
    /** @param {1 | -1} way as the text runs @param {"grapheme" | "word"} by */
    trim: (way, by) => change((selection) => trimmedBy(words, selection, by, way)),
    otherEdge: () => change(turned),
    /** @returns {Edge | null} the edge that moves of what is being selected */
    selecting: () => selection?.edge ?? null,
    /** Where reading is. @returns {number | null} */
    place: () => placed?.from ?? (selection ? selection.whole[selection.edge] : reading?.from ?? null),
  };
}

/** @param {readonly [number, number] | null} found @returns {Stretch | null} */
const stretch = (found) => found && { from: found[0], to: found[1] };

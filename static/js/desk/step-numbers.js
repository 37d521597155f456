// @ts-check
// step-numbers.js: which actions of the history were made as one step, so that they are undone
// as one.  The browser keeps the last few; elsewhere they are undone one by one.

/** @import {Shelf} from "./keep.js" */
/** The first and the last number of a row without gaps. @typedef {[number, number]} Row */
/** @typedef {[step: string, rows: Row[]]} Known */

/** As many steps are kept. */
const most = 12;

/** @param {Shelf | null} shelf @param {string} name */
export function stepNumbers(shelf, name) {
  /** Other tabs write there too. @returns {Known[]} */
  const read = () => {
    try {
      return JSON.parse(shelf?.getItem(name) ?? "[]");
    } catch {
      return [];
    }
  };

  return {
    /** @param {string} step @param {number} number */
    add(step, number) {
      const all = read();
      const rows = all.find(([known]) => known === step)?.[1] ?? [];
      const others = all.filter(([known]) => known !== step);
      try {
        shelf?.setItem(name, JSON.stringify([...others, [step, added(rows, number)]].slice(-most)));
      } catch {
        // No room: they are undone one by one.
      }
    },
    /** @param {string} step */
    has: (step) => read().some(([known]) => known === step),
    /** @param {number} number @returns {string} empty: it stands alone */
    of: (number) => read().find(([, rows]) => rows.some(([first, last]) => first <= number && number <= last))?.[0] ?? "",
  };
}

/** @param {readonly Row[]} rows @param {number} number @returns {Row[]} */
function added(rows, number) {
  const meets = (/** @type {Row} */ [first, last]) => number >= first - 1 && number <= last + 1;
  const met = rows.filter(meets);
  const numbers = [number, ...met.flat()];
  return [...rows.filter((row) => !meets(row)), [Math.min(...numbers), Math.max(...numbers)]];
}

// @ts-check
// saving.js: how saving stands, in words: beside the desk's tools always, and in a notice
// below them when somebody must know more or decide.

/** @import {Entry, Trouble} from "./queue.js" */
/** @import {Word} from "./say.js" */

/** @typedef {{mark: "✓" | "…" | "◌" | "!", words: Word, n: number, strong: boolean}} SaveState */

/**
 * @param {Iterable<Pick<Entry, "progress">>} entries @param {Trouble} trouble
 * @param {boolean} [ready] it is known what is kept
 * @returns {SaveState}
 */
export function saveState(entries, trouble, ready = true) {
  const all = [...entries];
  const n = all.length;
  const stuck = all.filter(({ progress }) => progress === "conflict" || progress === "refused").length;
  if (trouble === "signed out") return { mark: "◌", words: "save.signed-out", n, strong: true };
  if (trouble === "away" && n > 0) return { mark: "◌", words: "save.offline", n, strong: true };
  if (n > stuck || !ready) return { mark: "…", words: "save.saving", n, strong: false };
  if (stuck) return { mark: "!", words: "save.undecided", n: stuck, strong: true };
  return { mark: "✓", words: "save.saved", n, strong: false };
}

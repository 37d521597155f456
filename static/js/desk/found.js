// @ts-check
// found.js: paints what was found, above the passages: one registered highlight for all hits,
// one for the hit that one is at.  Where the browser has none of these, the latter is painted
// like the place of reading, which every browser is given.

/** @import {Stretch} from "../text/edges.js" */

const supported = typeof Highlight === "function" && "highlights" in CSS;
const names = /** @type {const} */ (["found", "found-now"]);
/** Above all that paint.js registers. */
const above = 10;

/** @param {(stretch: Stretch) => Range} rangeOf @param {readonly Stretch[]} hits near by @param {Stretch | null} now */
export function paintFound(rangeOf, hits, now) {
  if (!supported) return;
  const all = { "found": hits.filter((hit) => hit !== now), "found-now": now ? [now] : [] };
  names.forEach((name, i) => {
    const highlight = new Highlight(...all[name].map(rangeOf));
    highlight.priority = above + i;
    CSS.highlights.set(name, highlight);
  });
}

export function unpaintFound() {
  if (supported) for (const name of names) CSS.highlights.delete(name);
}

// @ts-check
// place-palette.js: the palette stands below the end of the selection; above its beginning
// where it would leave the window, and inside the window in any case.

/** @typedef {{left: number, right: number, top: number, bottom: number}} Box */
/** @typedef {{width: number, height: number, top: number}} Frame the window; top: where the bars end */

const apart = 8;
const edge = 16;
/** How much of the palette stands before the selection's end. */
const before = 200;

/** @typedef {"below" | "above" | "inside"} Side */

/**
 * @param {{first: Box, last: Box}} lines the selection's first and last line
 * @param {{width: number, height: number}} size the palette's
 * @param {Frame} frame @param {Side} [kept] the side it stands on already
 * @returns {{left: number, top: number, side: Side}} in the window
 */
export function palettePlace({ first, last }, size, frame, kept) {
  const most = frame.width - edge - size.width;
  const left = Math.max(edge, Math.min(last.right - before, most));
  const tops = {
    below: last.bottom + apart,
    above: first.top - apart - size.height,
    inside: Math.max(frame.top + apart, frame.height - apart - size.height),
  };
  const fitsBelow = tops.below + size.height <= frame.height - apart;
  const side = kept ?? (fitsBelow ? "below" : tops.above >= frame.top ? "above" : "inside");
  return { left, top: tops[side], side };
}

/**
 * @param {HTMLElement} palette @param {Range} range
 * @param {{barsEnd: number, kept?: Side}} how @returns {Side}
 */
export function placePalette(palette, range, { barsEnd, kept }) {
  const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
  const whole = range.getBoundingClientRect();
  const size = { width: palette.offsetWidth, height: palette.offsetHeight };
  const frame = { width: document.documentElement.clientWidth, height: innerHeight, top: barsEnd };
  const ends = { first: lines[0] ?? whole, last: lines.at(-1) ?? whole };
  const place = palettePlace(ends, size, frame, kept);
  palette.style.left = `${place.left + scrollX}px`;
  palette.style.top = `${place.top + scrollY}px`;
  return place.side;
}

// @ts-check
// shades.js: how a tag's one colour is used upon the text, as CSS: its line, and the wash
// behind the words.  Lightness is bounded, so that a line keeps 3:1 on paper and ink keeps
// 4.5:1 on any stack of washes, whatever colour a tag was given.

/** The lightness of a wash lies between these, above the theme's own floor. */
export const washFloor = 0.35;
export const washCeil = 0.64;

/** @param {string} color */
export const lineColor = (color) =>
  `oklch(from ${color} clamp(var(--tag-floor), l, var(--tag-ceil)) c h)`;

/** @param {string} color @param {string} much of it over what is below */
export function washColor(color, much) {
  const lightness = `clamp(max(var(--tag-floor), ${washFloor}), l, ${washCeil})`;
  return `color-mix(in oklch, oklch(from ${color} ${lightness} c h) ${much}, transparent)`;
}

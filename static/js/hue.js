// @ts-check
// hue.js: how far two sRGB colours lie apart in hue, as OKLCH has it.

/** Below this chroma a colour is grey to the eye. */
const grey = 0.03;

/**
 * In degrees, 0–180.  A grey is as far as can be from every colour, and none from another grey.
 * @param {string} a `#rrggbb` @param {string} b
 */
export function hueDistance(a, b) {
  const [one, other] = [lch(a), lch(b)];
  const greys = [one, other].filter(({ chroma }) => chroma < grey).length;
  if (greys) return greys === 2 ? 0 : 180;
  const apart = Math.abs(one.hue - other.hue) % 360;
  return Math.min(apart, 360 - apart);
}

/** @param {string} color @returns {{chroma: number, hue: number}} hue in degrees */
function lch(color) {
  const [r, g, b] = [1, 3, 5].map((at) => linear(parseInt(color.slice(at, at + 2), 16) / 255));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { chroma: Math.hypot(x, y), hue: (Math.atan2(y, x) * 180) / Math.PI };
}

/** @param {number} value gamma-encoded, 0–1 */
const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

// @ts-check
// contrast.test.mjs: ink on any stack of washes, in light and dark, keeps a contrast of 4.5,
// and lines keep 3 on paper: computed from the tokens as a browser computes them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { washCeil, washFloor } from "../../../static/js/desk/shades.js";
import { palette } from "../../../static/js/tags.js";

/** @typedef {[number, number, number]} Rgb gamma-encoded, 0–1 */
/** @typedef {{l: number, c: number, h: number}} Lch h in radians */

const css = (/** @type {string} */ name) =>
  readFileSync(new URL(`../../../static/css/${name}.css`, import.meta.url), "utf8");
const tokens = css("tokens");
const dark = tokens.slice(tokens.indexOf("prefers-color-scheme: dark"));

/** A token's text. @param {string} part @param {string} name */
function token(part, name) {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(part)?.[1];
  assert.ok(value, `tokens.css has no --${name}`);
  return value;
}

/** @param {string} part */
const themeOf = (part) => ({
  paper: rgbOf(colorOf(token(part, "paper"))),
  ink: rgbOf(colorOf(token(part, "ink"))),
  accent: rgbOf(colorOf(token(part, "accent"))),
  floor: Number(token(part, "tag-floor")),
  ceil: Number(token(part, "tag-ceil")),
  wash: parseFloat(token(part, "wash")) / 100,
  open: parseFloat(token(part, "wash-on")) / 100,
});

/** How much of the accent is laid over a stretch being read or chosen. @param {string} name */
function accentOf(name) {
  const rule = new RegExp(`::highlight\\(${name}\\) \\{ background-color: color-mix\\(in oklch, var\\(--accent\\) (\\d+)%`);
  const [, percent] = rule.exec(css("desk")) ?? assert.fail(`desk.css has no rule for ${name}`);
  return Number(percent) / 100;
}

/** @param {string} text `oklch(l% c h)` @returns {Lch} */
function colorOf(text) {
  const [, l, c, h] = /^oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)$/.exec(text) ?? assert.fail(text);
  return { l: Number(l) / 100, c: Number(c), h: (Number(h) * Math.PI) / 180 };
}

/** @param {Lch} color @returns {Rgb} clipped, as it is shown */
function rgbOf({ l, c, h }) {
  const [a, b] = [c * Math.cos(h), c * Math.sin(h)];
  const [x, y, z] = [
    l + 0.3963377774 * a + 0.2158037573 * b,
    l - 0.1055613458 * a - 0.0638541728 * b,
    l - 0.0894841775 * a - 1.291485548 * b,
  ].map((value) => value ** 3);
  return /** @type {Rgb} */ ([
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ].map((value) => encode(Math.min(1, Math.max(0, value)))));
}

/** @param {string} hex @returns {Lch} */
function lchOf(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => decode(parseInt(hex.slice(at, at + 2), 16) / 255));
  const [x, y, z] = [
    0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
    0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
    0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
  ].map(Math.cbrt);
  const l = 0.2104542553 * x + 0.793617785 * y - 0.0040720468 * z;
  const a = 1.9779984951 * x - 2.428592205 * y + 0.4505937099 * z;
  const ab = 0.0259040371 * x + 0.7827717662 * y - 0.808675766 * z;
  return { l, c: Math.hypot(a, ab), h: Math.atan2(ab, a) };
}

/** @param {number} value */
const encode = (value) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
/** @param {number} value */
const decode = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** @param {Rgb} below @param {{color: Rgb, alpha: number}} layer @returns {Rgb} */
const over = (below, { color, alpha }) =>
  /** @type {Rgb} */ (below.map((value, i) => value * (1 - alpha) + color[i] * alpha));

/** @param {Rgb} color */
const luminance = ([r, g, b]) => 0.2126 * decode(r) + 0.7152 * decode(g) + 0.0722 * decode(b);

/** @param {Rgb} a @param {Rgb} b */
function contrast(a, b) {
  const [light, less] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (less + 0.05);
}

/** @param {number} low @param {number} value @param {number} high */
const clamp = (low, value, high) => Math.max(low, Math.min(value, high));

/** A coarse grid of all colours a tag can be given. */
const grid = ["00", "55", "aa", "ff"].flatMap((r) => ["00", "55", "aa", "ff"].flatMap((g) =>
  ["00", "55", "aa", "ff"].map((b) => `#${r}${g}${b}`)));

for (const [name, theme] of Object.entries({ light: themeOf(tokens), dark: themeOf(dark) })) {
  const body = (/** @type {string} */ tag) => {
    const { l, ...rest } = lchOf(tag);
    return rgbOf({ l: clamp(Math.max(theme.floor, washFloor), l, washCeil), ...rest });
  };
  const washes = [...palette, ...grid].map(body);
  const accents = ["reading", "selected"].map((over) => ({ color: theme.accent, alpha: accentOf(over) }));

  test(`contrast: ink on two washes and the open passage, ${name}`, () => {
    const least = { ratio: Infinity, stack: "" };
    washes.forEach((a, i) => washes.forEach((b, j) => washes.forEach((c, k) => {
      const stack = [{ color: a, alpha: theme.wash }, { color: b, alpha: theme.wash }, { color: c, alpha: theme.open }];
      const ratio = contrast(theme.ink, stack.reduce(over, theme.paper));
      const names = [i, j, k].map((at) => [...palette, ...grid][at]);
      if (ratio < least.ratio) Object.assign(least, { ratio, stack: names.join(" ") });
    })));
    assert.ok(least.ratio >= 4.5, `${least.ratio.toFixed(2)} on ${least.stack}`);
  });

  test(`contrast: ink on the place of reading and the selection, over washes, ${name}`, () => {
    for (const accent of accents) {
      for (const a of washes) {
        for (const b of washes) {
          const stack = [{ color: a, alpha: theme.wash }, { color: b, alpha: theme.wash }, accent];
          const ratio = contrast(theme.ink, stack.reduce(over, theme.paper));
          assert.ok(ratio >= 4.5, ratio.toFixed(2));
        }
      }
    }
  });

  test(`contrast: the lines of the families' colours on paper, ${name}`, () => {
    for (const tag of palette) {
      const { l, ...rest } = lchOf(tag);
      const line = rgbOf({ l: clamp(theme.floor, l, theme.ceil), ...rest });
      const ratio = contrast(line, theme.paper);
      assert.ok(ratio >= 3, `${tag}: ${ratio.toFixed(2)}`);
    }
  });
}

// @ts-check
// ticks.js: at the edge of the window, where in the whole text the hits are.  Roughly: each
// has its share of the text's height, by how much text is before it.

/** @import {Stretch} from "../text/edges.js" */
/** @import {Passages} from "./passages.js" */

/** A tick's height, in px. */
const thick = 2;

/**
 * @param {HTMLCanvasElement} canvas @param {Passages} passages
 * @param {{hits: readonly Stretch[], now: Stretch | null}} found
 */
export function drawTicks(canvas, { article, text }, { hits, now }) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const pen = canvas.getContext("2d");
  if (!pen || !width) return;
  const sharp = devicePixelRatio;
  Object.assign(canvas, { width: width * sharp, height: height * sharp });
  pen.scale(sharp, sharp);
  pen.fillStyle = getComputedStyle(canvas).color;
  const { top, height: all } = article.getBoundingClientRect();
  const page = document.documentElement.scrollHeight;
  const rowOf = (/** @type {Stretch} */ { from }) =>
    Math.round(((top + scrollY + (all * from) / text.length) / page) * height);
  pen.globalAlpha = 0.45;
  for (const row of new Set(hits.map(rowOf))) pen.fillRect(width / 2, row, width / 2, thick);
  pen.globalAlpha = 1;
  if (now) pen.fillRect(0, rowOf(now) - 1, width, 2 * thick);
}

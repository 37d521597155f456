// @ts-check
// words.js: what the program says, in the language of the page.

import { locale, sayings } from "./catalogue.js";
import { speech } from "./speech.js";

/** @typedef {import("./speech.js").Key} Key */
/** @template {string} P @typedef {import("./speech.js").WordOf<P>} WordOf */

export const { speaker, teller, knows } = speech(locale, sayings);
export const say = speaker("");
export const tell = teller("");

/** `a, b, c`: what stands side by side. @param {readonly string[]} pieces */
export const rowWords = (pieces) =>
  pieces.reduce((before, after) => (before ? say("row", { before, after }) : after), "");

/** The same with markup in it. @param {readonly unknown[]} pieces @returns {unknown} */
export const rowPieces = (pieces) =>
  (pieces.length ? pieces.reduce((before, after) => tell("row", { before, after })) : "");

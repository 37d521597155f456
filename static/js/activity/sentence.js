// @ts-check
// sentence.js: how a deed's pieces look: who and what stand out, people's words are serif.

import { html } from "../../vendor/lit-html/lit-html.js";
import { projectPath } from "../frame.js";
import { seen } from "../nameless.js";
import { state } from "../state.js";
import { say } from "./say.js";

/** @import {Mention, Piece} from "./deed.js" */

/** @param {readonly Piece[]} pieces */
export const sentence = (pieces) =>
  pieces.map((piece) => (typeof piece === "string" ? piece : mention(piece)));

/** In a dialog, which nothing should lead away from. @param {readonly Piece[]} pieces */
export const sentenceAlone = (pieces) =>
  sentence(pieces.map((piece) => (typeof piece === "string" ? piece : { ...piece, to: undefined })));

/** @param {Mention} piece */
function mention({ is, text, to }) {
  const words = written(is, text);
  if (!to) return html`<bdi class=${`said ${is}`}>${words}</bdi>`;
  const slug = state.project?.slug ?? "";
  return html`<a class=${`said ${is}`} href=${projectPath(slug, to)}><bdi>${words}</bdi></a>`;
}

/** @param {Mention["is"]} is @param {string} text */
function written(is, text) {
  if (is === "quote") return say("quoted", { words: text });
  return seen(text, say("nameless"));
}

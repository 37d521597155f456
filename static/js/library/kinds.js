// @ts-check
// kinds.js: what a statement can be.

import { knows, say } from "../words.js";

export const kinds = /** @type {const} */ ([
  "verbatim", "as delivered", "summary", "press release",
  "news report", "transcript", "translation", "resolution",
]);

/** In words, as far as there are some for it. @param {string} kind */
export function kindName(kind) {
  const key = `kind.${kind}`;
  return knows(key) ? say(key) : kind;
}

// @ts-check
// words.js: what the program says, in the language of the page.

import { locale, sayings } from "./catalogue.js";
import { speech } from "./speech.js";

/** @typedef {import("./speech.js").Key} Key */
/** @template {string} P @typedef {import("./speech.js").WordOf<P>} WordOf */

export const { speaker, teller, knows, listWords, rowWords } = speech(locale, sayings);
export const say = speaker("");
export const tell = teller("");

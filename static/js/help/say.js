// @ts-check
// say.js: what the help says, by the keys that begin with `help.`.

import { knows as knowsAll, speaker, teller } from "../words.js";

/** The name of a saying. @typedef {import("../words.js").WordOf<"help.">} Word */

export const say = speaker("help.");
export const tell = teller("help.");
/** Whether there are words for it. @param {string} key */
export const knows = (key) => knowsAll(`help.${key}`);

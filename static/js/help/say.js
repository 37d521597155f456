// @ts-check
// say.js: what the help says; the words stand in i18n/help-en.js.

import en from "../../i18n/help-en.js";
import { speaker, teller } from "../words.js";

/** The name of a saying. @typedef {keyof typeof en} Word */

export const say = speaker(en);
export const tell = teller(en);
/** Whether there are words for it. @param {string} key */
export const knows = (key) => key in en;

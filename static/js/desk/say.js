// @ts-check
// say.js: what the desk says; the words stand in i18n/desk-en.js.

import en from "../../i18n/desk-en.js";
import { speaker } from "../words.js";

/** The name of a saying. @typedef {keyof typeof en} Word */

export const say = speaker(en);

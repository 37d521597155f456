// @ts-check
// say.js: what activity, trash and undoing say; the words stand in i18n/activity-en.js.

import en from "../../i18n/activity-en.js";
import { speaker, teller } from "../words.js";

/** The name of a saying. @typedef {keyof typeof en} Word */

export const say = speaker(en);
export const tell = teller(en);

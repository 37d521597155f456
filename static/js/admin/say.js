// @ts-check
// say.js: what the site's page says; the words stand in i18n/admin-en.js.

import en from "../../i18n/admin-en.js";
import { speaker, teller } from "../words.js";

/** The name of a saying. @typedef {keyof typeof en} Word */

export const say = speaker(en);
export const tell = teller(en);

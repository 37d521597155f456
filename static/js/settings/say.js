// @ts-check
// say.js: what the settings say; the words stand in i18n/settings-en.js.

import en from "../../i18n/settings-en.js";
import { speaker, teller } from "../words.js";

export const say = speaker(en);
export const tell = teller(en);

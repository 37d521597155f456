// @ts-check
// say.js: what the pages of one's own account say; the words stand in i18n/account-en.js.

import en from "../../i18n/account-en.js";
import { speaker, teller } from "../words.js";

export const say = speaker(en);
export const tell = teller(en);

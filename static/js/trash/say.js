// @ts-check
// say.js: what the trash and deleting a statement say; the words stand in i18n/trash-en.js.

import en from "../../i18n/trash-en.js";
import { speaker, teller } from "../words.js";

export const say = speaker(en);
export const tell = teller(en);

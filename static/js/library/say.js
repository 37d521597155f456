// @ts-check
// say.js: what the library says of finding and coding.

import en from "../../i18n/library-en.js";
import { speaker } from "../words.js";

export const say = speaker(en);

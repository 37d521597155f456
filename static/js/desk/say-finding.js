// @ts-check
// say-finding.js: what the desk says where passages are looked for.

import en from "../../i18n/finding-en.js";
import { speaker } from "../words.js";

/** @typedef {keyof typeof en} Word */

export const say = speaker(en);

// @ts-check
// say-colophon.js: what the desk says of the statement itself.

import en from "../../i18n/colophon-en.js";
import { speaker } from "../words.js";

export const say = speaker(en);

// @ts-check
// say.js: what the settings say, by the keys that begin with `settings.`.

import { speaker, teller } from "../words.js";

export const say = speaker("settings.");
export const tell = teller("settings.");

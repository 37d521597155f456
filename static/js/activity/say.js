// @ts-check
// say.js: what activity, trash and undoing say, by the keys that begin with `activity.`.

import { speaker, teller } from "../words.js";

/** The name of a saying. @typedef {import("../words.js").WordOf<"activity.">} Word */

export const say = speaker("activity.");
export const tell = teller("activity.");

// @ts-check
// say.js: what the desk says, by the keys that begin with `desk.`.

import { speaker } from "../words.js";

/** The name of a saying. @typedef {import("../words.js").WordOf<"desk.">} Word */

export const say = speaker("desk.");

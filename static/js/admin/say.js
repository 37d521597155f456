// @ts-check
// say.js: what the site's page says, by the keys that begin with `admin.`.

import { speaker, teller } from "../words.js";

/** The name of a saying. @typedef {import("../words.js").WordOf<"admin.">} Word */

export const say = speaker("admin.");
export const tell = teller("admin.");

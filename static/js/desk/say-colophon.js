// @ts-check
// say-colophon.js: what the desk says of the statement itself, by the keys that begin with `colophon.`.

import { speaker } from "../words.js";

export const say = speaker("colophon.");

// @ts-check
// say.js: what the library says of finding and coding, by the keys that begin with `library.`.

import { speaker } from "../words.js";

export const say = speaker("library.");

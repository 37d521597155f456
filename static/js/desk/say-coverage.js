// @ts-check
// say-coverage.js: what the desk says of paragraphs, by the keys that begin with `coverage.`.

import { speaker } from "../words.js";

export const say = speaker("coverage.");

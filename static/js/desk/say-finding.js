// @ts-check
// say-finding.js: what the desk says where passages are looked for, by the keys that begin
// with `finding.`.

import { speaker } from "../words.js";

export const say = speaker("finding.");

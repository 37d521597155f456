// @ts-check
// say.js: what the trash and deleting a statement say, by the keys that begin with `trash.`.

import { speaker, teller } from "../words.js";

export const say = speaker("trash.");
export const tell = teller("trash.");

// @ts-check
// say.js: what the pages of one's own account say, by the keys that begin with `account.`.

import { speaker, teller } from "../words.js";

export const say = speaker("account.");
export const tell = teller("account.");

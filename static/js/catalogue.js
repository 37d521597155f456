// @ts-check
// catalogue.js: what the program says in the language of the page.

import { language, wordlist } from "./wordlist.js";

/** What Intl is asked for: English is British here, whose dates begin with the day. */
export const locale = language === "en" ? "en-GB" : language;

export const sayings = await wordlist;

// @ts-check
// catalogue.js: the language of the page, as the server wrote it into <html lang>, and what the
// program says in it.  The shell has asked for the file already when this module is read.

/** @import {Saying} from "./speech.js" */

export const language = globalThis.document?.documentElement?.lang || "en";

/** What Intl is asked for: English is British here, whose dates begin with the day. */
export const locale = language === "en" ? "en-GB" : language;

const file = await fetch(new URL(`../i18n/${language}.json`, import.meta.url));

/** @type {Record<string, Saying>} */
export const sayings = await file.json();

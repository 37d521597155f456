// @ts-check
// wordlist.js: the language of the page, as the server wrote it into <html lang>, and its
// catalogue, on its way.  Shells run this by itself and at once, so that the catalogue is there
// before the page's own modules are: they wait for nothing, and `load` finds the page drawn.

export const language = globalThis.document?.documentElement?.lang || "en";

/** @type {Promise<Record<string, import("./speech.js").Saying>>} */
export const wordlist = fetch(new URL(`../i18n/${language}.json`, import.meta.url)).then((file) => file.json());

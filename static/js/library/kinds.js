// @ts-check
// kinds.js: what a statement can be.

export const kinds = /** @type {const} */ ([
  "verbatim", "as delivered", "summary", "press release",
  "news report", "transcript", "translation", "resolution",
]);

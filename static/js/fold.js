// @ts-check
// fold.js: whether words occur in a text, whatever their case and accents.

/** @param {string} text */
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** All words of `query` somewhere in `texts`; an empty query is in all. @param {string} query @param {readonly (string | null)[]} texts */
export function occurs(query, texts) {
  const hay = fold(texts.filter(Boolean).join(" "));
  return fold(query).split(/\s+/).every((word) => hay.includes(word));
}

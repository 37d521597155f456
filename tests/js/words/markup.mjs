// @ts-check
// markup.mjs: markup in pieces: what is text, what is the value of an attribute.

/** @typedef {{at: string, text: string}} Piece at: `text`, or the attribute's name */

/** Those attributes that people see or hear. */
export const told = [
  "alt", "aria-description", "aria-label", "aria-placeholder", "aria-roledescription", "aria-valuetext", "label",
  "placeholder", "summary", "title",
];

const comment = /<!--[^]*?-->|<!doctype[^>]*>/gi;
const silent = /<(style|script)\b[^]*?<\/\1>/gi;
const tag = /<\/?[a-zA-Z\0][^\s>]*((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const attribute = /([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?/g;

/** @param {string} markup @returns {Piece[]} */
export function piecesOf(markup) {
  const bare = markup.replace(comment, "").replace(silent, "");
  const texts = bare.replace(tag, "\u0001").split("\u0001").map((text) => ({ at: "text", text }));
  const values = [...bare.matchAll(tag)].flatMap(([, inside]) => [...inside.matchAll(attribute)])
    .map(([, at, value = ""]) => ({ at, text: value.replace(/^["']|["']$/g, "") }));
  return [...texts, ...values].filter(({ at, text }) => text.trim() && (at === "text" || told.includes(at)));
}

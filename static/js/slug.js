// @ts-check
// slug.js: a key or slug suggested from a name: `[a-z0-9]([a-z0-9-]*[a-z0-9])?`, at most 80.

const longest = 80;
/** Letters that no accent was taken from. */
const letters = /** @type {Record<string, string>} */ ({
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i",
});

/** @param {string} name @returns {string} may be empty: no letter of the name fits */
export function slugOf(name) {
  const plain = name.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  const latin = [...plain].map((letter) => letters[letter] ?? letter).join("").replace(/['’]/g, "");
  return cut(latin.replace(/[^a-z0-9]+/g, "-").replace(/^-/, ""));
}

/**
 * Below the parent's key, as codebooks do: `law-due-diligence`.
 * @param {string} label @param {string} parent may be empty
 */
export function keyOf(label, parent) {
  const own = slugOf(label);
  return own && parent ? cut(`${parent}-${own}`) : own;
}

/** @param {string} slug */
const cut = (slug) => slug.slice(0, longest).replace(/-$/, "");

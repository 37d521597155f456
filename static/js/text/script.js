// @ts-check
// script.js: the script that a text is written in, by its code of four letters (ISO 15924):
// what direction and heights of lines go by.

/** Those that texts without a language are known by; Han stands for all that use it. */
const known = [
  "Latin:Latn", "Cyrillic:Cyrl", "Greek:Grek", "Arabic:Arab", "Hebrew:Hebr", "Han:Hani",
  "Hiragana:Jpan", "Katakana:Jpan", "Hangul:Kore", "Devanagari:Deva", "Bengali:Beng", "Tamil:Taml",
  "Telugu:Telu", "Gujarati:Gujr", "Gurmukhi:Guru", "Kannada:Knda", "Malayalam:Mlym", "Oriya:Orya",
  "Sinhala:Sinh", "Thai:Thai", "Lao:Laoo", "Khmer:Khmr", "Myanmar:Mymr", "Tibetan:Tibt",
  "Ethiopic:Ethi", "Armenian:Armn", "Georgian:Geor", "Syriac:Syrc", "Thaana:Thaa", "Nko:Nkoo",
  "Adlam:Adlm", "Mongolian:Mong",
].map((row) => row.split(":")).map(([name, code]) => ({ code, letter: new RegExp(`\\p{Script=${name}}`, "u") }));

/** Between whose words no space stands. */
export const unspaced =
  /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const fromRight = new Set(["Arab", "Aran", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"]);
/** As far as a letter is looked for, in UTF-16 units. */
const looked = 10_000;

/**
 * By its language, else by its first letter.
 * @param {string} text @param {string | null} language BCP 47 @returns {string} empty: not known
 */
export function scriptOf(text, language) {
  const script = language && scriptOfLanguage(language);
  if (script) return script;
  const letter = /\p{L}/u.exec(text.slice(0, looked))?.[0] ?? "";
  return known.find((script) => script.letter.test(letter))?.code ?? "";
}

/** @param {string} text @param {string | null} language BCP 47 @returns {"ltr" | "rtl"} */
export const directionOf = (text, language) => (fromRight.has(scriptOf(text, language)) ? "rtl" : "ltr");

/** @param {string} language */
function scriptOfLanguage(language) {
  try {
    return new Intl.Locale(language).maximize().script ?? "";
  } catch {
    return "";
  }
}

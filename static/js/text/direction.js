// @ts-check
// direction.js: whether a text is read from the right: by its language, else by its first letter.

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const scripts = ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"];

/** @param {string} text @param {string | null} language BCP 47 @returns {"ltr" | "rtl"} */
export function directionOf(text, language) {
  const script = language && scriptOf(language);
  if (script) return scripts.includes(script) ? "rtl" : "ltr";
  const letter = /\p{L}/u.exec(text.slice(0, 10_000))?.[0] ?? "";
  return rightToLeft.test(letter) ? "rtl" : "ltr";
}

/** @param {string} language */
function scriptOf(language) {
  try {
    return new Intl.Locale(language).maximize().script ?? "";
  } catch {
    return "";
  }
}

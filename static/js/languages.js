// @ts-check
// languages.js: languages by their BCP 47 tags, and in words.

import { html } from "../vendor/lit-html/lit-html.js";
import { locale } from "./catalogue.js";
import { directionOf } from "./text/script.js";
import { say } from "./words.js";

/** The six of the United Nations first, then what else delegations often speak and publish in. */
const common = [
  "ar", "zh", "en", "fr", "ru", "es",
  "bg", "bn", "cs", "da", "de", "el", "et", "fa", "fi", "he", "hi", "hr", "hu", "id",
  "it", "ja", "kk", "ko", "lt", "lv", "ms", "nb", "nl", "pl", "pt", "ro", "sk", "sl",
  "sr", "sv", "sw", "th", "tr", "uk", "ur", "vi",
];
const names = new Intl.DisplayNames(locale, { type: "language", fallback: "none" });

/** @param {string} tag @returns {string} empty: no such language */
export function languageName(tag) {
  try {
    return names.of(tag) ?? "";
  } catch {
    return "";
  }
}

/** As those who speak it write it, at the beginning of a line. @param {string} tag */
export function ownName(tag) {
  const [first, ...rest] = new Intl.DisplayNames(tag, { type: "language" }).of(tag) ?? tag;
  return first.toLocaleUpperCase(tag) + rest.join("");
}

/** What the tag that was typed means; else the hint. @param {string | undefined} tag @param {string} hint */
export function languageHint(tag, hint) {
  const name = languageName(tag?.trim() ?? "");
  if (!name) return hint;
  return say(`language.${directionOf("", tag ?? "")}`, { name });
}

/** The suggestions for a field with `list: "languages"`. */
export const languageList = () => html`
  <datalist id="languages">${common.map((tag) => html`
    <option value=${tag}>${languageName(tag)}</option>`)}
  </datalist>`;

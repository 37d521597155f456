// languages.test.mjs: every catalogue says all that the English one says, by the rules of its
// own language, and nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { filesBelow, read } from "./modules.mjs";

const english = JSON.parse(read("i18n/en.json"));
const languages = filesBelow("i18n/", ".json").map((path) => path.slice(5, -5));

/** @param {unknown} text */
const placesOf = (text) => [...new Set([...String(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();
/** @param {string | Record<string, string>} saying */
const formsOf = (saying) => (typeof saying === "string" ? { other: saying } : saying);
/** All that any form of a saying fills in. @param {string | Record<string, string>} saying */
const allPlaces = (saying) => placesOf(Object.values(formsOf(saying)).join(""));

/**
 * What is wrong with a saying, beside the English one.
 * @param {string} language @param {string | Record<string, string>} saying @param {string | Record<string, string>} model
 */
function faults(language, saying, model) {
  const forms = formsOf(saying);
  const categories = typeof saying === "string" ? ["other"] : new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const found = [];
  if (Object.values(forms).some((text) => typeof text !== "string" || !text.trim())) found.push("empty");
  if (typeof saying === "string" && typeof model !== "string") found.push("needs plural forms");
  if (String(Object.keys(forms).sort()) !== String([...categories].sort())) found.push(`forms other than ${categories}`);
  if (String(placesOf(forms.other)) !== String(placesOf(formsOf(model).other))) found.push("other places than in English");
  if (allPlaces(saying).some((name) => !allPlaces(model).includes(name))) found.push("a place that is not filled");
  if (typeof saying !== "string" && typeof model === "string" && !allPlaces(model).includes("n")) found.push("plural forms without {n}");
  return found;
}

test("there is English", () => assert.ok(languages.includes("en")));

for (const language of languages) {
  test(`${language}.json is a language of its own`, () => {
    assert.deepEqual(Intl.getCanonicalLocales(language), [language]);
    assert.deepEqual(Intl.PluralRules.supportedLocalesOf([language]), [language]);
  });

  test(`${language}.json says what the English one says, and no more`, () => {
    const source = read(`i18n/${language}.json`);
    const catalogue = JSON.parse(source);
    assert.deepEqual(Object.keys(catalogue), Object.keys(english));
    const twice = [...source.matchAll(/^ {2}("[^"]+"): /gm)].map(([, key]) => key).filter((key, at, all) => all.indexOf(key) !== at);
    assert.deepEqual(twice, []);
  });

  test(`${language}.json has the plural forms and the places it needs`, () => {
    const catalogue = JSON.parse(read(`i18n/${language}.json`));
    const found = Object.entries(catalogue).filter(([key]) => key in english)
      .flatMap(([key, saying]) => faults(language, saying, english[key]).map((fault) => `${key}: ${fault}`));
    assert.deepEqual(found, []);
  });
}

const samples = [
  ["fr", { one: "{n} mot", many: "{n} de mots", other: "{n} mots" }, { one: "{n} word", other: "{n} words" }, 0],
  ["fr", { one: "{n} mot", other: "{n} mots" }, { one: "{n} word", other: "{n} words" }, 1],
  ["vi", { other: "{n} từ" }, { one: "One word", other: "{n} words" }, 0],
  ["vi", "{n} từ", { one: "{n} word", other: "{n} words" }, 1],
  ["vi", { other: "từ" }, { one: "{n} word", other: "{n} words" }, 1],
  ["fr", "Bonjour {nom}", "Hello {name}", 2],
  ["fr", " ", "Hello", 1],
];
for (const [language, saying, model, count] of samples) {
  test(`${JSON.stringify(saying)} in ${language} has ${count} faults`, () => assert.equal(faults(language, saying, model).length, count));
}

// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { directionOf, scriptOf } from "../../../static/js/text/script.js";

const cases = [
  { name: "by language", text: "1. (a)", language: "ar", direction: "rtl" },
  { name: "language before letters", text: "القانون", language: "en", direction: "ltr" },
  { name: "a language in two scripts", text: "", language: "az-Arab", direction: "rtl" },
  { name: "Urdu, Hebrew, Divehi", text: "", language: "ur", direction: "rtl" },
  { name: "no language: the first letter", text: "«1» القانون and law", language: null, direction: "rtl" },
  { name: "no language, no letter", text: "12 – 13", language: null, direction: "ltr" },
  { name: "a language that is none", text: "שלום", language: "not a language", direction: "rtl" },
];

for (const { name, text, language, direction } of cases) {
  test(`direction: ${name}`, () => assert.equal(directionOf(text, language), direction));
}

const scripts = [
  { name: "by language", text: "", language: "hi", script: "Deva" },
  { name: "one language in two scripts", text: "", language: "zh-Hant", script: "Hant" },
  { name: "a script that the tag names", text: "", language: "vi-Hani", script: "Hani" },
  { name: "no language: the first letter", text: "1. ཡོངས", language: null, script: "Tibt" },
  { name: "kana are Japanese", text: "「あ」", language: null, script: "Jpan" },
  { name: "a language that is none", text: "Привет", language: "no language", script: "Cyrl" },
  { name: "neither language nor letter", text: "12", language: null, script: "" },
];

for (const { name, text, language, script } of scripts) {
  test(`script: ${name}`, () => assert.equal(scriptOf(text, language), script));
}

// outside.test.mjs: no word that people read stands outside the catalogue: not in a template of
// the modules, nor in a string of theirs, nor in a page's shell.  What is put together from
// pieces by a comma would be wrong in another language too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { piecesOf } from "./markup.mjs";
import { filesBelow, markupOf, moduleOf, modules, read, stringsOf } from "./modules.mjs";

/** Text that stays as it is in every language, and why. @type {[reason: string, texts: string[]][]} */
const kept = [
  ["the program's name", ["Postil"]],
  ["addresses and files", ["/healthz", "/readyz", "/p/\0", "openapi.yaml"]],
  ["names of browsers and systems", [
    "Edge", "Opera", "Samsung Internet", "Vivaldi", "Firefox", "Chrome", "Safari", "Android", "Windows", "Linux"]],
  ["keys: as events name them, or before caps.js has put them in words", [
    "Alt t s a n c", "Ctrl Enter", "Ctrl Shift ←", "Del", "Delete", "End", "Enter", "Esc", "Escape", "Home", "Shift",
    "Shift Enter", "Tab"]],
  ["scripts, as ISO 15924 calls them", ["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"]],
  ["words of CSS and of the browser's objects", ["Canvas", "Highlight", "Files"]],
  ["the name of a class of errors", ["Refusal"]],
];
const keptTexts = new Set(kept.flatMap(([, texts]) => texts));

const word = /\p{L}/u;
const glue = /[,;:.!?“”«»„]/u;
const quotes = /[“”«»„]/u;
const sentence = /\p{L}[,;:]? \p{L}.*[.?!…]$|^\P{L}*\p{Lu}\S*[,;:]? \p{L}/u;
const name = /^\p{Lu}\p{Ll}+$/u;
const joint = /\0(, |: |; | and | or )\0/;

/** @param {{name: string}} module @returns {string[]} */
const outside = (module) => [
  ...markupOf(module).filter(({ text }) => word.test(text) || glue.test(text)),
  ...stringsOf(module).filter(({ text, use }) => (use === "shown" && word.test(text)) || (use === "joins" && /[,;] /.test(text))
    || sentence.test(text) || name.test(text) || quotes.test(text) || joint.test(text)),
].map(({ text }) => text.replace(/\s+/g, " ").trim()).filter((text) => text && !keptTexts.has(text) && !isStyle(text));

/** A value for a style sheet. @param {string} text */
const isStyle = (text) => text.startsWith("color-mix(");

test("no module says anything that is not in the catalogue", () => {
  const found = modules().flatMap((module) => outside(module).map((text) => `${module.name}: ${text}`));
  assert.deepEqual(found, []);
});

test("whatever is kept as it is occurs somewhere", () => {
  const here = new Set(modules().flatMap((module) => [...markupOf(module), ...stringsOf(module)]
    .map(({ text }) => text.replace(/\s+/g, " ").trim())));
  assert.deepEqual([...keptTexts].filter((text) => !here.has(text)), []);
});

const samples = [
  ["a text", "html`<p>Word</p>`", ["Word"]],
  ["a text beside a hole", "html`<p>${x} more</p>`", ["\0 more"]],
  ["an attribute", 'html`<p aria-label="Its name" class="two words"></p>`', ["Its name"]],
  ["an attribute with a hole", "html`<p title=\"by ${x}\"></p>`", ["by \0"]],
  ["text within a hole", "html`<p>${x ? html`<b>Yes</b>` : 0}</p>`", ["Yes"]],
  ["a comma between pieces", "html`${x}, ${y}`", ["\0, \0"]],
  ["quotation marks", "f(`“${x}”`)", ["“\0”"]],
  ["a comma in a string", "f(`${x}, ${y}`)", ["\0, \0"]],
  ["a join", 'f(x.join(", "))', [","]],
  ["what is put into the page", 'x.textContent = "word"', ["word"]],
  ["an accessible name", 'x.setAttribute("aria-label", "word")', ["word"]],
  ["a sentence", 'f("Cannot do this.")', ["Cannot do this."]],
  ["a name", 'f("Monday")', ["Monday"]],
  ["what developers read", 'throw new Error("Cannot do this.")', []],
  ["classes, events, keys, paths", 'html`<p class="two words" @click=${x}>${say("a.b")}</p>`; f("click", `/api/${x}`)', []],
];
for (const [what, source, found] of samples) {
  test(`what the walk sees: ${what}`, () => assert.deepEqual(outside(moduleOf("x.js", source)), found));
}

const place = /\{\{[^}]*\}\}/g;

for (const path of filesBelow("pages/", ".html").filter((path) => path !== "pages/down.html")) {
  test(`${path} has its words from the catalogue`, () => {
    const english = JSON.parse(read("i18n/en.json"));
    const page = read(path);
    const words = piecesOf(page).map(({ text }) => text.replace(place, "").replace("Postil", "").trim());
    assert.deepEqual(words.filter((text) => word.test(text)), []);
    const places = [...page.matchAll(place)].map(([text]) => text.slice(2, -2));
    const known = ["build", "language", "state"];
    assert.deepEqual(places.filter((key) => !known.includes(key) && typeof english[key] !== "string"), []);
    for (const needed of ["language", "shell.no-script"]) assert.ok(places.includes(needed), needed);
  });
}

test("the page for when the program is away says the catalogue's English", () => {
  const english = JSON.parse(read("i18n/en.json"));
  const said = piecesOf(read("pages/down.html")).map(({ text }) => text.trim());
  assert.deepEqual(said, [
    `${english["down.title"]} – Postil`, "Postil", english["down.heading"], english["down.about"], english.again]);
  const named = [...read("pages/down.html").matchAll(/data-say="([^"]+)"[^>]*>([^<]*)</g)];
  assert.deepEqual(named.map(([, key, text]) => [key, text]), ["down.heading", "down.about", "again"].map((key) => [key, english[key]]));
});

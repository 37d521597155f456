// keys.test.mjs: every key that is used is in the catalogue, and every key in it is used; the
// sentences of errors are the server's.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { argumentsOf, filesBelow, importsOf, modules, read, stringsOf } from "./modules.mjs";

const english = JSON.parse(read("i18n/en.json"));
const keys = Object.keys(english);
const all = modules();

/** What the `say` of a module puts before a key: `desk.`; by the module's path. */
const prefixes = new Map([["words.js", ""]]);
for (const module of all) for (const prefix of argumentsOf(module, "speaker")) prefixes.set(module.name, prefix);

/** A key, or one with holes, as a pattern. @param {string} key */
const pattern = (key) => new RegExp(`^${key.split("\0").map(escaped).join(".+")}$`);
/** @param {string} text */
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** @param {string} text */
const isKey = (text) => /^[\w.#\0 -]+$/.test(text) && text !== "\0";

test("every key that is asked for is there", () => {
  const missing = all.flatMap((module) => importsOf(module)
    .filter(({ name, from }) => (name === "say" || name === "tell") && prefixes.has(from))
    .flatMap(({ as, from }) => argumentsOf(module, as).map((key) => prefixes.get(from) + key))
    .filter((key) => !keys.some((known) => pattern(key).test(known)))
    .map((key) => `${module.name}: ${key}`));
  assert.deepEqual(missing, []);
});

/**
 * The keys that a module may mean by its strings: those of the tables it speaks from.  A table of
 * words may stand in another module of the folder than the one that says them.
 * @param {import("./modules.mjs").Module} module @returns {RegExp[]}
 */
function meant(module) {
  const folder = module.name.replace(/[^/]*$/, "");
  const spoken = [...prefixes].filter(([path]) => importsOf(module).some(({ from }) => from === path) || (folder && path.startsWith(folder)))
    .map(([, prefix]) => prefix);
  const texts = stringsOf(module).map(({ text }) => text).filter(isKey);
  return ["", ...spoken].flatMap((prefix) => texts.filter((text) => !(prefix === "" && text.startsWith("\0")))
    .map((text) => pattern(prefix + text)));
}

test("every key is used somewhere", () => {
  const patterns = all.flatMap(meant);
  const shells = filesBelow("pages/", ".html").map(read).join("");
  const inShells = [...shells.matchAll(/\{\{([^}]+)\}\}|data-say="([^"]+)"/g)].map(([, place, said]) => place ?? said);
  const unused = keys.filter((key) =>
    !patterns.some((used) => used.test(key)) && !inShells.includes(key) && !key.startsWith("error."));
  assert.deepEqual(unused, []);
});

/** @param {string} path from the project's folder */
const source = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
/** Only nginx says these. */
const ofNginx = ["request", "timeout", "restarting", "address_too_long"];

test("an error is told as the server tells it", () => {
  const rows = source("app/http/message.c").matchAll(/^\t\{ "(\w+)", (?:NULL|"[^"]*"), ("(?:[^"\\]|\\.)*") \},$/gm);
  const said = Object.fromEntries([...rows].map(([, detail, text]) => [`error.${detail}`, JSON.parse(text)]));
  assert.ok(Object.keys(said).length > 100);
  const known = keys.filter((key) => key.startsWith("error.") && !ofNginx.includes(key.slice(6)));
  assert.deepEqual(Object.fromEntries(known.map((key) => [key, english[key]])), said);
});

test("what nginx refuses by itself has a sentence too", () => {
  const details = [...source("nginx.conf.example").matchAll(/"detail":"(\w+)"/g)].map(([, detail]) => detail);
  assert.ok(details.length > 8);
  assert.deepEqual(details.filter((detail) => !(`error.${detail}` in english)), []);
  assert.deepEqual(ofNginx.filter((detail) => !details.includes(detail)), []);
});

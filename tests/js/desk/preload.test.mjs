// @ts-check
// preload.test.mjs: the desk's shell asks for all modules that lay out the text, and for no
// others, so that they do not come one after the other.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../../static/", import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, root), "utf8");

/** What a module needs, and what that needs. @param {string} path below static @param {Set<string>} found */
function needed(path, found = new Set()) {
  for (const [, from] of read(path).matchAll(/^(?:import|export)\b[^;]*?from "(\.[^"]+)";/gms)) {
    const other = new URL(from, new URL(path, root)).href.slice(root.href.length);
    if (!found.has(other)) needed(other, found.add(other));
  }
  return found;
}

test("the desk's shell asks early for what lays out the text", () => {
  const asked = [...read("pages/desk.html").matchAll(/rel="modulepreload" href="\/static\/\{\{build\}\}\/([^"]+)"/g)];
  assert.deepEqual(asked.map(([, path]) => path).sort(), [...needed("js/desk/text.js")].sort());
});

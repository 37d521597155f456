// text-file.test.mjs: bytes to text, exactly, or the byte position of the first fault.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { firstFault, readText } from "../../static/js/text-file.js";

const data = new URL("../../../shared/data/unicode/", import.meta.url);
const bytes = (...values) => new Uint8Array(values);
const a = 0x61;

const faults = [
  ["nothing", bytes(), "empty", 0],
  ["a lone continuation byte", bytes(a, 0x80), "utf8", 1],
  ["Latin-1", bytes(a, 0xe9), "utf8", 1],
  ["an overlong slash", bytes(a, a, 0xc0, 0xaf), "utf8", 2],
  ["an overlong slash in three bytes", bytes(0xe0, 0x80, 0xaf), "utf8", 0],
  ["a surrogate", bytes(a, 0xed, 0xa0, 0x80), "utf8", 1],
  ["above U+10FFFF", bytes(0xf4, 0x90, 0x80, 0x80), "utf8", 0],
  ["a fifth byte", bytes(a, 0xf8, 0x88, 0x80, 0x80, 0x80), "utf8", 1],
  ["cut off at the end", bytes(a, 0xe2, 0x82), "utf8", 1],
  ["cut off in the middle", bytes(a, 0xe2, 0x82, a), "utf8", 1],
  ["NUL", bytes(a, 0, a), "nul", 1],
  ["NUL behind a fault", bytes(0xff, 0), "utf8", 0],
  ["UTF-16, little end first", bytes(0xff, 0xfe, a, 0), "utf16", 0],
  ["UTF-16, big end first", bytes(0xfe, 0xff, 0, a), "utf16", 0],
];
for (const [name, file, fault, at] of faults) {
  test(`refused: ${name}`, () => assert.deepEqual(readText(file), { fault, at }));
}

const kept = [
  ["a BOM", "\ufeffa"],
  ["every kind of line end", "a\r\nb\rc\nd"],
  ["blanks at both ends", " \n a \n\n"],
  ["the edges of each length", "\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\u{10000}\u{10ffff}"],
];
for (const [name, text] of kept) {
  test(`kept exactly: ${name}`, () => assert.equal(readText(new TextEncoder().encode(text)).text, text));
}

test("agrees with the decoder of the platform on short random bytes", () => {
  let seed = 1;
  const next = () => (seed = (seed * 48271) % 2147483647);
  for (let i = 0; i < 20000; i++) {
    const file = Uint8Array.from({ length: 1 + (next() % 6) }, () => next() % 256);
    assert.equal(firstFault(file) < 0, decodes(file), `bytes ${[...file]}`);
  }
});

test("agrees with it on every text at hand", { skip: !existsSync(data) }, () => {
  for (const name of readdirSync(data, { recursive: true })) {
    if (!/\.(txt|bin)$/.test(name)) continue;
    const file = new Uint8Array(readFileSync(new URL(name, data)));
    assert.equal(firstFault(file) < 0, decodes(file), name);
  }
});

function decodes(file) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(file);
    return true;
  } catch {
    return false;
  }
}

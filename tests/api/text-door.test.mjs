// @ts-check
// The door that every text comes in by: kept as given, with exactly two changes.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { admin, dataText, project, statement } from "./world.mjs";

const LIMIT = 4 * 1024 * 1024;

const path = await project();

/** [name, given, kept] */
const cases = [
  ["a leading BOM is dropped", "\ufeffabc", "abc"],
  ["only one BOM is dropped", "\ufeff\ufeffabc", "\ufeffabc"],
  ["a BOM inside stays", "a\ufeffb\ufeff", "a\ufeffb\ufeff"],
  ["CRLF becomes LF", "a\r\nb\r\n", "a\nb\n"],
  ["a lone CR becomes LF", "a\rb\r", "a\nb\n"],
  ["CR CR LF is two lines", "a\r\r\nb", "a\n\nb"],
  ["LF CR is two lines", "a\n\rb", "a\n\nb"],
  ["a text of one CR is a text of one LF", "\r", "\n"],
  ["BOM and CRLF together", "\ufeff\r\na", "\na"],
  ["white space is not trimmed", "  \t a \n\n \t", "  \t a \n\n \t"],
  ["other line ends stay: VT FF NEL LS PS", "a\v\f\u0085\u2028\u2029b", "a\v\f\u0085\u2028\u2029b"],
  ["controls stay", "\u0001\u0002\b\u001f\u007f", "\u0001\u0002\b\u001f\u007f"],
  [
    "no normalisation: decomposed stays decomposed",
    "e\u0301 \u1112\u1161\u11ab",
    "e\u0301 \u1112\u1161\u11ab",
  ],
  ["no normalisation: composed stays composed", "\u00e9 \ud55c \ufb01 \u212b", "\u00e9 \ud55c \ufb01 \u212b"],
  [
    "noncharacters and private use stay",
    "\ufffe\uffff\u{1fffe}\u{10ffff}\ue000",
    "\ufffe\uffff\u{1fffe}\u{10ffff}\ue000",
  ],
  [
    "bidi controls and joiners stay",
    "\u202eabc\u202c\u200d\u200b\u2066",
    "\u202eabc\u202c\u200d\u200b\u2066",
  ],
  ["backslashes and quotes stay", "\\n \\u0041 \\\\ \" ' \\x", "\\n \\u0041 \\\\ \" ' \\x"],
  ["one character is a text", "x", "x"],
  ["a text of blanks is a text", " ", " "],
];

for (const [name, given, kept] of cases)
  test(name, async () => {
    const made = await statement(path, given);
    assert.equal(made.text, kept);
    assert.equal(made.length, [...kept].length);
    assert.equal(made.sha256, createHash("sha256").update(kept).digest("hex"));
    const read = (await admin.get(`${path}/statements/${made.id}`)).json;
    assert.equal(read.text, kept);
  });

test("escapes in JSON are the characters they stand for", async () => {
  const raw = '{"title":"T","text":"\\u00e9\\ud83d\\ude00\\/\\b\\f\\t\\"\\\\"}';
  const made = await admin.post(`${path}/statements`, undefined, { raw });
  assert.equal(made.json.text, '\u00e9\u{1f600}/\b\f\t"\\');
});

test("the real statement keeps its text: sha256 after the two allowed changes", async (t) => {
  const text = dataText("real-statement.txt");
  if (text === undefined) return t.skip("no ../shared/data/real-statement.txt");
  const kept = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const made = await statement(path, text);
  assert.equal(made.sha256, createHash("sha256").update(kept).digest("hex"));
  assert.equal(made.text, kept);
});

test("a text of exactly 4 MiB is taken, in one-byte and in four-byte characters", async () => {
  for (const text of ["a".repeat(LIMIT), "\u{1f54a}".repeat(LIMIT / 4)]) {
    const made = await statement(path, text);
    assert.equal(made.sha256, createHash("sha256").update(text).digest("hex"));
  }
});

test("a text over 4 MiB is refused where the first character begins that does not fit", async () => {
  const fields = { status: 422, error: "invalid", detail: "text_too_long", field: "text" };
  const plain = await admin.post(`${path}/statements`, { title: "T", text: "a".repeat(LIMIT + 1) });
  assertRefused(plain, { ...fields, at: LIMIT });
  const odd = "x" + "\u{1f54a}".repeat(LIMIT / 4); // the last one would straddle the limit
  assertRefused(await admin.post(`${path}/statements`, { title: "T", text: odd }), {
    ...fields,
    at: LIMIT - 3,
  });
});

test("what is left after the two changes is what counts for the limit", async () => {
  const text = "\ufeff" + "\r\n".repeat(10) + "a".repeat(LIMIT - 10);
  assert.equal((await statement(path, text)).length, LIMIT);
});

test("an empty text is refused, also one that is only a BOM", async () => {
  for (const text of ["", "\ufeff"]) {
    const reply = await admin.post(`${path}/statements`, { title: "T", text });
    assertRefused(reply, { status: 422, detail: "text_empty", field: "text" });
  }
});

test("a text too rich for one search vector is saved all the same", async () => {
  let text = "";
  for (let i = 0; text.length < 3_000_000; i++) text += `word${i.toString(36)} `;
  const made = await statement(path, text, { title: "Rich" });
  assert.equal(made.text, text);
});

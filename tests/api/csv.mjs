// @ts-check
// csv.mjs: reads CSV as RFC 4180 says and nothing looser, so that a broken file fails.

import assert from "node:assert/strict";

/** RFC 4180, strictly: rows of cells. @param {string} text */
export function parse(text) {
  const rows = /** @type {string[][]} */ ([]);
  for (let at = 0; at < text.length;) {
    /** @type {string[]} */
    const row = [];
    for (;;) {
      const [cell, next] = text[at] === '"' ? quoted(text, at + 1) : plain(text, at);
      row.push(cell);
      at = next;
      if (text[at] !== ",") break;
      at++;
    }
    assert.equal(text.slice(at, at + 2), "\r\n", `row ${rows.length + 1} ends with CRLF`);
    at += 2;
    rows.push(row);
  }
  return rows;
}

/** @param {string} text @param {number} at @returns {[string, number]} */
function plain(text, at) {
  const end = at + text.slice(at).search(/[,\r]/);
  const cell = text.slice(at, end);
  assert.doesNotMatch(cell, /["\n]/, "a quote or line feed in a cell without quotes");
  return [cell, end];
}

/** @param {string} text @param {number} at @returns {[string, number]} */
function quoted(text, at) {
  for (let cell = ""; ;) {
    const end = text.indexOf('"', at);
    assert.notEqual(end, -1, "a cell that does not end");
    cell += text.slice(at, end);
    if (text[end + 1] !== '"') return [cell, end + 1];
    cell += '"';
    at = end + 2;
  }
}

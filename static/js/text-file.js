// @ts-check
// text-file.js: a text file's bytes to its text, exactly; or the fault and its byte position.
// The server makes the only two changes (a leading BOM, line ends), so none is made here.

/** @typedef {"utf16" | "utf8" | "nul" | "empty"} FileFault */
/** @typedef {{text: string, fault?: undefined, at?: undefined}} Good */
/** @typedef {{text?: undefined, fault: FileFault, at: number}} Bad */

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Good | Bad} */
export function readText(bytes) {
  if (bytes.length === 0) return { fault: "empty", at: 0 };
  if (isUtf16(bytes)) return { fault: "utf16", at: 0 };
  const bad = firstFault(bytes);
  const nul = bytes.indexOf(0);
  if (nul >= 0 && (bad < 0 || nul < bad)) return { fault: "nul", at: nul };
  if (bad >= 0) return { fault: "utf8", at: bad };
  return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) };
}

/**
 * Where the first sequence begins that RFC 3629 does not allow; −1: there is none.
 * @param {Uint8Array} bytes
 */
export function firstFault(bytes) {
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return -1;
}

/** What may follow a lead byte: how many, and between which the first of them lies. */
const leads = [
  { from: 0xc2, to: 0xdf, more: 1, low: 0x80, high: 0xbf },
  { from: 0xe0, to: 0xe0, more: 2, low: 0xa0, high: 0xbf },
  { from: 0xe1, to: 0xec, more: 2, low: 0x80, high: 0xbf },
  { from: 0xed, to: 0xed, more: 2, low: 0x80, high: 0x9f },
  { from: 0xee, to: 0xef, more: 2, low: 0x80, high: 0xbf },
  { from: 0xf0, to: 0xf0, more: 3, low: 0x90, high: 0xbf },
  { from: 0xf1, to: 0xf3, more: 3, low: 0x80, high: 0xbf },
  { from: 0xf4, to: 0xf4, more: 3, low: 0x80, high: 0x8f },
];

/** @param {Uint8Array} bytes @param {number} at @returns {number} its bytes; 0: ill-formed */
function sequenceAt(bytes, at) {
  const byte = bytes[at];
  if (byte < 0x80) return 1;
  const lead = leads.find(({ from, to }) => byte >= from && byte <= to);
  if (!lead || !(bytes[at + 1] >= lead.low && bytes[at + 1] <= lead.high)) return 0;
  for (let i = 2; i <= lead.more; i++) {
    if (!(bytes[at + i] >= 0x80 && bytes[at + i] <= 0xbf)) return 0;
  }
  return lead.more + 1;
}

/** @param {Uint8Array} bytes */
const isUtf16 = ([one, two]) => (one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff);

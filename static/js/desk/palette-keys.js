// @ts-check
// palette-keys.js: what a key press means within the palette.  Digits and the full stop act
// while nothing is typed; letters are typed, so its other parts are reached with Alt.

/** @import {Part} from "./cards.js" */
/**
 * held: it has done what it does already
 * @typedef {{deed: "close"} | {deed: "held"} | {deed: "enter", stay: boolean, stick: boolean}
 *   | {deed: "step", by: 1 | -1} | {deed: "number", at: number} | {deed: "repeat"} | {deed: "cite"}
 *   | {deed: "turn", part: Part}} Deed
 */
/** @typedef {Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing" | "repeat">} Press */
/** @typedef {{field: "" | "filter" | "note", typed: string, part: Part}} Now field: the one in focus */

/** Where the letter stands, not what it writes: with Alt it may write anything. @type {Record<string, Part>} */
const parts = { KeyT: "tags", KeyS: "stance", KeyA: "actor", KeyN: "note" };

/** @param {Press} press @param {Now} now @returns {Deed | null} null: not ours */
export function deedOf(press, now) {
  const { key, code, isComposing, altKey } = press;
  if (isComposing) return null;
  if (key === "Escape") return { deed: "close" };
  if (altKey && code === "KeyC") return { deed: "cite" };
  if (altKey) return code in parts ? { deed: "turn", part: parts[code] } : null;
  if (!now.field) return null;
  if (key === "Enter") return enter(press, now);
  return now.field === "note" ? null : inFilter(press, now);
}

/** @param {Press} press @param {Now} now @returns {Deed | null} a line feed of the note is one */
function enter({ ctrlKey, metaKey, shiftKey, repeat }, { field }) {
  const stay = ctrlKey || metaKey;
  if (field === "note" && !stay) return null;
  if (repeat) return { deed: "held" };
  return { deed: "enter", stay, stick: shiftKey };
}

/** @param {Press} press @param {Now} now @returns {Deed | null} */
function inFilter({ key, ctrlKey, metaKey, repeat }, { typed, part }) {
  if (key === "ArrowDown") return { deed: "step", by: 1 };
  if (key === "ArrowUp") return { deed: "step", by: -1 };
  if (typed || ctrlKey || metaKey) return null;
  if (repeat && /^[1-9.]$/.test(key)) return { deed: "held" };
  if (/^[1-9]$/.test(key)) return { deed: "number", at: Number(key) - 1 };
  return key === "." && part === "tags" ? { deed: "repeat" } : null;
}

// @ts-check
// keys.js: THE table of the desk's keys: it makes the bindings and the sheet.  Keys act only
// while no field has the focus; those that write a character can be switched off.

/** @import {Word} from "./say.js" */
/** @typedef {"read" | "mark" | "palette" | "change" | "everywhere"} Group */
/** By name; false: the key was not ours after all. @typedef {Record<string, () => void | boolean>} Acts */
/**
 * @typedef {object} Key
 * @property {string} key as the browser names it
 * @property {"Shift" | "Ctrl+Shift"} [with] held down; else none but Shift, where the sign needs it
 * @property {string} cap what stands on it
 * @property {string} act empty: the palette's own (palette-keys.js)
 * @property {true} [again] as long as it is held down; any other counts once
 * @property {[Group, Word][]} sheet where the sheet tells of it
 */

/** @type {Key[]} */
export const keys = [
  { key: "j", cap: "j", act: "nextSentence", again: true, sheet: [["read", "key.sentence"]] },
  { key: "k", cap: "k", act: "previousSentence", again: true, sheet: [["read", "key.sentence"]] },
  { key: "w", cap: "w", act: "nextWord", again: true, sheet: [["read", "key.word"]] },
  { key: "b", cap: "b", act: "previousWord", again: true, sheet: [["read", "key.word"]] },
  { key: "W", cap: "⇧w", act: "nextClause", again: true, sheet: [["read", "key.clause"]] },
  { key: "B", cap: "⇧b", act: "previousClause", again: true, sheet: [["read", "key.clause"]] },
  { key: "v", cap: "v", act: "select", sheet: [["read", "key.select"]] },
  { key: "ArrowDown", cap: "↓", act: "nextHighlight", again: true, sheet: [["read", "key.walk"]] },
  { key: "ArrowUp", cap: "↑", act: "previousHighlight", again: true, sheet: [["read", "key.walk"]] },
  { key: "/", cap: "/", act: "find", sheet: [["read", "key.find"]] },
  { key: "f", cap: "f", act: "filter", sheet: [["read", "key.filter"]] },
  { key: "r", cap: "r", act: "nextToRead", again: true, sheet: [["read", "key.to-read"]] },
  { key: "R", cap: "⇧r", act: "previousToRead", again: true, sheet: [["read", "key.to-read"]] },
  { key: "g", cap: "g", act: "goTo", sheet: [["read", "key.go-to"]] },
  { key: "u", cap: "u", act: "leaveUncoded", sheet: [["read", "key.leave-uncoded"]] },
  { key: "t", cap: "t", act: "tags", sheet: [["mark", "key.tags"], ["change", "key.tags"]] },
  { key: "s", cap: "s", act: "stance", sheet: [["mark", "key.stance"], ["change", "key.stance"]] },
  { key: "a", cap: "a", act: "actor", sheet: [["mark", "key.actor"], ["change", "key.actor"]] },
  { key: "n", cap: "n", act: "note", sheet: [["mark", "key.note"], ["change", "key.note"]] },
  { key: "1", cap: "1 – 9", act: "", sheet: [["palette", "key.number"]] },
  { key: ".", cap: ".", act: "repeat", sheet: [["mark", "key.repeat"], ["change", "key.repeat"]] },
  { key: "Enter", with: "Shift", cap: "Shift Enter", act: "", sheet: [["palette", "key.stick"]] },
  { key: "y", cap: "y", act: "stick", sheet: [["mark", "key.stick-last"]] },
  { key: "T", with: "Shift", cap: "Alt t s a n c", act: "", sheet: [["palette", "key.parts"]] },
  { key: "ArrowLeft", with: "Shift", cap: "Shift ←", act: "edgeLeft", again: true, sheet: [["mark", "key.edge"], ["change", "key.edge"]] },
  { key: "ArrowRight", with: "Shift", cap: "→", act: "edgeRight", again: true, sheet: [["mark", "key.edge"], ["change", "key.edge"]] },
  { key: "ArrowLeft", with: "Ctrl+Shift", cap: "Ctrl Shift ←", act: "edgeLeftWord", again: true, sheet: [["mark", "key.edge-word"], ["change", "key.edge-word"]] },
  { key: "ArrowRight", with: "Ctrl+Shift", cap: "→", act: "edgeRightWord", again: true, sheet: [["mark", "key.edge-word"], ["change", "key.edge-word"]] },
  { key: "c", cap: "c", act: "cite", sheet: [["mark", "key.cite"], ["change", "key.cite"]] },
  { key: "e", cap: "e", act: "otherEdge", sheet: [["mark", "key.other-edge"], ["change", "key.other-edge"]] },
  { key: "x", cap: "x", act: "split", sheet: [["change", "key.split"]] },
  { key: "m", cap: "m", act: "join", sheet: [["change", "key.join"]] },
  { key: "Delete", cap: "Del", act: "remove", sheet: [["change", "key.remove"]] },
  { key: "z", cap: "z", act: "undo", again: true, sheet: [["change", "key.undo"]] },
  { key: "Z", cap: "⇧z", act: "redo", again: true, sheet: [["change", "key.redo"]] },
  { key: "?", cap: "?", act: "keys", sheet: [["everywhere", "key.keys"]] },
  { key: "Escape", cap: "Esc", act: "leave", sheet: [["everywhere", "key.leave"]] },
];

/** @typedef {{words: Word, caps: string[]}} SheetLine */

/**
 * The sheet's lines of one group; keys of one meaning stand together.
 * @param {Group} group @param {readonly Key[]} [rows] as they are bound @returns {SheetLine[]}
 */
export function sheetLines(group, rows = keys) {
  /** @type {Map<Word, string[]>} */
  const lines = new Map();
  for (const { cap, sheet } of rows) {
    for (const [where, words] of sheet) {
      if (where === group) lines.set(words, [...(lines.get(words) ?? []), cap]);
    }
  }
  return [...lines].map(([words, caps]) => ({ words, caps }));
}

/** @typedef {Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "repeat">} Press */

/** Where there is no Ctrl for arrows, there is Alt. @type {Record<string, (press: Press) => boolean>} */
const held = {
  "": ({ ctrlKey, metaKey, altKey }) => !ctrlKey && !metaKey && !altKey,
  "Shift": (press) => press.shiftKey && held[""](press),
  "Ctrl+Shift": ({ shiftKey, ctrlKey, metaKey, altKey }) => shiftKey && (ctrlKey || altKey) && !metaKey,
};

/**
 * What a key press means; empty: nothing, and not the browser's either.
 * @param {Press} press
 * @param {{inField: boolean, singles: boolean, rows?: readonly Key[]}} now @returns {string | null}
 */
export function actOf(press, { inField, singles, rows = keys }) {
  if (inField || press.isComposing) return null;
  const found = rows.find((row) =>
    row.act && row.key === press.key && held[row.with ?? ""](press));
  if (!found || (found.key.length === 1 && !singles)) return null;
  return press.repeat && !found.again ? "" : found.act;
}

/**
 * @param {Acts} acts
 * @param {{singles: () => boolean, rows: () => readonly Key[]}} now singles: single letters are on
 */
export function bindKeys(acts, { singles, rows }) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog:modal")) return;
    const inField = isField(event.target);
    const act = actOf(event, { inField, singles: singles(), rows: rows() });
    if (act === "" || (act && acts[act]() !== false)) event.preventDefault();
  });
}

/** @param {EventTarget | null} target */
const isField = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches(fields));

const fields = "input:not([type=checkbox]), textarea, select, [role=menuitem]";

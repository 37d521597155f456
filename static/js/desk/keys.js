// @ts-check
// keys.js: THE table of the desk's keys: it makes the bindings and the sheet.  Keys act only
// while no field has the focus; those that write a character can be switched off.

/** @import {Word} from "./say.js" */
/** @typedef {"read" | "mark" | "change" | "everywhere"} Group */
/** By name; false: the key was not ours after all. @typedef {Record<string, () => void | boolean>} Acts */
/**
 * @typedef {object} Key
 * @property {string} key as the browser names it
 * @property {string} cap what stands on it
 * @property {string} act
 * @property {[Group, Word][]} sheet where the sheet tells of it
 */

/** @type {Key[]} */
export const keys = [
  { key: "j", cap: "j", act: "nextSentence", sheet: [["read", "key.sentence"]] },
  { key: "k", cap: "k", act: "previousSentence", sheet: [["read", "key.sentence"]] },
  { key: "w", cap: "w", act: "nextWord", sheet: [["read", "key.word"]] },
  { key: "b", cap: "b", act: "previousWord", sheet: [["read", "key.word"]] },
  { key: "v", cap: "v", act: "select", sheet: [["read", "key.select"]] },
  { key: "ArrowDown", cap: "↓", act: "nextHighlight", sheet: [["read", "key.walk"]] },
  { key: "ArrowUp", cap: "↑", act: "previousHighlight", sheet: [["read", "key.walk"]] },
  { key: "t", cap: "t", act: "tags", sheet: [["mark", "key.tags"], ["change", "key.tags"]] },
  { key: "s", cap: "s", act: "stance", sheet: [["mark", "key.stance"], ["change", "key.stance"]] },
  { key: "a", cap: "a", act: "actor", sheet: [["mark", "key.actor"], ["change", "key.actor"]] },
  { key: "n", cap: "n", act: "note", sheet: [["mark", "key.note"], ["change", "key.note"]] },
  { key: "Delete", cap: "Del", act: "remove", sheet: [["change", "key.remove"]] },
  { key: "z", cap: "z", act: "undo", sheet: [["change", "key.undo"]] },
  { key: "Z", cap: "⇧z", act: "redo", sheet: [["change", "key.redo"]] },
  { key: "?", cap: "?", act: "keys", sheet: [["everywhere", "key.keys"]] },
  { key: "Escape", cap: "Esc", act: "leave", sheet: [["everywhere", "key.leave"]] },
];

/** @typedef {{words: Word, caps: string[]}} SheetLine */

/**
 * The sheet's lines of one group; keys of one meaning stand together.
 * @param {Group} group @returns {SheetLine[]}
 */
export function sheetLines(group) {
  /** @type {Map<Word, string[]>} */
  const lines = new Map();
  for (const { cap, sheet } of keys) {
    for (const [where, words] of sheet) {
      if (where === group) lines.set(words, [...(lines.get(words) ?? []), cap]);
    }
  }
  return [...lines].map(([words, caps]) => ({ words, caps }));
}

/**
 * What a key press means.
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing">} event
 * @param {{inField: boolean, singles: boolean}} now @returns {string | null}
 */
export function actOf({ key, ctrlKey, metaKey, altKey, isComposing }, { inField, singles }) {
  if (inField || ctrlKey || metaKey || altKey || isComposing) return null;
  const found = keys.find((row) => row.key === key);
  if (!found || (found.key.length === 1 && !singles)) return null;
  return found.act;
}

/** @param {Acts} acts @param {() => boolean} singles whether single letters are on */
export function bindKeys(acts, singles) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog:modal")) return;
    const act = actOf(event, { inField: isField(event.target), singles: singles() });
    if (act && acts[act]() !== false) event.preventDefault();
  });
}

/** @param {EventTarget | null} target */
const isField = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches(fields));

const fields = "input:not([type=checkbox]), textarea, select, [role=menuitem]";

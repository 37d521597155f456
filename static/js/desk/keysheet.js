// @ts-check
// keysheet.js: the sheet that explains the keys and the lines in the text.

import { html } from "../../vendor/lit-html/lit-html.js";
import { openDialog } from "../dialog.js";
import { keyChanges } from "./key-change.js";
import { keyList } from "./key-list.js";
import { say } from "./say.js";

/** @import {Shelf} from "./keep.js" */
/** @import {Keymap} from "./key-change.js" */

/** @typedef {ReturnType<typeof kept>} Switch */

/** Whether single letters are keys. @param {Shelf | null} shelf */
export const singleKeys = (shelf) => kept(shelf, "postil:single-keys", true);

/** Whether selections and edges take in whole words. @param {Shelf | null} shelf */
export const wordSnap = (shelf) => kept(shelf, "postil:snap-to-words", false);

/** A switch that the browser keeps. @param {Shelf | null} shelf @param {string} name @param {boolean} first */
function kept(shelf, name, first) {
  const found = shelf?.getItem(name);
  let on = found ? found === "on" : first;
  return {
    on: () => on,
    /** @param {boolean} now */
    set: (now) => {
      on = now;
      try {
        shelf?.setItem(name, now ? "on" : "off");
      } catch {
        // No room: it holds until the page is left.
      }
    },
  };
}

/** @typedef {{singles: Switch, snap: Switch, keymap: Keymap}} Parts */

/** @param {Parts} parts @param {string} shade a tag's, to show the lines in */
export function openKeySheet(parts, shade) {
  const changes = keyChanges(parts.keymap, () => dialog.refresh());
  const content = () => sheet(parts, shade, changes);
  const dialog = openDialog({ title: say("keys.title"), name: "key-sheet", content });
}

/** @param {Parts} parts @param {string} shade @param {() => unknown} changes */
const sheet = ({ singles, snap, keymap }, shade, changes) => html`
  <p class="aside">${say("keys.about")}</p>
  ${keyList(keymap.rows())}
  ${changes()}
  <section class="legend"><h3>${say("legend.title")}</h3>
    <p>${legend(shade, "for")} ${legend(shade, "against")} ${legend(shade, "neutral")}
      <span class="aside">${say("legend.family")}</span></p></section>
  <footer>${turned(singles, "keys.switch")} ${turned(snap, "keys.snap")}</footer>`;

/** @param {Switch} one @param {"keys.switch" | "keys.snap"} word */
const turned = (one, word) => html`<label class="switch">
  <input type="checkbox" role="switch" .checked=${one.on()} @change=${() => one.set(!one.on())}>
  ${say(word)}</label>`;

/** @param {string} shade @param {"for" | "against" | "neutral"} line */
const legend = (shade, line) => html`<span>
  <span data-f=${shade} class="line ${line}">${say(`legend.${line}`)}</span>
  ${say(`legend.${line}.means`)}</span>`;

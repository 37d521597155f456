// @ts-check
// keysheet.js: the sheet that explains the keys and the lines in the text.

import { html } from "../../vendor/lit-html/lit-html.js";
import { openDialog } from "../dialog.js";
import { keyList } from "./key-list.js";
import { say } from "./say.js";

/** @import {Shelf} from "./keep.js" */

const name = "postil:single-keys";

/** Whether single letters are keys: kept by the browser. @param {Shelf | null} shelf */
export function singleKeys(shelf) {
  let on = shelf?.getItem(name) !== "off";
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

/**
 * @param {ReturnType<typeof singleKeys>} singles
 * @param {string} shade a tag's, to show the lines in
 */
export function openKeySheet(singles, shade) {
  openDialog({ title: say("keys.title"), name: "key-sheet", content: () => sheet(singles, shade) });
}

/** @param {ReturnType<typeof singleKeys>} singles @param {string} shade */
const sheet = (singles, shade) => html`
  <p class="aside">${say("keys.about")}</p>
  ${keyList()}
  <section class="legend"><h3>${say("legend.title")}</h3>
    <p>${legend(shade, "for")} ${legend(shade, "against")} ${legend(shade, "neutral")}
      <span class="aside">${say("legend.family")}</span></p></section>
  <footer><label class="switch">
    <input type="checkbox" role="switch" .checked=${singles.on()}
      @change=${() => singles.set(!singles.on())}>
    ${say("keys.switch")}</label></footer>`;

/** @param {string} shade @param {"for" | "against" | "neutral"} line */
const legend = (shade, line) => html`<span>
  <span data-f=${shade} class="line ${line}">${say(`legend.${line}`)}</span>
  ${say(`legend.${line}.means`)}</span>`;

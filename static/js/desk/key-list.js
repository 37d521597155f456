// @ts-check
// key-list.js: all keys of the desk and what they do: on its sheet, and in the help.

import { html } from "../../vendor/lit-html/lit-html.js";
import { capWords } from "../caps.js";
import { sheetLines } from "./keys.js";
import { say } from "./say.js";

/** @import {Group, Key} from "./keys.js" */

/** @type {Group[]} */
const groups = ["read", "mark", "palette", "change", "everywhere"];

/** @param {readonly Key[]} [rows] as they are bound */
export const keyList = (rows) => html`
  <div class="keys">${groups.map((group) => html`
    <section><h3>${say(`keys.${/** @type {"read"} */ (group)}`)}</h3>
      <dl>${sheetLines(group, rows).map(({ words, caps }) => html`
        <dt>${caps.map((cap) => html`<kbd>${capWords(cap)}</kbd> `)}</dt><dd>${say(words)}</dd>`)}</dl>
    </section>`)}
  </div>`;

// @ts-check
// find-view.js: how the line looks in which words are looked for.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { say } from "./say-finding.js";
import { quiet } from "./signs.js";

/** @import {Finding} from "./finding.js" */

/** @param {Finding} finding */
export const findLine = (finding) => html`
  <search class="find-line">
    <label class="unseen" for="find">${say("find.label")}</label>
    <input class="field" id="find" type="search" placeholder=${say("find.label")} autocomplete="off" autocapitalize="off"
      spellcheck="false" dir="auto" enterkeyhint="search" .value=${live(finding.typed)}
      @input=${(/** @type {Event} */ event) => finding.type(/** @type {HTMLInputElement} */ (event.target).value)}>
    <span class="find-count num">${finding.words()}</span>
    ${quiet("‹", () => finding.step(-1), { name: say("find.previous") })}
    ${quiet("›", () => finding.step(1), { name: say("find.next") })}
    <label class="find-whole"><input type="checkbox" .checked=${finding.whole} @change=${() => finding.turnWhole()}>
      ${say("find.whole")}</label>
    ${finding.desk.model.mayMark && finding.hits.length
      ? quiet(say("find.code"), () => finding.codeAll(), { also: "find-code" }) : nothing}
    ${quiet("×", () => finding.close(), { name: say("find.close"), also: "find-close" })}
  </search>
  <canvas class="ticks" aria-hidden="true"></canvas>`;

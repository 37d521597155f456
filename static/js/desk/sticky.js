// @ts-check
// sticky.js: the tags that are put on each selection as soon as it is made, and the sign that
// says so for as long as they are.

import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { rowWords } from "../words.js";
import { say } from "./say.js";
import { quiet, tile } from "./signs.js";

/** @import {Tagging} from "../types.js" */
/** @import {Signs} from "./signs.js" */

/** @param {Signs} signs @param {() => void} ended */
export function createSticky(signs, ended) {
  const place = document.createElement("section");
  place.className = "sticky";
  place.setAttribute("aria-label", say("sticky.title"));
  place.hidden = true;
  document.querySelector("main")?.after(place);
  /** @type {readonly Tagging[]} */ let taggings = [];

  return {
    get: () => taggings,
    labels: () => rowWords(taggings.map(({ tag }) => signs.ofTag(tag).label)),
    /** @param {readonly Tagging[]} now none: it ends */
    set: (now) => {
      taggings = now;
      place.hidden = !now.length;
      render(now.length ? view(now, signs, ended) : nothing, place);
    },
  };
}

/** @param {readonly Tagging[]} taggings @param {Signs} signs @param {() => void} ended */
const view = (taggings, signs, ended) => html`
  <p><span class="aside">${say("sticky.each")}</span>
    ${taggings.map(({ tag }) => {
      const { shade, letter, label } = signs.ofTag(tag);
      return html`<span class="chip" data-f=${shade}>${tile(letter)}<span dir="auto">${label}</span></span>`;
    })}</p>
  ${quiet(say("sticky.end"), ended, { key: "Esc" })}`;

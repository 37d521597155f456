// @ts-check
// signs.js: how tags, stances and quiet buttons are written wherever the desk has one.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { capWords } from "../caps.js";
import { say } from "./say.js";
import { untagged } from "./styles.js";

/** @import {Codebook} from "../tags.js" */
/** @import {Stance} from "../types.js" */
/** @typedef {{shade: string, letter: string, label: string, color: string}} TagSign */
/** @typedef {{sign: string, label: string, polarity: -1 | 0 | 1 | undefined}} StanceSign */
/**
 * @typedef {object} Signs
 * @property {(key: string | undefined) => TagSign} ofTag
 * @property {(key: string | null | undefined) => StanceSign} ofStance
 */

/** @type {Record<-1 | 0 | 1, string>} */
const polarities = { [-1]: "−", 0: "○", 1: "+" };

/**
 * @param {() => Codebook} codebook as it is now: a tag may be made at the desk
 * @param {readonly Stance[]} stances @returns {Signs}
 */
export function signsOf(codebook, stances) {
  const byKey = new Map(stances.map((stance) => [stance.key, stance]));
  return {
    ofTag: (key = "") => {
      const node = codebook().byKey.get(key);
      if (!node) return { shade: untagged, letter: "·", label: key, color: "" };
      return { shade: node.shade, letter: node.letter, label: node.tag.label, color: node.color };
    },
    ofStance: (key) => {
      const stance = byKey.get(key ?? "");
      const sign = stance ? polarities[stance.polarity] : "";
      return { sign, label: stance?.label ?? key ?? "", polarity: stance?.polarity };
    },
  };
}

/** The family's letter on its colour. @param {string} letter */
export const tile = (letter) => html`<span class="tile" aria-hidden="true">${letter}</span>`;

/** Its sign, and its label, or that there is none. @param {StanceSign} stance */
export const stanceMark = ({ sign, label }) => label
  ? html`<span class="stance" data-p=${sign}><span dir="auto">${label}</span></span>`
  : html`<span class="aside">${say("card.no-stance")}</span>`;

/**
 * A button without a box.
 * @param {unknown} words @param {(event: Event) => void} act
 * @param {{key?: string, name?: string, also?: string}} [more]
 *   key: that does the same; name: for those who do not see its sign; also: a further class
 */
export const quiet = (words, act, { key, name, also = "" } = {}) => html`
  <button type="button" class=${`plain ${also}`} aria-label=${name ?? nothing} @click=${act}
    >${words}${key ? html` <kbd aria-hidden="true">${capWords(key)}</kbd>` : nothing}</button>`;

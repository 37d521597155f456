// @ts-check
// signs.js: how tags and stances are written wherever the desk names one.

import { html } from "../../vendor/lit-html/lit-html.js";
import { untagged } from "./paint.js";

/** @import {Codebook} from "../tags.js" */
/** @import {Stance} from "../types.js" */
/** @typedef {{shade: string, letter: string, label: string, color: string}} TagSign */
/** @typedef {{sign: string, label: string, polarity: -1 | 0 | 1 | undefined}} StanceSign */
/** @typedef {{ofTag: (key: string | undefined) => TagSign, ofStance: (key: string | null | undefined) => StanceSign}} Signs */

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

/** @param {StanceSign} stance */
export const stanceMark = ({ sign, label }) =>
  html`<span class="stance" data-p=${sign}><span dir="auto">${label}</span></span>`;

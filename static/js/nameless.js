// @ts-check
// nameless.js: a name in which there is nothing to see still needs something to see and click.

import { nothing } from "../vendor/lit-html/lit-html.js";

/** @param {string} name */
const isSeen = (name) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(name);

/**
 * For `aria-label`, which the style sheet shows as well: what stands in for an invisible name.
 * @param {string} name @param {string} standIn
 */
export const unlessSeen = (name, standIn) => (isSeen(name) ? nothing : standIn);

/** The name itself, or what stands in for it. @param {string} name @param {string} standIn */
export const seen = (name, standIn) => (isSeen(name) ? name : standIn);

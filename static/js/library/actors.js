// @ts-check
// actors.js: names the project already knows, offered while one is typed.

import { html } from "../../vendor/lit-html/lit-html.js";
import { get, inProject } from "../api.js";

/** @import {Actor} from "../types.js" */

const pause = 200; // milliseconds
/** @type {Actor[]} */ let known = [];
/** @type {ReturnType<typeof setTimeout> | undefined} */ let waiting;
/** @type {AbortController | undefined} */ let asking;

/** The suggestions for a field with this list. @param {string} [id] */
export const actorList = (id = "actors") => html`
  <datalist id=${id}>${known.map(({ name }) => html`<option value=${name}></option>`)}</datalist>`;

/** @param {string} words what was typed @param {() => void} arrived draw the list again */
export function suggestActors(words, arrived) {
  clearTimeout(waiting);
  if (words.trim()) waiting = setTimeout(() => fetchActors(words.trim(), arrived), pause);
}

/** @param {string} words @param {() => void} arrived */
async function fetchActors(words, arrived) {
  asking?.abort();
  const mine = (asking = new AbortController());
  try {
    const query = new URLSearchParams({ q: words, limit: "20" });
    known = (await get(`${inProject("actors")}?${query}`, { signal: mine.signal })).items;
    arrived();
  } catch {
    // No suggestions then: a name can be typed without them.
  }
}

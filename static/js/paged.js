// @ts-check
// paged.js: a list of the API of which the page has the beginning, and more of it.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { get, wordsOf } from "./api.js";
import { say } from "./words.js";

/**
 * @template T
 * @typedef {object} Paged
 * @property {T[]} items
 * @property {string | null} next
 * @property {boolean} busy
 * @property {string} fault in words
 * @property {() => Promise<void>} more
 * @property {() => Promise<void>} again from the beginning
 */

/**
 * @template T
 * @param {object} list
 * @param {() => string} list.path of the list in the API, with its question
 * @param {import("./types.js").List<T> | undefined} list.first
 * @param {() => void} list.show draws the page
 * @returns {Paged<T>}
 */
export function paged({ path, first, show }) {
  /** @param {string | null} cursor @param {T[]} before */
  const load = async (cursor, before) => {
    if (list.busy) return;
    Object.assign(list, { busy: true, fault: "" });
    show();
    try {
      const { items, next } = await get(withCursor(path(), cursor));
      Object.assign(list, { items: [...before, ...items], next });
    } catch (error) {
      list.fault = wordsOf(error);
    }
    list.busy = false;
    show();
  };
  /** @type {Paged<T>} */
  const list = {
    items: first?.items ?? [], next: first?.next ?? null, busy: false, fault: "",
    more: () => load(list.next, list.items),
    again: () => load(null, []),
  };
  return list;
}

/** @param {string} path @param {string | null} cursor */
function withCursor(path, cursor) {
  if (!cursor) return path;
  return `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
}

/**
 * Below the list: what is there to come, and what went wrong.  The focus goes on with the rows.
 * @template T @param {Paged<T>} list @param {string} words on the button
 */
export const rest = (list, words) => html`
  <div role="alert">${list.fault ? html`<p class="refused">${list.fault}</p>` : nothing}</div>
  ${list.next ? html`<p class="more-rows">
    <button type="button" class="button" aria-disabled=${list.busy ? "true" : "false"}
      @click=${onwards(list)}>${list.fault ? say("again") : words}</button></p>` : nothing}`;

/** @template T @param {Paged<T>} list */
const onwards = (list) => async (/** @type {Event} */ event) => {
  const rows = /** @type {Element} */ (event.currentTarget).closest("section")?.querySelector(".rows");
  const before = rows?.children.length ?? 0;
  await list.more();
  const row = /** @type {HTMLElement | undefined} */ (rows?.children[before]);
  row?.focus();
};

// @ts-check
// paged.js: a list of the API of which the page has the beginning, and more of it.  Asking
// again from the beginning overtakes an answer that is still on its way.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { get, wordsOf } from "./api.js";
import { say } from "./words.js";

const usual = 50; // rows that the API gives unasked
const most = 200; // and at most

/**
 * @template T
 * @typedef {object} Paged
 * @property {T[]} items
 * @property {string | null} next
 * @property {boolean} busy
 * @property {string} fault in words
 * @property {() => Promise<void>} more
 * @property {(least?: number) => Promise<void>} again from the beginning; least: so many rows, if there are
 * @property {() => Promise<void>} all that there is
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
  /** @type {AbortController | undefined} */ let asking;
  /** @param {T[]} before @param {{cursor?: string | null, limit?: number}} page */
  const load = async (before, page) => {
    asking?.abort();
    const mine = (asking = new AbortController());
    Object.assign(list, { busy: true, fault: "" });
    show();
    try {
      const { items, next } = await get(withQuery(path(), page), { signal: mine.signal });
      Object.assign(list, { items: [...before, ...items], next });
    } catch (error) {
      if (mine.signal.aborted) return;
      list.fault = wordsOf(error);
    }
    list.busy = false;
    show();
  };
  /** @type {Paged<T>} */
  const list = {
    items: first?.items ?? [], next: first?.next ?? null, busy: false, fault: "",
    more: async () => { if (!list.busy) await load(list.items, { cursor: list.next }); },
    again: (least = 0) => load([], { limit: least > usual ? Math.min(least, most) : undefined }),
    async all() {
      while (list.next && !list.fault && !list.busy) await load(list.items, { cursor: list.next, limit: most });
    },
  };
  return list;
}

/** What is none is left out. @param {string} path @param {Record<string, string | number | null | undefined>} query */
function withQuery(path, query) {
  const given = Object.entries(query).filter(([, value]) => value);
  const text = given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join("&");
  return text ? `${path}${path.includes("?") ? "&" : "?"}${text}` : path;
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

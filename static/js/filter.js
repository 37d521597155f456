// @ts-check
// filter.js: words that narrow a list down as they are typed.  What is not on the page yet is
// fetched first, so that nothing is missed.

import { html } from "../vendor/lit-html/lit-html.js";
import { fold, occurs } from "./fold.js";
import { say } from "./words.js";

/** Shorter lists are seen at a glance. */
const glance = 8;

/**
 * @template T
 * @param {object} filter
 * @param {string} filter.name
 * @param {string} filter.label
 * @param {import("./paged.js").Paged<T>} filter.list
 * @param {(item: T) => string} filter.text in which the words are looked for
 * @param {(words: string) => string} filter.nothing what to say when there is none
 * @param {() => void} filter.show
 */
export function filtered({ name, label, list, text, nothing, show }) {
  let words = "";
  const items = () => (words.trim() ? list.items.filter((item) => occurs(words.trim(), fold(text(item)))) : list.items);

  const typing = async (/** @type {Event} */ event) => {
    words = /** @type {HTMLInputElement} */ (event.target).value;
    show();
    if (list.next) await list.all();
  };

  const found = () => {
    if (!words.trim()) return "";
    if (list.busy) return say("looking");
    return items().length ? "" : nothing(words.trim());
  };

  return {
    items,
    field: () => (list.items.length > glance || list.next || words ? html`
      <div class="ask find">
        <label for=${`find-${name}`}>${label}</label>
        <input class="field" id=${`find-${name}`} type="search" autocomplete="off" dir="auto" @input=${typing}>
        <p class="aside" role="status">${found()}</p>
      </div>` : ""),
  };
}

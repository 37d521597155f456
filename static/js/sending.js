// @ts-check
// sending.js: a form on its way: what is missing is asked for first, then the server; what it
// refuses stands beside its field, and when it says to wait, the wait is counted down.

import { html } from "../vendor/lit-html/lit-html.js";
import { faultsOf, focusFault, refused, typed } from "./form.js";
import { waiting } from "./wait.js";
import { say } from "./words.js";

/** @import {Draft, Faults} from "./form.js" */

/** The answer of a form that leads to another page: it stays busy until that is there. */
export const leaving = () => /** @type {Promise<void>} */ (new Promise(() => {}));

/**
 * @typedef {object} FormParts
 * @property {Draft} draft
 * @property {readonly string[]} names of its fields
 * @property {() => Faults} check what is missing or wrong, before anybody is asked
 * @property {() => Promise<string | void>} act answers what to say when it is done
 * @property {() => void} show draws it
 * @property {(error: unknown) => Faults | null} [explain] a refusal that means more here than elsewhere
 */

/** @param {FormParts} parts */
export function sending({ draft, names, check, act, show, explain = () => null }) {
  const wait = waiting(() => {
    if (wait.left() === 0) Object.assign(form, { faults: {}, note: say("wait.over") });
    show();
  });

  const form = {
    draft,
    /** @type {Faults} */ faults: {},
    busy: false,
    /** how it ended, when it ended well */ note: "",

    /** For `@input`. @param {Event} event */
    follow(event) {
      typed(draft, form.faults)(event);
      form.note = "";
      show();
    },

    /** For `@submit`. @param {SubmitEvent} event */
    async submit(event) {
      event.preventDefault();
      const element = /** @type {HTMLFormElement} */ (event.target);
      takeFilled(draft, element);
      if (form.busy || wait.left()) return;
      Object.assign(form, { faults: check(), note: "" });
      if (Object.keys(form.faults).length === 0) await go();
      show();
      focusFault(element);
    },

    /** What came of it, above the button. */
    outcome: () => refused(form.faults),

    /** @param {string} words @param {string} [name] its classes: default, the first one of its page */
    button: (words, name = "button first") => html`
      <button class=${wait.left() ? `${name} waits` : name}
        aria-disabled=${form.busy || wait.left() ? "true" : "false"}>${wait.words(words)}</button>`,

    /** Beside the button. */
    status: () => html`<span class="aside" role="status">${form.note}</span>`,
  };

  async function go() {
    form.busy = true;
    show();
    try {
      form.note = (await act()) ?? "";
    } catch (error) {
      form.faults = wait.faults(error) ?? explain(error) ?? faultsOf(error, names);
    }
    form.busy = false;
  }

  return form;
}

/** A browser may have filled fields in without an event. @param {Draft} draft @param {HTMLFormElement} form */
function takeFilled(draft, form) {
  for (const [name, value] of new FormData(form)) draft[name] = String(value);
}

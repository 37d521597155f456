// @ts-check
// form.js: one question of a form, drawn the same everywhere, and what a refusal says to it.
//
// What was typed lives in a record by field name; `typed` keeps it there, so nothing is lost
// when the form is drawn again, refused or closed.

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { Refusal, signInAgain } from "./api.js";
import { say } from "./words.js";

/** @typedef {Record<string, string>} Draft */
/** @typedef {{[field: string]: string}} Faults in words, by field; under "" what is no field's */
/**
 * @typedef {object} Question
 * @property {string} name
 * @property {string} label
 * @property {Draft} draft
 * @property {Faults} faults
 * @property {string} [hint]
 * @property {boolean} [optional] says so beside the label
 * @property {string} [type] of the input
 * @property {string} [list] id of a datalist
 * @property {string} [autocomplete]
 * @property {number} [rows] more than one line: how many
 * @property {[value: string, label: string][]} [choices] a select
 * @property {boolean} [autofocus]
 * @property {boolean} [code] a key or address: no spelling, no capitals
 */

/** @param {Question} question */
export const ask = (question) => html`
  <div class="ask">
    <label for=${idOf(question.name)}>${question.label} ${optionalOf(question)}</label>
    ${control(question)} ${hintBelow(question)} ${faultBelow(question)}
  </div>`;

/** A fault that stands by itself, beside the buttons. @param {Faults} faults */
export const refused = (faults) => html`<div role="alert">${faults[""] ? html`
  <p class="refused">${faults[""]} ${faults.sign_in ? wayBack() : nothing}</p>` : nothing}</div>`;

const wayBack = () => html`
  <a href=${signInAgain()} target="_blank">${say("sign-in-again")}</a>`;

/** The button that sends a form. @param {string} words @param {boolean} busy */
export const sendButton = (words, busy) => html`
  <button class="button first" aria-disabled=${busy ? "true" : "false"}>${words}</button>`;

/** Those that were left blank, in words. @param {Draft} draft @param {readonly string[]} names */
export const blanks = (draft, names) => Object.fromEntries(
  names.filter((name) => !draft[name]?.trim()).map((name) => [name, say("missing")]),
);

/**
 * Keeps what is typed; a field that is being mended is no longer at fault.
 * @param {Draft} draft @param {Faults} faults
 */
export const typed = (draft, faults) => (/** @type {Event} */ event) => {
  const { name, value } = /** @type {HTMLInputElement} */ (event.target);
  if (!name) return;
  draft[name] = value;
  delete faults[name];
};

/**
 * What went wrong, in words: beside its field when the form has it, else above the buttons.
 * @param {unknown} error @param {readonly string[]} names @returns {Faults}
 */
export function faultsOf(error, names) {
  if (!(error instanceof Refusal)) throw error;
  if (error.status === 401) return { "": say("signed-out"), sign_in: "yes" };
  const field = error.field && names.includes(error.field) ? error.field : "";
  return { [field]: error.message };
}

/** The first field at fault gets the focus. @param {Element} form */
export function focusFault(form) {
  const control = form.querySelector("[aria-invalid='true']");
  control?.closest("details")?.setAttribute("open", "");
  if (control instanceof HTMLElement) control.focus();
}

/**
 * Only what was filled in: absent is absent.  Words go as they were typed; codes lose the
 * blanks around them.
 * @param {Draft} draft @param {readonly string[]} words @param {readonly string[]} [codes]
 * @returns {Draft}
 */
export const filled = (draft, words, codes = []) => Object.fromEntries([
  ...words.map((name) => [name, draft[name] ?? ""]),
  ...codes.map((name) => [name, draft[name]?.trim() ?? ""]),
].filter(([, value]) => value.trim()));

/** @param {string} name */
export const idOf = (name) => `ask-${name}`;
/** @param {string} name */
const hintOf = (name) => `ask-${name}-hint`;
/** @param {string} name */
const wrongOf = (name) => `ask-${name}-wrong`;

/** @param {Question} question */
function control(question) {
  if (question.choices) return select(question, question.choices);
  return question.rows ? area(question) : input(question);
}

/** @param {Question} question */
const input = (question) => html`
  <input class="field" id=${idOf(question.name)} name=${question.name}
    type=${question.type ?? "text"} dir="auto" .value=${live(valueOf(question))}
    list=${question.list ?? nothing} autocomplete=${question.autocomplete ?? "off"}
    spellcheck=${question.code ? "false" : nothing}
    autocapitalize=${question.code ? "none" : nothing} ?autofocus=${question.autofocus}
    aria-invalid=${invalid(question)} aria-describedby=${describedBy(question)}>`;

/** @param {Question} question */
const area = (question) => html`
  <textarea class="field quote" id=${idOf(question.name)} name=${question.name}
    rows=${question.rows ?? 2} dir="auto" .value=${live(valueOf(question))}
    ?autofocus=${question.autofocus}
    aria-invalid=${invalid(question)} aria-describedby=${describedBy(question)}></textarea>`;

/** @param {Question} question @param {[value: string, label: string][]} choices */
const select = (question, choices) => html`
  <select class="field" id=${idOf(question.name)} name=${question.name}
    aria-invalid=${invalid(question)} aria-describedby=${describedBy(question)}>
    ${choices.map(([value, label]) => html`
    <option value=${value} .selected=${live(value === valueOf(question))}>${label}</option>`)}
  </select>`;

/** @param {Question} question */
const valueOf = ({ name, draft }) => draft[name] ?? "";

/** @param {Question} question */
const invalid = ({ name, faults }) => (faults[name] ? "true" : nothing);

/** @param {Question} question */
function describedBy({ name, hint, faults }) {
  const ids = [hint && hintOf(name), faults[name] && wrongOf(name)].filter(Boolean);
  return ids.length ? ids.join(" ") : nothing;
}

/** @param {Question} question */
const optionalOf = ({ optional }) =>
  optional ? html`<span class="optional">${say("optional")}</span>` : nothing;

/** @param {Question} question */
const hintBelow = ({ name, hint }) =>
  hint ? html`<p class="hint" id=${hintOf(name)}>${hint}</p>` : nothing;

/** @param {Question} question */
const faultBelow = ({ name, faults }) =>
  faults[name] ? html`<p class="wrong" id=${wrongOf(name)}>${faults[name]}</p>` : nothing;

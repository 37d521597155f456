// @ts-check
// draft.js: a statement that is being added.  It outlives refusals, a closed dialog, a reload
// and signing in again, as far as the browser's memory for this tab goes.

import { state } from "../state.js";

/** @import {Draft} from "../form.js" */
/** @typedef {{fields: Draft, file: ChosenFile | null, titled: boolean}} StatementDraft titled: by hand */
/**
 * @typedef {object} ChosenFile
 * @property {string} name
 * @property {string} text exactly as in the file
 * @property {string} shown as the field shows it
 */

const place = `statement of ${state.project?.slug}`;

/** @type {StatementDraft} */
export const draft = fresh();
recall();

/** What is sent: the file exactly as it was, unless its words were changed here. */
export const textToSend = () =>
  draft.file && draft.fields.text === draft.file.shown ? draft.file.text : (draft.fields.text ?? "");

export function forget() {
  Object.assign(draft, fresh());
  keep();
}

/** Kept for this tab; a text that is too long for it stays in this page's memory. */
export function keep() {
  try {
    if (Object.values(draft.fields).some(Boolean)) sessionStorage.setItem(place, JSON.stringify(draft));
    else sessionStorage.removeItem(place);
  } catch {
    sessionStorage.removeItem(place);
  }
}

/** @returns {StatementDraft} */
function fresh() {
  return { fields: { language: state.project?.language ?? "" }, file: null, titled: false };
}

function recall() {
  try {
    Object.assign(draft, JSON.parse(sessionStorage.getItem(place) ?? "{}"));
  } catch {
    forget();
  }
}

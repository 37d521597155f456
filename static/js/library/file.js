// @ts-check
// file.js: a file that was chosen or dropped, to a text for the form, or to a clear fault.

import { readText } from "../text-file.js";
import { say } from "../words.js";

/** @import {ChosenFile} from "./draft.js" */

const largest = 32 * 1024 * 1024; // bytes; the server takes no more in one request

/** @param {File} file @returns {Promise<{file?: ChosenFile, fault?: string}>} */
export async function textFromFile(file) {
  const { name } = file;
  if (file.size > largest) return { fault: say("file.large", { name }) };
  try {
    const { text, fault, at } = readText(new Uint8Array(await file.arrayBuffer()));
    if (text === undefined) return { fault: say(`file.${fault}`, { name, at: String(at) }) };
    return { file: { name, text, shown: asFieldShows(text) } };
  } catch {
    return { fault: say("file.unreadable", { name }) };
  }
}

/** Lets files be dropped here. @param {DragEvent} event */
export function dropArea(event) {
  if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
}

/** A text field turns every line end into LF; a BOM is nothing to look at. @param {string} text */
const asFieldShows = (text) => text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
